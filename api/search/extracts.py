"""What a reader is shown of a page that was found: text in parts, of which some are matches. No HTML anywhere."""

from collections.abc import Sequence
from typing import Annotated

from typing_extensions import TypedDict

from api.search.engines import END_OF_MARK, MARK, engine
from api.search.query import Query
from home.shapes import doc


class TextPart(TypedDict):
    """A piece of plain text. The pieces make up the text without anything between them."""

    text: Annotated[str, doc("Plain text, to be escaped as any other.")]
    is_match: Annotated[bool, doc("Whether this is what was searched for, to be set off from the rest.")]


class Extract(TypedDict):
    """A page's title, and the passage that best shows why the page was found."""

    title: Annotated[list[TextPart], doc("The page's title.")]
    passage: Annotated[list[TextPart], doc("From its summary or its text; may be empty.")]


def extracts(query: Query, page_ids: Sequence[int]) -> dict[int, Extract]:
    """The extracts of pages that match, by id. One query."""
    if not page_ids:
        return {}
    passages = engine().passages(query, page_ids)
    return {
        page_id: {
            "title": parts(title),
            # The summary is shown whole; a passage of the body is worth more only where it says why the page was found.
            "passage": parts(body if MARK in body or not summary else summary),
        }
        for page_id, (title, summary, body) in passages.items()
    }


def parts(marked: str) -> list[TextPart]:
    """`marked` in pieces: what stands between a mark and its end is a match."""
    first, *rest = marked.split(MARK)
    found: list[TextPart] = [{"text": first, "is_match": False}]
    for piece in rest:
        match, _, after = piece.partition(END_OF_MARK)
        found += [{"text": match, "is_match": True}, {"text": after, "is_match": False}]
    return [part for part in found if part["text"]]
