"""Checks at the start: a page or block that readers could not be given stops it, instead of failing at the first read."""

from collections.abc import Iterator
from typing import Any, get_args

from django.core import checks
from wagtail.blocks import Block

from home.blocks import BodyBlock
from home.blocks.base import Represented


@checks.register
def every_block_declares_its_json(**kwargs: Any) -> list[checks.CheckMessage]:
    return list(undeclared(BodyBlock()))


def undeclared(body: BodyBlock) -> Iterator[checks.Error]:
    """An error for each child of `body` that does not say what readers get for it."""
    for name, block in body.child_blocks.items():
        if not isinstance(block, Represented) or "shape" not in dir(block):
            yield checks.Error(
                f"The block {type(block).__name__} ({name}) does not declare its JSON.",
                hint="Let it inherit from home.blocks.base.Represented and give it a shape.",
                id="home.E001",
            )
        elif declared_type(block) != name:
            yield checks.Error(
                f"The block {type(block).__name__} stands as {name} in the body, and as {declared_type(block)} in its JSON.",
                id="home.E002",
            )


def declared_type(block: Block) -> str:
    (name,) = get_args(block.shape.__annotations__["type"])
    return name
