"""From a path to what stands there: a page, a redirect or nothing."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict
from wagtail.contrib.redirects.models import Redirect

from api.representation.pages import Page, represent_page
from api.representation.reading import DatabaseReader
from home.models import BasePage
from home.shapes import doc


class PageResolution(TypedDict):
    """The page that stands at the path."""

    kind: Literal["page"]
    page: Page


class RedirectResolution(TypedDict):
    """What stood at the path has moved."""

    kind: Literal["redirect"]
    location: Annotated[str, doc("A path of this site, or an address elsewhere.")]
    is_permanent: bool


Resolution = TypeAliasType("Resolution", Annotated[PageResolution | RedirectResolution, Field(discriminator="kind")])
"""What stands at a path."""


def resolve(path: str, reader: DatabaseReader) -> Resolution | None:
    """What a reader finds at `path`, whose slash at the end may be missing; None for nothing (or nothing public)."""
    page = page_at(path, reader)
    if page:
        return {"kind": "page", "page": represent_page(page, reader)}
    return reader.complete(lambda: redirect_at(path, reader))


def page_at(path: str, reader: DatabaseReader) -> BasePage | None:
    """The public page at `path`, with the fields of its own kind. Two queries."""
    url_path = reader.visibility.root.url_path + path.strip("/")
    page = reader.visibility.pages().filter(url_path=url_path.rstrip("/") + "/").first()
    return page.specific if page else None


def redirect_at(path: str, reader: DatabaseReader) -> RedirectResolution | None:
    """The editor's redirect from `path`. One that leads to a page that is not public is none."""
    reader.dependencies.add("redirects")
    redirects = Redirect.get_for_site(reader.visibility.site).select_related(None)
    redirect = redirects.filter(old_path=Redirect.normalise_path(path)).first()
    if redirect is None:
        return None
    location: str | None = redirect.redirect_link
    if redirect.redirect_page_id:
        link = reader.page_link(redirect.redirect_page_id)
        location = link["path"] if link else None
    return {"kind": "redirect", "location": location, "is_permanent": redirect.is_permanent} if location else None
