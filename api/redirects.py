"""Editors' redirects, followed to their end: a reader needs one hop, and never arrives where nothing is."""

from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from django.db.models import F
from django.urls import Resolver404
from django.urls import resolve as view_at
from typing_extensions import TypedDict
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from api.representation.reading import DatabaseReader
from api.trees import Tree
from home.shapes import doc

MOST_HOPS = 10
"""More than anybody would set up on purpose; each costs two queries."""

PAGES = "wagtail_serve"
"""The name of the address pattern that all pages share."""


class RedirectResolution(TypedDict):
    """What stood at the path has moved."""

    kind: Literal["redirect"]
    location: Annotated[str, doc("A path of this site, or an address elsewhere.")]
    is_permanent: Annotated[bool, doc("Whether programs may remember the new address instead of the old one.")]


class GoneResolution(TypedDict):
    """What stood at the path has been taken away for good, and an editor says so. A browser gets the status 410 there."""

    kind: Literal["gone"]


def redirect_at(
    path: str, reader: DatabaseReader, page_at: Callable[[str], Page | None], language: Tree | None
) -> RedirectResolution | GoneResolution | None:
    """Where the editors' redirects from `path` end; None where they lead to something hidden, to nothing or in a circle.

    A redirect without a target says that what stood there is gone. `page_at` gives the public page at a path.
    """
    reader.dependencies.add("redirects")
    passed: set[int] = set()
    is_permanent = True
    for _ in range(MOST_HOPS):
        redirect = stored_redirect(path, reader.visibility.site)
        if redirect is None or redirect.pk in passed:
            return None
        passed.add(redirect.pk)
        is_permanent = is_permanent and redirect.is_permanent
        if redirect.redirect_page_id is None and not redirect.redirect_link:
            return {"kind": "gone"}
        location, path = target_of(redirect, reader, page_at, language)
        if location:
            return {"kind": "redirect", "location": location, "is_permanent": is_permanent}
        if not path:
            return None
    return None


def target_of(
    redirect: Redirect, reader: DatabaseReader, page_at: Callable[[str], Page | None], language: Tree | None
) -> tuple[str, str]:
    """Where `redirect` leads; or an empty string, and the path of this site that another redirect may lead on from."""
    if redirect.redirect_page_id:
        reader.dependencies.add("page", redirect.redirect_page_id)
        page = reader.visibility.pages().filter(pk=redirect.redirect_page_id).first()
        if page and language:
            page = reader.visibility.translation_of(page, language) or page
        return (reader.path_of(page) if page else ""), ""
    link = parts_of(redirect.redirect_link)
    if link is None:
        return "", ""
    if not is_on(reader.visibility.site, link):
        return link.geturl(), ""
    page = page_at(link.path or "/")
    if page:
        return link._replace(scheme="", netloc="", path=reader.path_of(page)).geturl(), ""
    rest = link._replace(scheme="", netloc="", fragment="").geturl()
    return (rest, "") if is_answered_elsewhere(link.path) else ("", rest)


def stored_redirect(path: str, site: Site) -> Redirect | None:
    """The redirect from `path` with its query, or else from `path` without it; one of this site before one of all."""
    try:
        with_query, without = Redirect.normalise_path(path), Redirect.normalise_path(path.partition("?")[0])
    except ValueError:  # such as "//[", which looks like a host and is none
        return None
    found = Redirect.get_for_site(site).filter(old_path__in={with_query, without})
    return min(
        found.order_by(F("site").desc(nulls_last=True)), key=lambda redirect: redirect.old_path != with_query, default=None
    )


def parts_of(address: str) -> SplitResult | None:
    """The parts of a web address or of a path of this site; None for anything else."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  (raises for a port that is no number)
    except ValueError:
        return None
    is_path = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return parts if is_path or (parts.scheme in ("http", "https") and parts.netloc) else None


def is_on(site: Site, link: SplitResult) -> bool:
    return not link.netloc or link.netloc.lower() == urlsplit(site.root_url).netloc.lower()


def is_answered_elsewhere(path: str) -> bool:
    """Whether `path` is the address of something of this site that is no page, such as a feed or a document."""
    try:
        return view_at(path).url_name != PAGES
    except Resolver404:
        return False
