"""Makes the documents that are missing, or were made by another version: work for the worker, not for readers.

A change only drops documents (`api.documents.dropping`) and says that there is work. So whatever was missed is made up for by
the next change, and an empty table is filled by the same function.
"""

import datetime
import threading
import time
from collections.abc import Iterator
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import Min, Q
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page, Site

from api import changes
from api.changes import next_moment
from api.dependencies import Dependencies
from api.documents.dropping import drop, take_turns
from api.documents.edition import edition
from api.documents.reading import json_of, place_of
from api.models import DocumentKey, PublishedDocument
from api.representation.pages import represent_page, shape_of
from api.representation.reading import DatabaseReader
from api.staleness import stale_by_clock
from api.visibility import Visibility

NO_DOCUMENTS = {"search", "redirects", "menu"}
"""Keys of answers, of which no document is made."""
BATCH = 10
"""Pages in one transaction: others who want to write wait for it."""
PAUSE_SECONDS = 0.01
"""Between transactions, for those who want to write: SQLite gives them no turn of its own accord."""
MOMENT = datetime.timedelta(microseconds=1)


@task()
def make_documents() -> None:
    """Makes all that are missing."""
    make_what_is_missing()


class Due(threading.local):
    """Whether the worker is still to be asked for what has changed in this thread; a rolled-back change may be it, and does
    no harm."""

    is_due = False


_due = Due()


def follow_changes() -> None:
    """Begins to listen. Called once, when the app is ready."""
    if follow not in changes.listeners:
        changes.listeners.append(follow)


def follow(keys: set[str]) -> None:
    """Drops what was made of any of these keys, which are stale now, and has the worker make it anew after the transaction:
    once, whatever else changes in it."""
    if keys <= NO_DOCUMENTS:
        return
    drop(keys)
    _due.is_due = True
    transaction.on_commit(_ask, robust=True)


def _ask() -> None:
    if _due.is_due:
        _due.is_due = False
        make_documents.enqueue()


def make_what_is_missing() -> int:
    """Makes a document for each public page that has none or one that isn't right; how many were made."""
    pass_moments()
    forget_keys_of_nothing()
    count = 0
    for site in Site.objects.all():
        gate = Visibility(site, timezone.now())
        right = set(PublishedDocument.objects.filter(_is_right(gate.now)).values_list("pk", flat=True))
        ids = [pk for pk in gate.pages().order_by("path").values_list("pk", flat=True) if pk not in right]
        for start in range(0, len(ids), BATCH):
            if start:
                time.sleep(PAUSE_SECONDS)
            count += _make(site, ids[start : start + BATCH])
    return count


def pass_moments() -> None:
    """Drops what the clock has made stale since documents were last looked through, and lets the others be right on."""
    with transaction.atomic():
        take_turns(are_shared=False)
        now = timezone.now()
        passed = PublishedDocument.objects.filter(checked_until__lte=now)
        first = passed.aggregate(first=Min("checked_until"))["first"]
        if first:
            drop(stale_by_clock(first - MOMENT, now))
            passed.update(checked_until=next_moment(now))


def forget_keys_of_nothing() -> None:
    """Deletes what the documents of pages were made of that have been deleted."""
    DocumentKey.objects.exclude(page_id__in=Page.objects.values("pk"))._raw_delete(connection.alias)


def _is_right(now: datetime.datetime) -> Q:
    return Q(edition=edition(), made_at__lte=now) & (Q(until=None) | Q(until__gt=now))


def _make(site: Site, page_ids: list[int]) -> int:
    """Makes the documents of those of the pages that are public, in one transaction; how many they are."""
    with transaction.atomic():
        take_turns(are_shared=False)
        gate = Visibility(site, timezone.now())
        pages = list(cast(Any, gate.pages().filter(pk__in=page_ids)).specific())
        made = list(documents_of(pages, gate))
        PublishedDocument.objects.filter(pk__in=page_ids)._raw_delete(connection.alias)
        DocumentKey.objects.filter(page_id__in=page_ids)._raw_delete(connection.alias)
        PublishedDocument.objects.bulk_create(made)
        DocumentKey.objects.bulk_create(
            DocumentKey(page_id=document.page_id, key=key)
            for document in made
            for key in {*document.detail_keys.split("\n"), *document.card_keys.split("\n")}
        )
    return len(made)


def documents_of(pages: list[Any], gate: Visibility) -> Iterator[PublishedDocument]:
    """The documents of `pages`, which `gate` lets through."""
    checked_until = next_moment(gate.now)
    shown = _in_one_language(pages, gate) if len(gate.trees) == 1 else _one_by_one(pages, gate)
    for page, (detail, of_detail), (card, of_card) in shown:
        of_detail.changes_at(of_card.until)
        yield PublishedDocument(
            page_id=page.pk,
            place=place_of(page.url_path),
            site_id=gate.site.pk,
            edition=edition(),
            made_at=gate.now,
            checked_until=checked_until,
            until=of_detail.until,
            card=json_of(card),
            card_keys="\n".join(sorted(of_card.keys)),
            detail=json_of(detail),
            detail_keys="\n".join(sorted(of_detail.keys)),
        )


Made = tuple[Any, Dependencies]
"""A detail or a card, and what it was made of."""


def _in_one_language(pages: list[Any], gate: Visibility) -> Iterator[tuple[Any, Made, Made]]:
    """Detail and card of each page. What they mention is loaded for all of them together."""
    reader = DatabaseReader(gate, Dependencies())
    reader.complete(lambda: [(shape_of(page, reader), reader.cards([page.pk])) for page in pages])
    for page in pages:
        reader.dependencies = of_detail = Dependencies()
        detail = shape_of(page, reader)
        reader.dependencies = of_card = Dependencies()
        for card in reader.cards([page.pk]):
            yield page, (detail, of_detail), (card, of_card)


def _one_by_one(pages: list[Any], gate: Visibility) -> Iterator[tuple[Any, Made, Made]]:
    """The same where there are several languages: to load a page can show that it depends on its translations."""
    for page in pages:
        reader, other = DatabaseReader(gate, Dependencies()), DatabaseReader(gate, Dependencies())
        detail = represent_page(page, reader)
        for card in other.complete(lambda: other.cards([page.pk])):  # noqa: B023  # called at once
            yield page, (detail, reader.dependencies), (card, other.dependencies)
