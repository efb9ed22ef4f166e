"""Keeps in each page's history what was last imported into it, so that the next import knows its pages and what changed."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

KEY = "statement"


def digest_of(*parts: Any) -> str:
    """A short text that differs where `parts` (anything that JSON can hold) differ."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def remember(page: Page, revision: Revision, **record: str) -> None:
    """Adds to the history of `page`, as editors see it, that `revision` was made, with `record` attached."""
    log(
        instance=page,
        action="wagtail.edit",
        data={KEY: record},
        revision=revision,
        content_changed=True,
    )


def imported_into(pages: Iterable[Page]) -> dict[int, dict[str, str]]:
    """The latest record of each of `pages` that has one, by the page's id, the latest import last. One query."""
    entries = PageLogEntry.objects.filter(page_id__in=[page.pk for page in pages], data__has_key=KEY)
    records: dict[int, dict[str, str]] = {}
    for entry in entries.order_by("timestamp", "pk"):
        records.pop(entry.page_id, None)
        records[entry.page_id] = entry.data[KEY]
    return records
