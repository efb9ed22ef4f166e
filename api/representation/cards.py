"""Short forms of pages: links for a mention, cards for a list."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone
from wagtail.models import Page

from home.shapes import ActivityReportCard, ArticleCard, PageCard, PageLink, PageType, PlainCard, PositionCard, SectionLink

if TYPE_CHECKING:
    from api.representation.reading import DatabaseReader


def page_link_of(page: Any, path: str) -> PageLink:
    return {"id": page.pk, "type": page_type_of(page), "title": page.title, "path": path}


def page_type_of(page: Page) -> PageType:
    """The type of a page of ours, also where it was loaded as a plain Page."""
    return cast(PageType, page.specific_class.page_type)


def section_links_of(manifesto: Any, path: str) -> dict[str, SectionLink]:
    """Links to the sections of `manifesto`, by their ids."""
    page = page_link_of(manifesto, path)
    return {
        child.get("id") or "": {
            "manifesto": page,
            "number": number,
            "heading": child["value"].get("heading") or "",
            "anchor": child["value"].get("anchor") or f"section-{number}",
        }
        for number, child in enumerate(manifesto.sections.raw_data, start=1)
    }


def card_of(page: Any, reader: DatabaseReader) -> PageCard:
    """The card that fits the kind of `page`."""
    page_type = page_type_of(page)
    if page_type == "position":
        return position_card(page, reader.path_of(page))
    if page_type == "activity_report":
        return activity_card(page, reader)
    if page_type == "article":
        return article_card(page, reader)
    return plain_card(page, reader.path_of(page))


def plain_card(page: Any, path: str) -> PlainCard:
    return {
        "id": page.pk,
        "type": page.specific_class.page_type,
        "title": page.title,
        "path": path,
        "summary": page.search_description,
        "first_published_at": when(page.first_published_at),
    }


def position_card(page: Any, path: str) -> PositionCard:
    return {
        "id": page.pk,
        "type": "position",
        "title": page.title,
        "path": path,
        "summary": page.summary,
        "first_published_at": when(page.first_published_at),
        "number": page.number,
        "adopted_on": day(page.adopted_on),
    }


def activity_card(page: Any, reader: DatabaseReader) -> ActivityReportCard:
    return {
        "id": page.pk,
        "type": "activity_report",
        "title": page.title,
        "path": reader.path_of(page),
        "summary": page.summary,
        "first_published_at": when(page.first_published_at),
        "kind": page.kind,
        "starts_at": moment(page.starts_at),
        "ends_at": when(page.ends_at),
        "time_zone": timezone.get_default_timezone_name(),
        "place": page.place,
        "image": reader.image(page.first_photo_id or page.share_image_id),
        "tags": reader.tags_of(page.pk),
    }


def article_card(page: Any, reader: DatabaseReader) -> ArticleCard:
    return {
        "id": page.pk or 0,
        "type": "article",
        "title": page.title,
        "path": reader.path_of(page),
        "summary": page.summary,
        "first_published_at": when(page.first_published_at),
        "author_names": page.author_names,
        "written_on": page.written_on.isoformat(),
        "responds_to": reader.page_link(page.responds_to_id),
        "tags": reader.tags_of(page.pk),
    }


def moment(value: datetime.datetime) -> str:
    """RFC 3339 in the site's time zone, which a reader who plans to come needs to know."""
    return value.astimezone(timezone.get_default_timezone()).isoformat()


def when(value: datetime.datetime | None) -> str | None:
    return moment(value) if value else None


def day(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None
