"""Changes that Django and Wagtail send no signal for, known by the statement that makes them.

| what an editor does | what Wagtail does |
|---|---|
| puts selected pictures or documents into a collection | `QuerySet.update` |
| moves a collection | SQL of treebeard's |
| gives a page another address | `bulk_create` of redirects from the old one |

Everything else that is written to what readers see goes through `save` and `delete`, which `api.changes` hears of.
"""

import re
from collections.abc import Callable
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection

from api.staleness import EVERYTHING
from home.models import CustomDocument, CustomImage

WRITES = ("INSERT", "UPDATE", "DELETE")
_WRITTEN = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
_SELECTED = re.compile(r"\bIN \(", re.IGNORECASE)

ALWAYS = {Redirect._meta.db_table: "redirects", Collection._meta.db_table: EVERYTHING}
"""What is stale when anything is written to these tables."""
IN_BULK = {CustomImage._meta.db_table: EVERYTHING, CustomDocument._meta.db_table: EVERYTHING}
"""What is stale when several rows of these are updated at once, which `save` never does."""


def stale_by(statement: str) -> str | None:
    """The key that is stale after an SQL statement; None where that is told in another way, or nothing is."""
    if not statement.startswith(WRITES):
        return None
    match = _WRITTEN.match(statement)
    table = match.group(1) if match else ""
    is_in_bulk = statement.startswith("UPDATE") and _SELECTED.search(statement)
    return ALWAYS.get(table) or (IN_BULK.get(table) if is_in_bulk else None)


def watching(tell: Callable[[str], None]) -> Callable[..., Any]:
    """A wrapper for a connection's statements (Django's `execute_wrapper`) that tells what each has made stale."""

    def execute_and_tell(execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        result = execute(statement, params, many, context)
        key = stale_by(str(statement))
        # A row that is added by itself has signals, and its id is still to be read: SQLite would commit nothing meanwhile.
        is_by_itself = str(statement).startswith("INSERT") and not context["connection"].in_atomic_block
        if key and not is_by_itself:
            tell(key)
        return result

    return execute_and_tell
