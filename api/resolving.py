"""From a path to what stands there: a page, a redirect, a word that it is gone, or nothing."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict

from api.documents.reading import detail_at, parsed
from api.kinds import of_its_kind
from api.redirects import GoneResolution, RedirectResolution, redirect_at
from api.representation.pages import Page, represent_page
from api.representation.reading import DatabaseReader
from api.trees import Tree
from home.models import BasePage


class PageResolution(TypedDict):
    """The page that stands at the path."""

    kind: Literal["page"]
    page: Page


Resolution = TypeAliasType(
    "Resolution",
    Annotated[
        PageResolution | RedirectResolution | GoneResolution,
        Field(
            discriminator="kind", description="What stands at a path. `kind` tells whether it is a page, a redirect or gone."
        ),
    ],
)
"""What stands at a path."""


def resolve(path: str, reader: DatabaseReader, language: Tree | None = None) -> Resolution | None:
    """What a reader finds at `path`, whose slash at the end may be missing; None for nothing (or nothing public).

    `path` may end in a query, which only an editor's redirect can ask for. With a `language`, the public translation of
    what stands there, if there is one.
    """
    document = None if language else document_at(path, reader)
    if document:
        return {"kind": "page", "page": parsed(document)}
    page_path = path.partition("?")[0]
    reader.visibility.tree = language or reader.visibility.tree_at(page_path)
    page = page_at(page_path, reader, language)
    if page:
        return {"kind": "page", "page": represent_page(page, reader)}
    reader.dependencies.add("tree")
    if page_path == "/" and reader.visibility.trees:
        # A site none of whose languages is the one without a prefix.
        return {"kind": "redirect", "location": reader.visibility.trees[0].prefix, "is_permanent": False}
    return redirect_at(path, reader, lambda target: page_at(target, reader, language), language)


def document_at(path: str, reader: DatabaseReader) -> str | None:
    """The finished JSON of the page that `resolve` finds there; None where there is none, whatever `resolve` finds."""
    return detail_at(path.partition("?")[0], reader)


def page_at(path: str, reader: DatabaseReader, language: Tree | None = None) -> BasePage | None:
    """The public page at `path`, or its public translation, with the fields of its own kind. One query."""
    page = reader.visibility.page_at(path, language)
    return of_its_kind(page) if page else None
