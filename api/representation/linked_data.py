"""What search engines read beside the page: schema.org's vocabulary as JSON-LD (https://schema.org/docs/gs.html).

Each description has what Google asks for (https://developers.google.com/search/docs/appearance/structured-data).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from api.representation.cards import moment, when
from api.trees import language_tag

if TYPE_CHECKING:
    from api.representation.reading import DatabaseReader
    from home.shapes import PageLink

CONTEXT = "https://schema.org"


class Described(NamedTuple):
    """A page that is described, with the absolute addresses of itself, its picture and the site's first page."""

    page: Any
    url: str
    image_url: str | None
    root_url: str
    reader: DatabaseReader


def linked_data(
    page: Any, url: str, image_url: str | None, breadcrumbs: list[PageLink], reader: DatabaseReader
) -> list[dict[str, Any]]:
    """The descriptions of `page`: the organisation and its site on the home page, an article or an event, the way there."""
    root_url = reader.visibility.site.root_url
    described = Described(page, url, image_url, root_url + "/", reader)
    items = [describe(described) for describe in DESCRIPTIONS.get(page.page_type, [])]
    if breadcrumbs:
        items.append(_breadcrumb_list([*breadcrumbs, {"title": page.title, "path": reader.path_of(page)}], root_url))
    return [{"@context": CONTEXT, **without_empty(item)} for item in items]


def without_empty(item: dict[str, Any]) -> dict[str, Any]:
    """`item` without keys that say nothing, in the objects inside it as well."""
    cleaned = {key: without_empty(value) if isinstance(value, dict) else value for key, value in item.items()}
    return {key: value for key, value in cleaned.items() if value not in (None, "", [], {})}


def _organization(described: Described) -> dict[str, Any]:
    organisation = described.reader.organisation
    return {
        **_publisher(described),
        "description": organisation.tagline or described.page.purpose,
        "email": organisation.email,
        "logo": described.image_url,
    }


def _web_site(described: Described) -> dict[str, Any]:
    return {**_site(described), "inLanguage": _language(described), "publisher": _publisher(described)}


def _article(described: Described) -> dict[str, Any]:
    page = described.page
    return {
        **_creative_work(described),
        "author": {"@type": "Person", "name": page.author_names},
        "datePublished": page.written_on.isoformat(),
        "keywords": [tag["name"] for tag in described.reader.own_tags(page)],
    }


def _position(described: Described) -> dict[str, Any]:
    page = described.page
    published = page.adopted_on.isoformat() if page.adopted_on else when(page.first_published_at)
    return {**_creative_work(described), "author": _publisher(described), "datePublished": published}


def _event(described: Described) -> dict[str, Any]:
    page = described.page
    place = {"@type": "Place", "name": page.place or page.address, "address": page.address or page.place}
    return {
        "@type": "Event",
        "name": page.title,
        "url": described.url,
        "description": page.summary,
        "startDate": moment(page.starts_at),
        "endDate": when(page.ends_at),
        "eventStatus": f"{CONTEXT}/EventScheduled",
        # Somewhere that has an address one goes to. A place without one may be "online".
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode" if page.address else None,
        "location": place if page.place or page.address else None,
        "image": described.image_url,
        "inLanguage": _language(described),
        "organizer": _publisher(described),
    }


def _creative_work(described: Described) -> dict[str, Any]:
    page = described.page
    return {
        "@type": "Article",
        "headline": page.title,
        "url": described.url,
        "mainEntityOfPage": described.url,
        "description": page.summary,
        "dateModified": when(page.last_published_at),
        "image": described.image_url,
        "inLanguage": _language(described),
        "isPartOf": _site(described),
        "publisher": _publisher(described),
    }


def _site(described: Described) -> dict[str, Any]:
    return {"@type": "WebSite", "name": described.reader.site_name, "url": described.root_url}


def _publisher(described: Described) -> dict[str, Any]:
    return {"@type": "Organization", "name": described.reader.site_name, "url": described.root_url}


def _language(described: Described) -> str:
    return language_tag(described.reader.language_of(described.page))


def _breadcrumb_list(trail: list[Any], root_url: str) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": place, "name": link["title"], "item": root_url + link["path"]}
        for place, link in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


DESCRIPTIONS = {
    "home": [_organization, _web_site],
    "article": [_article],
    "position": [_position],
    "activity_report": [_event],
}
