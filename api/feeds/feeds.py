"""Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) for the site, each kind and each tag."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe
from taggit.models import Tag

from api.feeds.entries import KINDS, Entry, everything, newest, title_of
from api.feeds.languages import reader_in
from api.manners import with_headers
from api.representation.reading import DatabaseReader


@dataclass(frozen=True)
class FeedHead:
    """What a feed says of itself. `address` and `home_page` are absolute, `language` is a BCP 47 tag."""

    title: str
    address: str
    home_page: str
    publisher: str
    description: str
    language: str


Writer = Callable[[FeedHead, list[Entry]], HttpResponse]


@require_safe
def site_feed(request: HttpRequest, form: str, language: str | None = None) -> HttpResponse:
    """Everything new on the site; `form` is `xml` (Atom) or `json`."""
    reader = reader_in(request, language)
    return _answer(request, form, "", newest(everything(), reader), reader)


@require_safe
def kind_feed(request: HttpRequest, kind: str, form: str, language: str | None = None) -> HttpResponse:
    """What is new of one kind; 404 where there is no such kind."""
    if kind not in KINDS:
        raise Http404
    reader = reader_in(request, language)
    return _answer(request, form, title_of(kind, reader), newest([KINDS[kind]], reader), reader)


@require_safe
def tag_feed(request: HttpRequest, tag: str, form: str, language: str | None = None) -> HttpResponse:
    """What is new under a tag; 404 where no public page carries it, as where there is no such tag."""
    reader = reader_in(request, language)
    entries = newest([KINDS["activities"], KINDS["articles"]], reader, tag)
    if not entries:
        raise Http404
    return _answer(request, form, Tag.objects.get(slug=tag).name, entries, reader)


def _answer(request: HttpRequest, form: str, topic: str, entries: list[Entry], reader: DatabaseReader) -> HttpResponse:
    name = reader.site_name
    root_url = reader.visibility.site.root_url
    head = FeedHead(
        title=f"{name}: {topic}" if topic else name,
        address=root_url + iri_to_uri(request.path),
        home_page=root_url + reader.visibility.tree.prefix,
        publisher=name,
        description=reader.organisation.tagline,
        language=reader.visibility.tree.tag,
    )
    return with_headers(request, WRITERS[form](head, entries), reader.dependencies)


class AtomFeed(Atom1Feed):
    """Django's, but the same at each read when it is empty: Django takes the time of the read then."""

    def latest_post_date(self) -> datetime.datetime:
        return super().latest_post_date() if self.items else datetime.datetime.fromtimestamp(0, datetime.UTC)


def _atom(head: FeedHead, entries: list[Entry]) -> HttpResponse:
    feed = AtomFeed(
        title=_xml(head.title),
        link=head.home_page,
        description=_xml(head.description),
        language=head.language,
        feed_url=head.address,
        # Each feed has an identifier of its own (RFC 4287, 4.2.6).
        feed_guid=head.address,
        author_name=_xml(head.publisher),
    )
    for entry in entries:
        feed.add_item(
            title=_xml(entry.title),
            link=entry.url,
            # Django declares it to be HTML.
            description=escape(_xml(entry.summary)),
            unique_id=entry.identifier,
            author_name=_xml(entry.author),
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=[_xml(tag) for tag in entry.tags],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _xml(text: str) -> str:
    """`text` without the control characters that XML has no way to write."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _json_feed(head: FeedHead, entries: list[Entry]) -> HttpResponse:
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.home_page,
        "feed_url": head.address,
        "description": head.description,
        "language": head.language,
        "authors": [{"name": head.publisher, "url": head.home_page}],
        "items": [
            {
                "id": entry.identifier,
                "url": entry.url,
                "title": entry.title,
                # Never empty: an item without content is none.
                "content_text": entry.summary or entry.title,
                "date_published": entry.published.isoformat(),
                "date_modified": entry.updated.isoformat(),
                "authors": [{"name": entry.author}],
                "tags": entry.tags,
            }
            for entry in entries
        ],
    }
    return JsonResponse(feed, content_type="application/feed+json")


WRITERS: dict[str, Writer] = {"xml": _atom, "json": _json_feed}
