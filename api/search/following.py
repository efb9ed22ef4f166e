"""Follows what editors do: whatever can change what readers find is noted, and handed to the worker once it is committed.

The entry of a page that is saved goes at once, within the same transaction. So a sentence that was taken back is found no
more from that moment, however long the worker takes to write the page's new words.
"""

import threading
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site

from api.models import SearchEntry
from api.search.index import update_search_index
from api.staleness import DRAFT_FIELDS
from home.models import page_models


class Noted(threading.local):
    """What has changed in this thread and was not handed on yet; a rolled-back change may be among it, and does no harm."""

    def __init__(self) -> None:
        self.page_ids: set[int] = set()
        self.is_due = False


noted = Noted()


def follow_editors() -> None:
    """Connects the signals of everything that decides what is public. Called once, when the app is ready."""
    for model in [Page, *page_models().values()]:
        post_save.connect(page_was_saved, sender=model, dispatch_uid=f"search_{model._meta.label}")
    for model in (PageViewRestriction, Site):
        for signal in (post_save, post_delete):
            signal.connect(visibility_was_changed, sender=model, dispatch_uid=f"search_{model._meta.label}")


def page_was_saved(sender: type, instance: Any, created: bool, update_fields: Iterable[str] | None, **kwargs: Any) -> None:
    if update_fields is not None and DRAFT_FIELDS.issuperset(update_fields):
        return
    if not created:
        SearchEntry.objects.filter(pk=instance.pk).delete()
    update_soon(instance.pk)


def visibility_was_changed(sender: type, **kwargs: Any) -> None:
    update_soon()


def update_soon(*page_ids: int) -> None:
    """Has the worker bring the index up to date after the transaction: once, whatever else changes in it."""
    noted.page_ids.update(page_ids)
    noted.is_due = True
    transaction.on_commit(_hand_over)


def _hand_over() -> None:
    if noted.is_due:
        page_ids, noted.page_ids, noted.is_due = sorted(noted.page_ids), set(), False
        update_search_index.enqueue(page_ids)
