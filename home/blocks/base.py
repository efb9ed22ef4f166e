"""What makes a Wagtail block one of ours: it declares its JSON and turns its stored value into it."""

from copy import deepcopy
from functools import cached_property
from typing import Any, ClassVar, Self

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


class StreamBlock(blocks.StreamBlock):
    """A stream of blocks in which a draft is checked without touching how anybody else's form is.

    All forms of the process share one block. Wagtail's own makes that one lenient while it checks a draft: who publishes at
    that moment isn't asked for what is missing, and who types gets an error when both end in the wrong order.
    """

    @cached_property
    def lenient(self) -> Self:
        """A copy that requires nothing, for drafts."""
        copy = deepcopy(self)
        copy.defer_required_validation()
        return copy

    def clean_deferred(self, value: blocks.StreamValue) -> blocks.StreamValue:
        return held_by(self, self.lenient.clean(held_by(self.lenient, value)))


def held_by(block: blocks.StreamBlock, value: blocks.StreamValue) -> blocks.StreamValue:
    """The same parts in the hands of `block`: a stream asks its value's own blocks to check them."""
    return blocks.StreamValue(block, [(child.block_type, child.value, child.id) for child in value])
