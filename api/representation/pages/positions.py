"""The JSON of the list of positions and of a position."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from api.representation.body import body_of
from api.representation.cards import day
from api.representation.meta import PageMeta, meta_of
from api.representation.reading import DatabaseReader
from home import models
from home.blocks import Block
from home.shapes import ActivityReportCard, ArticleCard, Date, Html, PageId, PageLink, PositionCard, SectionLink, Title, doc


class PositionIndexPage(TypedDict):
    """The list of all positions."""

    id: PageId
    type: Literal["position_index"]
    title: Title
    meta: PageMeta
    introduction: Html
    positions: Annotated[list[PositionCard], doc("In the editor's order.")]


class PositionPage(TypedDict):
    """One position with its argument."""

    id: PageId
    type: Literal["position"]
    title: Title
    meta: PageMeta
    number: Annotated[int, doc("The number that the group cites it by.")]
    summary: Annotated[str, doc("The position in one sentence.")]
    adopted_on: Annotated[Date | None, doc("The day on which the group agreed on it; null where nobody noted it.")]
    body: Annotated[list[Block], doc("The argument.")]
    related_positions: Annotated[list[PositionCard], doc("Those that the editor wants to be read along with it.")]
    follows_from: Annotated[list[SectionLink], doc("The sections of the manifesto that the position follows from.")]
    activities: Annotated[list[ActivityReportCard], doc("What was done about it, newest first, at most 100.")]
    articles: Annotated[list[ArticleCard], doc("The articles that answer it, oldest first, at most 100.")]
    previous: Annotated[PageLink | None, doc("The position before this one, in the editor's order.")]
    next: Annotated[PageLink | None, doc("The position after this one, in the editor's order.")]


def represent_index(page: models.PositionIndexPage, reader: DatabaseReader) -> PositionIndexPage:
    return {
        "id": page.pk or 0,
        "type": "position_index",
        "title": page.title,
        "meta": meta_of(page, reader),
        "introduction": reader.rich_text(page.introduction),
        "positions": reader.position_cards(reader.children(page)),
    }


def represent(page: models.PositionPage, reader: DatabaseReader) -> PositionPage:
    previous_id, next_id = reader.neighbours(page)
    return {
        "id": page.pk or 0,
        "type": "position",
        "title": page.title,
        "meta": meta_of(page, reader),
        "number": page.number or 0,
        "summary": page.summary,
        "adopted_on": day(page.adopted_on),
        "body": body_of(page.body, reader),
        "related_positions": reader.position_cards([row.target for row in reader.rows(page, "related_positions")]),
        "follows_from": reader.manifesto_sections([row.text for row in reader.rows(page, "manifesto_sections")]),
        "activities": reader.activity_cards(reader.activities_about(page)),
        "articles": reader.article_cards(reader.responses_to(page)),
        "previous": reader.page_link(previous_id),
        "next": reader.page_link(next_id),
    }
