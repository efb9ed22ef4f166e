"""What makes a Wagtail block one of ours: it declares its JSON and turns its stored value into it."""

from typing import Any, ClassVar

from wagtail import blocks

from home.shapes import Reader

INLINE = ["bold", "italic", "link", "document-link"]
PROSE = [*INLINE, "ol", "ul"]
"""Rich-text features for running text; headings and pictures are blocks, so that each has its own fields."""

WORDS, MEDIA, PAGES = "Words", "Pictures, files and media", "Pages of this site"
"""The groups under which an editor finds a block to add."""


class Represented:
    """Mixin for a block of a body.

    `shape` is the TypedDict of the block's JSON; its `type` is the block's key in the stream (checked at the start, see
    `home.checks`). `represent` gives the shape without `type` and `id`, which every block has.
    """

    shape: ClassVar[type]

    def represent(self, raw: Any, reader: Reader) -> dict[str, Any]:
        raise NotImplementedError


class RepresentedStruct(Represented, blocks.StructBlock):
    """A block with several fields. `raw` maps the fields' names to stored values."""
