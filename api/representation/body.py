"""Turns a page's own parts, which may be unsaved in a preview, into JSON: its body and its inline rows."""

from typing import Any, cast

from wagtail.blocks import StreamValue

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
    return cast(list[Block], blocks)


def rows(page: Any, relation: str) -> list[Any]:
    """The inline rows of `page` in the editor's order, saved or not. One query the first time, then none."""
    return sorted(getattr(page, relation).get_object_list(), key=lambda row: (row.sort_order or 0, row.pk or 0))
