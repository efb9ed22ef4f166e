"""What programs look for at fixed addresses: the sitemap, `robots.txt` and `security.txt`."""

import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as write_sitemap
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from api.manners import with_headers
from api.representation.reading import DatabaseReader
from api.views.base import reader_of
from home.models import ContactPage, page_models

VALID_FOR = datetime.timedelta(days=180)
"""RFC 9116 recommends that `security.txt` be renewed within a year; it is made anew at every read."""


class PublicPages(Sitemap):  # type: ignore[type-arg]  # generic for the type checker only
    """Every public page of the site in every language, but no untranslated copies.

    Beyond 50,000 the sitemap is split into parts (`?p=2`).
    """

    def __init__(self, reader: DatabaseReader) -> None:
        self.reader = reader

    def items(self) -> Any:
        is_copy = Q(alias_of__isnull=False) & ~Q(locale=F("alias_of__locale"))
        return self.reader.visibility.pages().exclude(is_copy).order_by("path")

    def get_urls(self, *args: Any, **kwargs: Any) -> Any:
        urls = super().get_urls(*args, **kwargs)
        for url in urls:
            url["alternates"] = self._alternates.get(url["item"].translation_key, [])
        return urls

    @cached_property
    def _alternates(self) -> dict[Any, list[dict[str, str]]]:
        """The addresses of translated pages in each language, by what their translations share. One query, or none."""
        visibility = self.reader.visibility
        if len(visibility.trees) < 2:
            return {}
        translations: dict[Any, list[Page]] = {}
        for page in visibility.pages().filter(alias_of=None).only("path", "url_path", "translation_key"):
            translations.setdefault(page.translation_key, []).append(page)
        return {key: list(self._links(pages)) for key, pages in translations.items() if len(pages) > 1}

    def _links(self, pages: list[Page]) -> Iterator[dict[str, str]]:
        visibility = self.reader.visibility
        addresses = {visibility.tree_of(page): visibility.site.root_url + self.location(page) for page in pages}
        for tree in visibility.trees:
            if tree in addresses:
                yield {"lang_code": tree.tag, "location": addresses[tree]}
        if first := addresses.get(visibility.trees[0]):
            yield {"lang_code": "x-default", "location": first}

    def location(self, page: Page) -> str:
        return self.reader.path_of(page)

    def lastmod(self, page: Page) -> Any:
        return page.last_published_at

    def get_domain(self, site: Any = None) -> str:
        return self.reader.visibility.site.root_url.partition("://")[2]

    def get_protocol(self, protocol: str | None = None) -> str:
        return self.reader.visibility.site.root_url.partition("://")[0]


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    reader.dependencies.add("tree")
    for name in page_models():
        # It says when each page was last published.
        reader.dependencies.add("type", name)
    response = write_sitemap(request, {"pages": PublicPages(reader)})
    return with_headers(request, response, reader.dependencies)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything that readers see may be indexed; the admin and the API's answers are not for searching people."""
    reader = reader_of(request)
    reader.dependencies.add("site")
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /api/", ""]
    lines.append(f"Sitemap: {reader.visibility.site.root_url}/sitemap.xml")
    return _text(request, lines, reader)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 while the site has no address to write to."""
    reader = reader_of(request)
    root_url = reader.visibility.site.root_url
    page = ContactPage.objects.filter(pk__in=reader.visibility.listed_pages().values("pk")).first()
    reader.dependencies.add("type", "contact")
    addresses = [f"mailto:{reader.organisation.email}"] if reader.organisation.email else []
    addresses += [root_url + reader.path_of(page)] if page else []
    if not addresses:
        return with_headers(request, HttpResponse(status=404), reader.dependencies)
    today = reader.now.astimezone(datetime.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {address}" for address in addresses]
    languages = ", ".join(tree.tag for tree in reader.visibility.trees)
    lines += [f"Preferred-Languages: {languages}"] if languages else []
    lines += [f"Expires: {(today + VALID_FOR).isoformat()}", f"Canonical: {root_url}/.well-known/security.txt"]
    reader.dependencies.changes_at(today + datetime.timedelta(days=1))
    reader.dependencies.changed_at = None  # it says another day each day
    return _text(request, lines, reader)


def _text(request: HttpRequest, lines: list[str], reader: DatabaseReader) -> HttpResponse:
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    return with_headers(request, response, reader.dependencies)
