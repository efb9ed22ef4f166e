"""The JSON of the manifesto: numbered sections whose paragraphs carry anchors for citation."""

from typing import Annotated, Any, Literal

from typing_extensions import TypedDict

from api.representation.cards import day
from api.representation.meta import PageMeta, meta_of
from api.representation.reading import DatabaseReader
from api.representation.richtext import with_paragraph_anchors
from home import models
from home.shapes import ArticleCard, Date, Html, PageId, PositionCard, Title, doc


class ManifestoSection(TypedDict):
    """One section; its third paragraph can be linked to as `#2.3` where its number is 2."""

    id: Annotated[str, doc("Stays when sections are moved; the `key` of a list.")]
    number: Annotated[int, doc("Its place, counted from 1.")]
    heading: Annotated[str, doc("Plain text.")]
    anchor: Annotated[str, doc("For links to the section; kept when the heading changes.")]
    body: Annotated[Html, doc("Safe HTML whose paragraphs and list items have the ids `2.1`, `2.2` and so on.")]
    paragraphs: Annotated[int, doc("How many paragraphs and list items can be cited.")]


class ManifestoPage(TypedDict):
    """What the group holds, in sections."""

    id: PageId
    type: Literal["manifesto"]
    title: Title
    meta: PageMeta
    introduction: Html
    adopted_on: Annotated[Date | None, doc("The day on which the group agreed on it; null where nobody noted it.")]
    sections: Annotated[list[ManifestoSection], doc("In their order.")]
    positions: Annotated[list[PositionCard], doc("The positions that follow from a section of this manifesto.")]
    articles: Annotated[list[ArticleCard], doc("The articles that answer it, oldest first, at most 100.")]


def represent(page: models.ManifestoPage, reader: DatabaseReader) -> ManifestoPage:
    raw_sections = [child for child in page.sections.raw_data if child["type"] == "section"]
    ids = tuple(child.get("id") or "" for child in raw_sections)
    return {
        "id": page.pk or 0,
        "type": "manifesto",
        "title": page.title,
        "meta": meta_of(page, reader),
        "introduction": reader.rich_text(page.introduction),
        "adopted_on": day(page.adopted_on),
        "sections": [section(number, child, reader) for number, child in enumerate(raw_sections, start=1)],
        "positions": reader.position_cards(reader.positions_from_sections(ids)),
        "articles": reader.article_cards(reader.responses_to(page)),
    }


def section(number: int, raw: dict[str, Any], reader: DatabaseReader) -> ManifestoSection:
    value = raw["value"]
    body, paragraphs = with_paragraph_anchors(reader.rich_text(value.get("body") or ""), f"{number}.")
    return {
        "id": raw.get("id") or "",
        "number": number,
        "heading": value.get("heading") or "",
        "anchor": value.get("anchor") or f"section-{number}",
        "body": body,
        "paragraphs": paragraphs,
    }
