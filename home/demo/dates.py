"""Reads dates such as "Saturday, 6 weeks ago, 11:00", so that the demo always has something behind it and ahead of it."""

import datetime
import re

from django.utils import timezone

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
RELATIVE = re.compile(
    rf"(?P<weekday>{'|'.join(WEEKDAYS)})(?:, (?P<ago>\d+) weeks? ago|, in (?P<ahead>\d+) weeks?)(?:, (?P<hour>\d\d):(?P<minute>\d\d))?"
)


def relative_date(text: str, today: datetime.date) -> datetime.date:
    """The day that `text` means on `today`.

    Weeks begin on Monday and count from the week of `today`, so one week ago is always past and in one week always to
    come. Raises ValueError where `text` is not of the form above.
    """
    match = parsed(text)
    weeks = int(match["ahead"] or 0) - int(match["ago"] or 0)
    monday = today - datetime.timedelta(days=today.weekday())
    return monday + datetime.timedelta(weeks=weeks, days=WEEKDAYS.index(match["weekday"]))


def relative_time(text: str, today: datetime.date) -> datetime.datetime:
    """The moment that `text` means on `today`, in the site's time zone. Raises ValueError where `text` has no time."""
    match = parsed(text)
    if match["hour"] is None:
        raise ValueError(f'"{text}" needs a time of day, such as "Saturday, 6 weeks ago, 11:00".')
    time = datetime.time(int(match["hour"]), int(match["minute"]))
    return timezone.make_aware(datetime.datetime.combine(relative_date(text, today), time), timezone.get_default_timezone())


def parsed(text: str) -> re.Match[str]:
    match = RELATIVE.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a date such as "Saturday, 6 weeks ago" or "Saturday, in 2 weeks, 11:00".')
    return match
