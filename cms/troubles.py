"""What is wrong with the parts of an unsaved form, told part by part, so that a preview can say it in its place."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.blocks.base import BlockField, get_error_json_data
from wagtail.blocks.stream_block import StreamBlockValidationError


class Trouble(TypedDict):
    """One block that can't be published as it is. A path is the field's name, a dot and the block's id."""

    path: str
    after: str | None
    """The path of the block before it; None for the first."""
    label: str
    words: list[str]


def troubles_in(form: Any) -> list[Trouble]:
    """Of a form that was validated: what is refused in its blocks, and what a draft may lack but a published page may not.

    Costs a query for each page, picture or document that a block names.
    """
    return [
        trouble
        for name, field in form.fields.items()
        if isinstance(field, BlockField) and isinstance(field.block, blocks.StreamBlock)
        for trouble in _in_stream(name, field.block, form[name].value(), form.errors.as_data().get(name, []))
    ]


def refused_in(form: Any) -> list[str]:
    """The labels of the parts of the form that have errors, in the form's order."""
    fields = [str(field.label or field.name) for field in form if field.errors]
    formsets = getattr(form, "formsets", {})
    return fields + [name.replace("_", " ").capitalize() for name, rows in formsets.items() if not rows.is_valid()]


def _in_stream(
    name: str, block: blocks.StreamBlock, value: blocks.StreamValue, refused: list[ValidationError]
) -> Iterator[Trouble]:
    errors = [error for error in refused if isinstance(error, StreamBlockValidationError)]
    if not errors:
        try:
            block.clean(value)
        except StreamBlockValidationError as unfinished:
            errors = [unfinished]
    paths = [f"{name}.{child.id}" for child in value]
    for error in errors:
        for index, of_block in sorted(error.block_errors.items()):
            child = value[index].block
            words = list(_words(get_error_json_data(of_block), child))
            after = paths[index - 1] if index else None
            yield {"path": paths[index], "after": after, "label": str(child.label), "words": words}


def _words(error: dict[str, Any], block: Any) -> Iterator[str]:
    """Each message, after the labels of the parts of the block that lead to it."""
    yield from error.get("messages", [])
    for key, inner in error.get("blockErrors", {}).items():
        if isinstance(block, blocks.ListBlock):
            yield from _words(inner, block.child_block)
        else:
            child = block.child_blocks[key]
            yield from (f"{child.label}: {words}" for words in _words(inner, child))
