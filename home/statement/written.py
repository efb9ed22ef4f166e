"""What became of a page in an import, and how a page is made, revised and published by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.models import Page

from home.models import BasePage
from home.statement.history import remember
from home.statement.refusal import StatementRefused

LONGEST_SLUG = 80


class Change(Enum):
    """What an import did to a page."""

    MADE = "made"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    NO_LONGER_IN_THE_TEXT = "no longer in the text, left as it is"


@dataclass
class Written:
    """A page that an import made, revised or left."""

    page: BasePage
    change: Change
    is_from_the_text: bool = True
    """False for the list of positions, which only has to be there."""

    def publish(self) -> None:
        """Publishes the page's latest revision where readers do not have it yet. What is not from the text is left."""
        if self.change is Change.NO_LONGER_IN_THE_TEXT or self.state == "published":
            return
        if self.page.live and not self.is_from_the_text:
            return
        with one_sentence(self.page):
            revision = self.page.get_latest_revision() or self.page.save_revision()
            revision.publish()
        self.page = type(self.page).objects.get(pk=self.page.pk)

    @property
    def state(self) -> str:
        """What readers have of the page."""
        if not self.page.live:
            return "draft"
        return "published, with changes in a draft" if self.page.has_unpublished_changes else "published"


def make(page: BasePage, parent: Page, fallback_slug: str, **record: str) -> Written:
    """Puts the unsaved `page` below `parent` as a draft with a first revision."""
    page.live = False
    page.slug = free_slug(parent, slugify(page.title, allow_unicode=True)[:LONGEST_SLUG].strip("-") or fallback_slug)
    # A fresh parent: treebeard counts children in the instance that it is given.
    with one_sentence(page):
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        remember(page, page.save_revision(), **record)
    return Written(type(page).objects.get(pk=page.pk), Change.MADE)


def revise(draft: BasePage, fields: dict[str, Any], **record: str) -> Written:
    """A new revision of a page, whose latest one is `draft`, with `fields` set. What readers have stays as it is."""
    if draft.locked:
        raise StatementRefused(f'The page "{draft.title}" is locked in the admin; unlock it and run the import again.')
    for name, value in fields.items():
        setattr(draft, name, value)
    with one_sentence(draft):
        remember(draft, draft.save_revision(), **record)
    return Written(type(draft).objects.get(pk=draft.pk), Change.REVISED)


@contextmanager
def one_sentence(page: BasePage) -> Iterator[None]:
    """Turns what the model finds wrong with `page` into a `StatementRefused` that names it."""
    try:
        yield
    except ValidationError as error:
        by_field = error.message_dict if hasattr(error, "error_dict") else {"title": error.messages}
        reasons = "; ".join(f"{field}: {' '.join(messages)}" for field, messages in by_field.items())
        raise StatementRefused(f'The page "{page.title}" cannot be saved, and nothing was changed: {reasons}') from None


def free_slug(parent: Page, slug: str) -> str:
    """`slug`, or `slug` with the first number that no other page below `parent` has."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    candidate, count = slug, 1
    while candidate in taken:
        count += 1
        candidate = f"{slug}-{count}"
    return candidate
