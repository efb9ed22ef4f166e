"""Markdown and fenced TOML become the blocks that they stand for."""

import pytest

from home.demo.bodies import Targets, body, rich_text
from home.demo.reading import MARKDOWN, PageFile, chapters

TARGETS = Targets(pages={"contact": 7, "positions/rent": 8}, images={"crowd": 3}, documents={"diary": 5})


def blocks_of(markdown):
    read = chapters(MARKDOWN.parse(markdown))
    return body(PageFile("debate/test", {}, read), read, TARGETS)


def test_paragraphs_between_other_blocks_stay_together():
    blocks = blocks_of("One.\n\nTwo.\n\n## A heading\n\nThree.\n\n> Words.\n>\n> — Somebody\n\nFour.")
    assert [block["type"] for block in blocks] == ["rich_text", "heading", "rich_text", "quote", "rich_text"]
    assert blocks[0]["value"].count("<p") == 2


def test_a_heading_keeps_its_level():
    assert blocks_of("### Below")[0]["value"] == {"text": "Below", "level": "3"}


def test_the_last_paragraph_of_a_quote_may_say_whose_it_is():
    said, unsaid = blocks_of("> One.\n>\n> Two.\n>\n> — Nettle\n\nText.\n\n> Three.")[::2]
    assert said["value"] == {"text": "One.\n\nTwo.", "attribution": "Nettle"}
    assert unsaid["value"] == {"text": "Three.", "attribution": ""}


def test_names_become_ids():
    blocks = blocks_of(
        '```image\nimage = "crowd"\ncaption = "Us"\n```\n'
        '```gallery\n[[images]]\nimage = "crowd"\ncaption = ""\n```\n'
        '```document\ndocument = "diary"\nlabel = "Diary"\n```\n'
        '```call_to_action\nheading = "Now"\nlabel = "Go"\npage = "contact"\n```\n'
        '```chosen_positions\npositions = ["rent"]\n```\n'
    )
    assert [block["value"] for block in blocks] == [
        {"image": 3, "caption": "Us"},
        {"images": [{"image": 3, "caption": ""}]},
        {"document": 5, "label": "Diary"},
        {"heading": "Now", "label": "Go", "page": 7},
        {"heading": "", "positions": [8]},
    ]


def test_links_are_stored_by_id(small_site):
    contact, diary = small_site.contact.pk, small_site.document().pk
    targets = Targets({"contact": contact}, {}, {"diary": diary})
    html = rich_text(MARKDOWN.parse("[a](page:contact) [b](document:diary) [c](https://example.org/)"), targets)
    assert f'<a linktype="page" id="{contact}">a</a>' in html
    assert f'<a linktype="document" id="{diary}">b</a>' in html
    assert '<a href="https://example.org/">c</a>' in html


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError, match="nobody"):
        rich_text(MARKDOWN.parse("[a](page:nobody)"), TARGETS)


def test_the_same_block_has_the_same_id_each_time():
    assert [block["id"] for block in blocks_of("One.\n\n## Two")] == [block["id"] for block in blocks_of("Uno.\n\n## Due")]
