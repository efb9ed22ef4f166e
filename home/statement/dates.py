"""Recognises the line of a statement that says when it was adopted, in English, German and French."""

import re
from datetime import date

# A name also stands for its beginnings, as "oct" for "october", where no other month begins so.
MONTHS = {
    1: ("january", "januar", "jänner", "janvier"),
    2: ("february", "februar", "février", "fevrier"),
    3: ("march", "märz", "maerz", "mars", "mrz"),
    4: ("april", "avril"),
    5: ("may", "mai"),
    6: ("june", "juni", "juin"),
    7: ("july", "juli", "juillet"),
    8: ("august", "août", "aout"),
    9: ("september", "septembre", "sept"),
    10: ("october", "oktober", "octobre"),
    11: ("november", "novembre"),
    12: ("december", "dezember", "décembre", "decembre"),
}
SHORTEST_ABBREVIATION = 3
WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so"
    "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
LEAD_INS = (
    "adopted|agreed|approved|published|issued|written|dated?|beschlossen|verabschiedet|angenommen|veröffentlicht|stand|datum"
    "|adoptée?|approuvée?|publiée?"
)
LEAD_IN = re.compile(rf"(?:(?:{LEAD_INS})\b\s*:?\s*)?(?:(?:on|am|vom|le|den)\s+)?(?:the\s+)?", re.IGNORECASE)
WEEKDAY = re.compile(rf"(?:{WEEKDAYS})\b\.?,?\s*(?:(?:the|den|le)\s+)?", re.IGNORECASE)

YEAR = r"(?P<year>\d{4})"
DAY = r"(?P<day>\d{1,2})"
NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
SHAPES = [
    re.compile(rf"{YEAR}-(?P<month>\d{{1,2}})-{DAY}"),
    re.compile(rf"{DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{YEAR}"),
    re.compile(rf"(?P<either>\d{{1,2}})/(?P<other>\d{{1,2}})/{YEAR}"),
    re.compile(rf"{DAY}(?:st|nd|rd|th|er|\.)?(?:\s+of)?[\s-]+{NAME},?[\s-]+{YEAR}", re.IGNORECASE),
    re.compile(rf"{NAME}\s+{DAY}(?:st|nd|rd|th)?,?\s+{YEAR}", re.IGNORECASE),
]
LONGEST_DATE_LINE = 80


def parse_date_line(line: str) -> date | None:
    """The date of a line that says nothing else, as in "Monday, October 3, 2011", "Beschlossen am 3. Oktober 2011".

    None where the line says more, the date does not exist, or its order cannot be known, as in 3/10/2011.
    """
    text = " ".join(line.split()).strip("()[] .")
    if len(text) > LONGEST_DATE_LINE:
        return None
    text = WEEKDAY.sub("", LEAD_IN.sub("", text, count=1), count=1) if text else ""
    for shape in SHAPES:
        if match := shape.fullmatch(text):
            return _date_of(match.groupdict())
    return None


def _date_of(parts: dict[str, str | None]) -> date | None:
    if parts.get("either") and parts.get("other"):
        day, month = _ordered(int(parts["either"] or 0), int(parts["other"] or 0))
    else:
        day, month = int(parts["day"] or 0), int(parts.get("month") or 0) or _month_named(parts.get("name") or "")
    try:
        return date(int(parts["year"] or 0), month, day)
    except ValueError:
        return None


def _ordered(first: int, second: int) -> tuple[int, int]:
    """Day and month of a date with slashes; (0, 0) where both could be the month and differ."""
    if first == second or first > 12:
        return first, second
    return (second, first) if second > 12 else (0, 0)


def _month_named(name: str) -> int:
    """1 to 12 for a month's name or an abbreviation that only one month has, otherwise 0."""
    name = name.lower()
    found = {month for month, names in MONTHS.items() if any(full.startswith(name) for full in names)}
    return found.pop() if len(found) == 1 and len(name) >= SHORTEST_ABBREVIATION else 0
