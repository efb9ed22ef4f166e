"""Keeps the index what it should be: the public pages with the words that they have now, and nothing else.

Editors' work only says that something has changed, and the worker looks for what that was: pages that are public and
lack an entry get one, entries of pages that are not public any more go. So whatever was missed is made up for by the next
change, an empty index is filled by the same function, and words of drafts never come into it. What is in the index is not
shown by that alone: each search asks the gate again.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Site

from api.changes import tell
from api.dependencies import Dependencies
from api.models import SearchEntry
from api.search.engines import engine
from api.search.words import ReaderOfOnePage, words_of
from api.visibility import Visibility
from home.models import ActivityTag, ArticleTag, BasePage

EDITION = 1
"""To be raised when the same page would give other words: the entries of all pages are then made anew."""

BATCH = 50
"""Pages that are written in one transaction: others who want to write wait for it."""


@task()
def update_search_index(page_ids: list[int]) -> None:
    """Brings the whole index up to date, the entries of `page_ids` also where they seem to be."""
    bring_up_to_date(page_ids)


def bring_up_to_date(page_ids: Iterable[int] = ()) -> int:
    """Writes what is missing, outdated or among `page_ids`, and drops what is not public; how many pages were written."""
    public = {page_id for gate in gates() for page_id in gate.pages().values_list("pk", flat=True)}
    editions = dict(SearchEntry.objects.values_list("pk", "edition"))
    for batch in batches(editions.keys() - public):
        with transaction.atomic():
            SearchEntry.objects.filter(pk__in=batch).delete()
            tell({"search"})
    outdated = {page_id for page_id in public if editions.get(page_id) != EDITION}
    return sum(write(batch) for batch in batches(outdated | (public & set(page_ids))))


def write(page_ids: list[int], now: datetime.datetime | None = None) -> int:
    """Writes the entries of those pages that are public at `now`, in one transaction; how many they are."""
    with transaction.atomic():
        pages = public_pages(page_ids, now)
        tags = tags_of(page_ids)
        entries = [
            SearchEntry(page_id=page.pk, page_type=page.page_type, tags=tags[page.pk], edition=EDITION) for page, _ in pages
        ]
        SearchEntry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["page"], update_fields=["page_type", "tags", "edition"]
        )
        engine().write((page.pk, words_of(page, reader)) for page, reader in pages)
        tell({"search"})
    return len(pages)


def public_pages(page_ids: list[int], now: datetime.datetime | None) -> list[tuple[BasePage, ReaderOfOnePage]]:
    """Those pages that readers of any site may see, each with a reader of that site."""
    found: dict[int, tuple[BasePage, ReaderOfOnePage]] = {}
    for gate in gates(now):
        reader = ReaderOfOnePage(gate, Dependencies())
        for page in cast(Any, gate.pages().filter(pk__in=page_ids)).specific():
            found[page.pk] = (page, reader)
    return list(found.values())


def tags_of(page_ids: list[int]) -> dict[int, str]:
    """The ids of the pages' tags, as they are published and as `SearchEntry.tags` wants them. Two queries."""
    ids: dict[int, list[int]] = defaultdict(list)
    for model in (ActivityTag, ArticleTag):
        rows = model.objects.filter(content_object_id__in=page_ids).order_by("tag_id")
        for page_id, tag_id in rows.values_list("content_object_id", "tag_id"):
            ids[page_id].append(tag_id)
    return defaultdict(str, {page_id: f",{','.join(map(str, tag_ids))}," for page_id, tag_ids in ids.items()})


def gates(now: datetime.datetime | None = None) -> list[Visibility]:
    """What readers of each site may see at `now`: by default, at this moment."""
    now = now or timezone.now()
    return [Visibility(site, now) for site in Site.objects.all()]


def batches(page_ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(page_ids)
    return (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
