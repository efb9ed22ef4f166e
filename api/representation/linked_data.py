"""What search engines read beside the page: schema.org's vocabulary as JSON-LD (https://schema.org/docs/gs.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.representation.cards import moment, when

if TYPE_CHECKING:
    from api.representation.reading import DatabaseReader
    from home.shapes import PageLink

CONTEXT = "https://schema.org"


def linked_data(
    page: Any, url: str, image_url: str | None, breadcrumbs: list[PageLink], reader: DatabaseReader
) -> list[dict[str, Any]]:
    """The descriptions of `page`: the organisation on the home page, an article or event for those, and the way there."""
    root_url = reader.visibility.site.root_url
    items = [describe(page, url, root_url, image_url, reader)] if (describe := DESCRIPTIONS.get(page.page_type)) else []
    if breadcrumbs:
        items.append(_breadcrumb_list([*breadcrumbs, {"title": page.title, "path": reader.path_of(page)}], root_url))
    return [{"@context": CONTEXT, **{key: value for key, value in item.items() if value}} for item in items]


def _organization(page: Any, url: str, root_url: str, image_url: str | None, reader: DatabaseReader) -> dict[str, Any]:
    organisation = reader.organisation
    return {
        "@type": "Organization",
        "name": organisation.name or page.title,
        "url": root_url + "/",
        "description": organisation.tagline or page.purpose,
        "email": organisation.email,
        "logo": image_url,
    }


def _article(page: Any, url: str, root_url: str, image_url: str | None, reader: DatabaseReader) -> dict[str, Any]:
    return {
        "@type": "Article",
        "headline": page.title,
        "url": url,
        "description": page.summary,
        "author": {"@type": "Person", "name": page.author_names},
        "datePublished": page.written_on.isoformat(),
        "dateModified": when(page.last_published_at),
        "image": image_url,
        "publisher": {"@type": "Organization", "name": reader.organisation.name, "url": root_url + "/"},
    }


def _event(page: Any, url: str, root_url: str, image_url: str | None, reader: DatabaseReader) -> dict[str, Any]:
    place = {"@type": "Place", "name": page.place or page.address, "address": page.address or page.place}
    return {
        "@type": "Event",
        "name": page.title,
        "url": url,
        "description": page.summary,
        "startDate": moment(page.starts_at),
        "endDate": when(page.ends_at),
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "location": place if page.place or page.address else None,
        "image": image_url,
        "organizer": {"@type": "Organization", "name": reader.organisation.name, "url": root_url + "/"},
    }


def _breadcrumb_list(trail: list[Any], root_url: str) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": place, "name": link["title"], "item": root_url + link["path"]}
        for place, link in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


DESCRIPTIONS = {"home": _organization, "article": _article, "activity_report": _event}
