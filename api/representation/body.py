"""Turns a page's body, which may be unsaved in a preview, into JSON."""

from typing import Any, cast

from wagtail.blocks import StreamValue

from api.representation.richtext import with_paragraph_anchors
from home.anchors import free_anchor
from home.blocks import Block
from home.blocks.base import Represented
from home.shapes import Reader


def body_of(body: StreamValue, reader: Reader) -> list[Block]:
    """Every block of `body` that the code still knows, in order."""
    blocks: list[dict[str, Any]] = []
    for child in body.raw_data:
        block = body.stream_block.child_blocks.get(child["type"])
        if isinstance(block, Represented):
            blocks.append({"type": child["type"], "id": child.get("id") or "", **block.represent(child["value"], reader)})
    name_places(blocks)
    return cast(list[Block], blocks)


def name_places(blocks: list[dict[str, Any]]) -> None:
    """Gives each heading an anchor that no other has, and each paragraph its number in the whole body as an id.

    A number depends on the text that stands before it, and neither on headings nor on pictures.
    """
    anchors: set[str | None] = set()
    paragraphs = 0
    for block in blocks:
        if block["type"] == "heading":
            block["anchor"] = free_anchor(block["text"], anchors)
            anchors.add(block["anchor"])
        elif block["type"] == "rich_text":
            block["html"], paragraphs = with_paragraph_anchors(block["html"], "p", paragraphs)
