"""Every kind of page and its JSON, at a glance."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypeAliasType

from api.representation.pages import activities, debate, home, manifesto, plain, positions
from api.representation.reading import DatabaseReader
from home.models import BasePage

Page = TypeAliasType(
    "Page",
    Annotated[
        home.HomePage
        | manifesto.ManifestoPage
        | positions.PositionIndexPage
        | positions.PositionPage
        | activities.ActivityIndexPage
        | activities.ActivityReportPage
        | debate.DebateIndexPage
        | debate.ArticlePage
        | plain.ContactPage
        | plain.StandardPage,
        Field(discriminator="type", description="A whole page. `type` tells which kind it is: make a template for each."),
    ],
)
"""The JSON of a whole page."""

REPRESENTATIONS: dict[str, Callable[[Any, DatabaseReader], Any]] = {
    "home": home.represent,
    "manifesto": manifesto.represent,
    "position_index": positions.represent_index,
    "position": positions.represent,
    "activity_index": activities.represent_index,
    "activity_report": activities.represent,
    "debate_index": debate.represent_index,
    "article": debate.represent,
    "contact": plain.represent_contact,
    "standard": plain.represent_standard,
}


def represent_page(page: BasePage, reader: DatabaseReader) -> Page:
    """The JSON of `page`, which is shown as it is, saved or not: whether a reader may have it is the caller's to ask."""
    return reader.complete(lambda: shape_of(page, reader))


def shape_of(page: BasePage, reader: DatabaseReader) -> Page:
    """The same, as far as `reader` knows already what it mentions."""
    reader.visibility.tree = reader.visibility.tree_of(page)
    reader.shown_id = page.pk
    if page.pk:
        reader.dependencies.add("page", page.pk)
    reader.dependencies.changes_at(page.expire_at)
    shape: Page = REPRESENTATIONS[page.page_type](page, reader)
    return shape
