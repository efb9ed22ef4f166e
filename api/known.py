"""What a process has found out since the last change of anything, and needn't find out for each request.

It is right as long as the date of the last change is the same: see `api.changes`, where each date is given once, and none at
all while anything is being written or the clock has passed a moment.
"""

import datetime
from typing import Any

MOST_FACTS = 1_000
"""For one site: filters can be combined in any number of ways."""

Facts = dict[Any, Any]

_facts: dict[int, tuple[datetime.datetime, Facts]] = {}


def facts_since(changed_at: datetime.datetime | None, site_id: int) -> Facts:
    """What is known about a site in which nothing has changed since that date, for everybody who asks to add to; nothing, and
    for the caller alone, where there is no date."""
    if changed_at is None:
        return {}
    known = _facts.get(site_id)
    if known is None or known[0] != changed_at:
        # Who still adds to the old ones harms nobody: they are asked for no more.
        known = _facts[site_id] = (changed_at, {})
    return known[1]


def has_room(facts: Facts) -> bool:
    """Whether facts may be added that depend on what a reader asks for."""
    return len(facts) < MOST_FACTS


def forget() -> None:
    """Begins anew, for tests that undo what they have changed and give its date another time."""
    _facts.clear()
