"""Checks at the start: a block that readers could not be given stops it, instead of failing at the first read."""

from collections.abc import Iterator
from typing import Any, get_args

from django.core import checks
from wagtail.blocks import StreamBlock

from home import blocks
from home.blocks.base import Represented


@checks.register
def every_block_declares_its_json(**kwargs: Any) -> list[checks.CheckMessage]:
    return list(undeclared(blocks.BodyBlock()))


def undeclared(body: StreamBlock) -> Iterator[checks.Error]:
    """An error for each child of `body` that does not say what readers get for it, or says something else elsewhere."""
    for name, block in body.child_blocks.items():
        shape = getattr(block, "shape", None)
        if not isinstance(block, Represented) or shape is None:
            yield checks.Error(
                f"The block {type(block).__name__} ({name}) does not declare its JSON.",
                hint="Let it inherit from home.blocks.base.Represented and give it a shape.",
                id="home.E001",
            )
        elif declared_type(shape) != name:
            yield checks.Error(
                f"The block {type(block).__name__} stands as {name} in the body, and as {declared_type(shape)} in its JSON.",
                id="home.E002",
            )
        elif shape not in documented_shapes():
            yield checks.Error(
                f"The JSON of the block {type(block).__name__} ({name}) is not among the blocks that the API's document lists.",
                hint="Add its shape to home.blocks.Block.",
                id="home.E003",
            )


def declared_type(shape: type) -> str | None:
    """The one value that `type` may have in `shape`; None where it has no such key."""
    return next(iter(get_args(getattr(shape, "__annotations__", {}).get("type"))), None)


def documented_shapes() -> tuple[type, ...]:
    union, _ = get_args(blocks.Block.__value__)
    return get_args(union)
