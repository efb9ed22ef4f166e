"""Names of copies, and which of them are kept."""

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from cms.backup.plan import Keep

NAME = re.compile(r"broadside-(\d{8}T\d{6})Z(?:-until-(\d{8}))?\.age")
STAMP, DAY = "%Y%m%dT%H%M%S", "%Y%m%d"


class Copy(NamedTuple):
    """A copy by its name. `until`: the day on which the first of the messages in it has to be deleted; None without messages."""

    name: str
    made_at: datetime.datetime
    until: datetime.date | None


def name_of(made_at: datetime.datetime, until: datetime.date | None = None) -> str:
    """The name of a copy made at that time."""
    term = f"-until-{until:{DAY}}" if until else ""
    return f"broadside-{made_at.astimezone(datetime.UTC):{STAMP}}Z{term}.age"


def copies_among(names: Iterable[str]) -> list[Copy]:
    """The copies among files of all kinds, the newest first."""
    return sorted((copy for name in names if (copy := _copy(name))), key=lambda copy: copy.made_at, reverse=True)


def _copy(name: str) -> Copy | None:
    match = NAME.fullmatch(name)
    try:
        return Copy(name, _moment(match[1], STAMP), _moment(match[2], DAY).date() if match[2] else None) if match else None
    except ValueError:
        return None


def _moment(text: str, form: str) -> datetime.datetime:
    return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC)


PERIODS: tuple[Callable[[datetime.datetime], Any], ...] = (
    lambda moment: moment.date(),
    lambda moment: moment.isocalendar()[:2],
    lambda moment: (moment.year, moment.month),
)


def outdated(copies: list[Copy], keep: Keep, today: datetime.date) -> list[Copy]:
    """Those of `copies`, the newest first, that are to be deleted: all but the last one of each of so many days, weeks and
    months that have a copy; and those with a message whose term has come."""
    kept: set[str] = set()
    lasting = [copy for copy in copies if copy.until is None]
    for period, count in zip(PERIODS, keep, strict=True):
        last: dict[Any, str] = {}
        for copy in lasting:
            last.setdefault(period(copy.made_at), copy.name)
        kept.update(list(last.values())[:count])
    return [copy for copy in copies if (copy.until <= today if copy.until else copy.name not in kept)]
