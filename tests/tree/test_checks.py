"""The site does not start with a block that readers could not be given."""

from typing import Literal

from typing_extensions import TypedDict
from wagtail import blocks

from home.blocks import BodyBlock
from home.blocks.base import RepresentedStruct
from home.blocks.text import QuoteBlock
from home.checks import every_block_declares_its_json, undeclared


class Map(TypedDict):
    type: Literal["map"]
    id: str


class ShapelessBlock(RepresentedStruct):
    pass


class TypelessBlock(RepresentedStruct):
    shape = dict


class MapBlock(RepresentedStruct):
    shape = Map


def ids(**added: blocks.Block) -> list[str | None]:
    return [error.id for error in undeclared(BodyBlock(added.items()))]


def test_our_blocks_pass():
    assert every_block_declares_its_json() == []


def test_block_of_wagtails_own_stops_the_start():
    assert ids(raw=blocks.RawHTMLBlock()) == ["home.E001"]


def test_block_without_a_shape_stops_the_start():
    assert ids(map=ShapelessBlock()) == ["home.E001"]


def test_block_under_another_name_than_its_jsons_stops_the_start():
    assert ids(citation=QuoteBlock()) == ["home.E002"]


def test_block_whose_json_has_no_type_stops_the_start():
    assert ids(map=TypelessBlock()) == ["home.E002"]


def test_block_that_the_document_does_not_list_stops_the_start():
    assert ids(map=MapBlock()) == ["home.E003"]


def test_error_names_the_block():
    (error,) = undeclared(BodyBlock([("map", MapBlock())]))
    assert "MapBlock (map)" in str(error)
