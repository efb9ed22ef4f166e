"""A draft may lack what a published page needs; whoever publishes at that moment is asked for it all the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.fields import StreamField

from home.blocks import BodyBlock
from home.blocks.base import StreamBlock

UNFINISHED: list[Any] = [("quote", {"text": "", "attribution": ""}, "a")]


class Meeting(blocks.CharBlock):
    """Where something else happens while a form is being checked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.meanwhile: Callable[[], None] = lambda: None

    def __deepcopy__(self, memo: dict[int, Any]) -> "Meeting":
        copy = Meeting(required=self.required)
        copy.set_name(self.name)
        copy.meanwhile = lambda: self.meanwhile()
        return copy

    def clean(self, value: Any) -> Any:
        self.meanwhile()
        return super().clean(value)


def stream() -> StreamBlock:
    return StreamBlock([("meeting", Meeting()), ("words", blocks.CharBlock())], required=False)


def value_of(block: StreamBlock) -> blocks.StreamValue:
    return blocks.StreamValue(block, [("meeting", "", "a"), ("words", "", "b")])


def test_publishing_asks_for_everything_while_a_draft_is_being_checked():
    block = stream()
    refused: list[int] = []

    def publish() -> None:
        block.child_blocks["meeting"].meanwhile = lambda: None
        with pytest.raises(blocks.StreamBlockValidationError) as error:
            block.clean(value_of(block))
        refused.extend(error.value.block_errors)

    block.child_blocks["meeting"].meanwhile = publish
    block.clean_deferred(value_of(block))
    assert refused == [0, 1]


def test_draft_is_kept_while_another_ends_its_check():
    block = stream()

    def check_another() -> None:
        block.child_blocks["meeting"].meanwhile = lambda: None
        block.clean_deferred(value_of(block))

    block.child_blocks["meeting"].meanwhile = check_another
    cleaned = block.clean_deferred(value_of(block))
    assert [(child.block_type, child.value, child.id) for child in cleaned] == [("meeting", "", "a"), ("words", "", "b")]


def test_form_says_what_is_required_while_a_draft_is_being_checked():
    block = stream()
    seen: list[bool] = []
    block.child_blocks["meeting"].meanwhile = lambda: seen.append(block.child_blocks["words"].required)
    block.clean_deferred(value_of(block))
    assert seen == [True]


def test_draft_is_still_refused_for_what_it_may_not_hold():
    body = BodyBlock(required=False)
    with pytest.raises(ValidationError):
        body.clean_deferred(blocks.StreamValue(body, [("embed", {"url": "no address"}, "a")]))


def test_checked_draft_belongs_to_the_stream_that_it_came_from():
    body = BodyBlock(required=False)
    cleaned = body.clean_deferred(blocks.StreamValue(body, UNFINISHED))
    assert cleaned.stream_block is body
    assert cleaned[0].block is body.child_blocks["quote"]


def test_every_stream_of_ours_checks_drafts_apart():
    fields = [field for model in apps.get_app_config("home").get_models() for field in model._meta.get_fields()]
    streams = [field for field in fields if isinstance(field, StreamField)]
    assert len(streams) > 4
    assert {field.name for field in streams if not isinstance(field.stream_block, StreamBlock)} == set()
