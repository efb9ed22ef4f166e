"""What a feed lists: the public pages of some kinds, the newest first."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from api.representation.reading import DatabaseReader
from home.models import (
    ActivityIndexPage,
    ActivityReportPage,
    ActivityTag,
    ArticlePage,
    ArticleTag,
    DebateIndexPage,
    ManifestoPage,
    PositionIndexPage,
    PositionPage,
)

MOST_ENTRIES = 50

KINDS: dict[str, type[Page]] = {
    "positions": PositionPage,
    "activities": ActivityReportPage,
    "articles": ArticlePage,
}
"""The kinds that have a feed of their own, by the word in its address."""

LISTS: dict[str, type[Page]] = {
    "positions": PositionIndexPage,
    "activities": ActivityIndexPage,
    "articles": DebateIndexPage,
}
"""The pages that list these kinds: feeds are called like them."""


@dataclass(frozen=True)
class Entry:
    """One page in a feed."""

    identifier: str
    title: str
    url: str
    summary: str
    author: str
    published: datetime.datetime
    updated: datetime.datetime
    tags: list[str]


def newest(models: "list[type[Page]]", reader: DatabaseReader, tag: str | None = None) -> list[Entry]:
    """At most 50 pages of these kinds that carry `tag`, if there is one, by when they were first published."""
    for model in models:
        reader.dependencies.add("type", model.page_type)
    kinds = ContentType.objects.get_for_models(*models).values()
    pages: QuerySet[Page] = reader.visibility.listed_pages().filter(content_type__in=kinds).exclude(first_published_at=None)
    if tag is not None:
        carrying = [model.objects.filter(tag__slug=tag).values("content_object_id") for model in (ActivityTag, ArticleTag)]
        pages = pages.filter(pk__in=carrying[0]) | pages.filter(pk__in=carrying[1])
    found = list(pages.order_by("-first_published_at", "-pk")[:MOST_ENTRIES])
    cards = reader.complete(lambda: reader.cards([page.pk for page in found]))
    return [entry(page, card, reader) for page, card in zip(found, cards, strict=True)]


def title_of(kind: str, reader: DatabaseReader) -> str:
    """What the pages of a kind are called in the language of the answer. One query."""
    lists = LISTS[kind].objects.filter(pk__in=reader.visibility.listed_pages().values("pk"))
    reader.dependencies.add("type", LISTS[kind].page_type)
    return lists.values_list("title", flat=True).first() or kind.capitalize()


def everything() -> "list[type[Page]]":
    """The kinds that the feed of the whole site lists."""
    return [ManifestoPage, *KINDS.values()]


def entry(page: Page, card: Any, reader: DatabaseReader) -> Entry:
    site = reader.visibility.site
    return Entry(
        # RFC 4151: an identifier that outlives a change of the page's address.
        identifier=f"tag:{site.hostname},{page.first_published_at:%Y-%m-%d}:page/{page.pk}",
        title=card["title"],
        url=site.root_url + card["path"],
        summary=card["summary"],
        author=card.get("author_names") or reader.organisation.name,
        published=page.first_published_at,
        updated=page.last_published_at or page.first_published_at,
        tags=[tag["name"] for tag in card.get("tags", [])],
    )
