"""Turns Markdown into what Wagtail stores: paragraphs become rich text, headings and quotes blocks of their own.

Every other block is a fenced part named for its type, with TOML in it:

    ```image
    image = "crowd"
    caption = "Placards on the town hall steps."
    ```
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid5

from markdown_it.token import Token
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from home.blocks.base import PROSE
from home.demo.reading import MARKDOWN, Chapter, PageFile

NAMESPACE = UUID("6f0c4d1e-5a1b-4c55-9a57-0d5a3c1f7e21")
"""From this and a name come the keys of the demo's pages and blocks, so that they can be known again."""


@dataclass(frozen=True)
class Targets:
    """The ids of what texts refer to by name."""

    pages: dict[str, int]
    images: dict[str, int]
    documents: dict[str, int]


def rich_text(tokens: list[Token], targets: Targets, features: list[str] = PROSE) -> str:
    """Rich text as Wagtail's editor stores it. Links are `page:positions/freeze-the-rents`, `document:damp-diary` or addresses."""
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                child.attrs = link_attributes(str(child.attrs["href"]), targets)
    converter = ContentstateConverter(features)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}).replace("\n", " ").strip()
    return converter.to_database_format(converter.from_database_format(html)) if html else ""


def link_attributes(href: str, targets: Targets) -> dict[str, str | int | float]:
    kind, _, name = href.partition(":")
    if kind == "page":
        return {"linktype": "page", "id": targets.pages[name]}
    if kind == "document":
        return {"linktype": "document", "id": targets.documents[name]}
    return {"href": href}


def body(page: PageFile, chapters: list[Chapter], targets: Targets) -> list[dict[str, Any]]:
    """The stored form of a body, in which the n-th block always has the same id."""
    blocks = [block for chapter in chapters for block in chapter_blocks(chapter, targets)]
    return [{"id": block_id(page, number), **block} for number, block in enumerate(blocks)]


def block_id(page: PageFile, number: int) -> str:
    return str(uuid5(NAMESPACE, f"{page.name}#{number}"))


def chapter_blocks(chapter: Chapter, targets: Targets) -> Iterator[dict[str, Any]]:
    if chapter.heading:
        yield {"type": "heading", "value": {"text": chapter.heading, "level": str(chapter.level)}}
    for tokens in passages(chapter.tokens):
        first = tokens[0]
        if first.type == "fence":
            yield {"type": first.info, "value": FENCED[first.info](tomllib.loads(first.content), targets)}
        elif first.type == "blockquote_open":
            yield {"type": "quote", "value": quote(tokens)}
        else:
            yield {"type": "rich_text", "value": rich_text(tokens, targets)}


def passages(tokens: list[Token]) -> Iterator[list[Token]]:
    """Cuts `tokens` where a block ends: each fence and each quote stands alone, prose between them stays together."""
    cuts = {0, len(tokens)}
    for position, token in enumerate(tokens):
        if token.type in ("fence", "blockquote_open"):
            cuts.add(position)
        if token.type in ("fence", "blockquote_close"):
            cuts.add(position + 1)
    yield from (tokens[start:end] for start, end in pairwise(sorted(cuts)))


def quote(tokens: list[Token]) -> dict[str, str]:
    """The last paragraph, where it begins with a dash, says whose words they are."""
    paragraphs = [token.content.replace("\n", " ") for token in tokens if token.type == "inline"]
    attribution = paragraphs.pop().removeprefix("— ") if paragraphs[-1].startswith("— ") else ""
    return {"text": "\n\n".join(paragraphs), "attribution": attribution}


def image(fields: dict[str, Any], targets: Targets) -> dict[str, Any]:
    return {**fields, "image": targets.images[fields["image"]]}


def gallery(fields: dict[str, Any], targets: Targets) -> dict[str, Any]:
    return {"images": [image(item, targets) for item in fields["images"]]}


def document(fields: dict[str, Any], targets: Targets) -> dict[str, Any]:
    return {**fields, "document": targets.documents[fields["document"]]}


def call_to_action(fields: dict[str, Any], targets: Targets) -> dict[str, Any]:
    return {**fields, "page": targets.pages[fields["page"]]} if "page" in fields else fields


def chosen_positions(fields: dict[str, Any], targets: Targets) -> dict[str, Any]:
    positions = [targets.pages[f"positions/{slug}"] for slug in fields["positions"]]
    return {"heading": fields.get("heading", ""), "positions": positions}


def table(fields: dict[str, Any], targets: Targets) -> dict[str, Any]:
    """The first row names the columns, the first cell of each other row the row."""
    return {
        "data": fields["rows"],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_header_choice": "both",
        "table_caption": fields["caption"],
    }


def as_written(fields: dict[str, Any], targets: Targets) -> dict[str, Any]:
    return fields


FENCED: dict[str, Callable[[dict[str, Any], Targets], dict[str, Any]]] = {
    "image": image,
    "gallery": gallery,
    "document": document,
    "embed": as_written,
    "call_to_action": call_to_action,
    "chosen_positions": chosen_positions,
    "latest_activities": as_written,
    "table": table,
}
