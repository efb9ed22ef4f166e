"""Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) for the site, each kind and each tag."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from taggit.models import Tag

from api.feeds.entries import KINDS, Entry, everything, newest
from api.manners import with_headers
from api.representation.reading import DatabaseReader
from api.views.base import reader_of

Writer = Callable[[str, list[Entry], HttpRequest, DatabaseReader], HttpResponse]


@require_safe
def site_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Everything new on the site; `form` is `xml` (Atom) or `json`."""
    reader = reader_of(request)
    return _answer(request, form, "", newest(everything(), reader), reader)


@require_safe
def kind_feed(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """What is new of one kind; 404 where there is no such kind."""
    if kind not in KINDS:
        raise Http404
    reader = reader_of(request)
    return _answer(request, form, kind.capitalize(), newest([KINDS[kind]], reader), reader)


@require_safe
def tag_feed(request: HttpRequest, tag: str, form: str) -> HttpResponse:
    """What is new under a tag; 404 where no public page carries it, as where there is no such tag."""
    reader = reader_of(request)
    entries = newest([KINDS["activities"], KINDS["articles"]], reader, tag)
    if not entries:
        raise Http404
    return _answer(request, form, Tag.objects.get(slug=tag).name, entries, reader)


def _answer(request: HttpRequest, form: str, topic: str, entries: list[Entry], reader: DatabaseReader) -> HttpResponse:
    name = reader.organisation.name or reader.visibility.tree.title
    title = f"{name}: {topic}" if topic else name
    return with_headers(request, WRITERS[form](title, entries, request, reader), reader.dependencies)


def _atom(title: str, entries: list[Entry], request: HttpRequest, reader: DatabaseReader) -> HttpResponse:
    root_url = reader.visibility.site.root_url
    feed = Atom1Feed(
        title=title,
        link=root_url + "/",
        description=reader.organisation.tagline,
        language=reader.visibility.tree.tag,
        feed_url=root_url + request.path,
        author_name=title,
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary,
            unique_id=entry.identifier,
            author_name=entry.author,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.tags,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _json_feed(title: str, entries: list[Entry], request: HttpRequest, reader: DatabaseReader) -> HttpResponse:
    root_url = reader.visibility.site.root_url
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": root_url + "/",
        "feed_url": root_url + request.path,
        "description": reader.organisation.tagline,
        "language": reader.visibility.tree.tag,
        "items": [
            {
                "id": entry.identifier,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.summary,
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
