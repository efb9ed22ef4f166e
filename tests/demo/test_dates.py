"""Whatever day it is, the demo has something behind it and ahead of it."""

import datetime

import pytest

from home.demo.dates import WEEKDAYS, relative_date, relative_time

WEEK = [datetime.date(2027, 3, 1) + datetime.timedelta(days=number) for number in range(7)]


@pytest.mark.parametrize("today", WEEK, ids=WEEKDAYS)
@pytest.mark.parametrize("weekday", WEEKDAYS)
def test_one_week_ago_is_always_past_and_in_one_week_always_to_come(today, weekday):
    assert relative_date(f"{weekday}, 1 week ago", today) < today < relative_date(f"{weekday}, in 1 week", today)


def test_a_date_falls_on_its_weekday():
    assert relative_date("Saturday, 6 weeks ago", datetime.date(2027, 3, 3)) == datetime.date(2027, 1, 23)


def test_a_time_is_of_the_sites_zone_in_summer_too(settings):
    settings.TIME_ZONE = "Europe/London"
    summer = relative_time("Saturday, in 2 weeks, 11:00", datetime.date(2027, 7, 1))
    assert summer.astimezone(datetime.UTC).isoformat() == "2027-07-17T10:00:00+00:00"


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "Saturday", "Caturday, 1 week ago", "Saturday, in 1 week, 9:30", "2027-03-01"]
)
def test_another_form_is_refused(text):
    with pytest.raises(ValueError, match="is not a date such as"):
        relative_date(text, WEEK[0])


def test_a_moment_needs_a_time_of_day():
    with pytest.raises(ValueError, match="needs a time of day"):
        relative_time("Saturday, in 1 week", WEEK[0])
