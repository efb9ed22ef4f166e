"""Headings cut a text into sections; where there are none, its long paragraphs do."""

from contextlib import suppress

import pytest

from home.statement.refusal import StatementRefused
from tests.statement.texts import FOUNDING, html, markdown, paragraphs, plain

LONG = "The rents of our town have doubled in ten years, while the wages of those who clean it, drive it and feed it have stood still. "


def headings(statement):
    return [section.heading for section in statement.sections]


def test_headings_give_sections():
    statement = markdown("## Who we are\n\nPeople.\n\n## What we want\n\nBread.\n\nRoses.")
    assert headings(statement) == ["Who we are", "What we want"]
    assert statement.sections[1].body == "<p>Bread.</p><p>Roses.</p>"


def test_text_before_the_first_heading_is_the_introduction():
    statement = markdown("# Statement\n\nHello.\n\n## Who\n\nPeople.\n\n## Why\n\nRent.")
    assert statement.introduction == "<p>Hello.</p>"


def test_single_topmost_heading_is_the_title():
    statement = markdown("# Statement\n\n## Who\n\nPeople.\n\n## Why\n\nRent.")
    assert statement.title == "Statement"
    assert headings(statement) == ["Who", "Why"]


def test_headings_of_one_level_are_sections_and_no_title():
    statement = markdown("# Who\n\nPeople.\n\n# Why\n\nRent.")
    assert statement.title == ""
    assert headings(statement) == ["Who", "Why"]


def test_lower_heading_stays_in_its_section_in_bold():
    statement = markdown("## Who\n\n### Tenants\n\nPeople.\n\n## Why\n\nRent.")
    assert statement.sections[0].body == "<p><b>Tenants</b></p><p>People.</p>"


def test_heading_above_the_first_level_still_begins_a_section():
    assert headings(html("<p>a</p><h3>Who</h3><p>b</p><h2>Why</h2><p>c</p><h2>How</h2><p>d</p>")) == ["Who", "Why", "How"]


def test_own_numbers_of_the_headings_are_dropped():
    assert headings(markdown("## 1. Who\n\nPeople.\n\n## 2. Why\n\nRent.")) == ["Who", "Why"]


@pytest.mark.parametrize("numbers", [("3", "4"), ("1", "3")])
def test_numbers_that_do_not_count_the_sections_stay(numbers: tuple[str, str]):
    one, two = numbers
    assert headings(markdown(f"## {one}. Who\n\nPeople.\n\n## {two}. Why\n\nRent.")) == [f"{one}. Who", f"{two}. Why"]


def test_year_is_not_a_number_of_a_section():
    assert headings(markdown("## 1968 and after\n\nPeople.\n\n## 2. Why\n\nRent.")) == ["1968 and after", "2. Why"]


def test_name_of_a_web_page_is_its_title_where_no_heading_is():
    assert html("<title>Our &amp; yours</title><h2>A</h2><p>b</p><h2>C</h2><p>d</p>").title == "Our & yours"


def test_heading_in_the_page_goes_before_its_name():
    assert html("<title>Site</title><h1>Statement</h1><p>b</p>").title == "Statement"


def test_heading_without_text_below_keeps_its_section():
    assert headings(markdown("## Who\n\n## Why\n\nRent.")) == ["Who", "Why"]


def test_long_paragraph_without_headings_is_a_section():
    statement = plain(f"{LONG}\n\n{LONG.replace('rents', 'bills')}")
    assert len(statement.sections) == 2


def test_made_up_heading_is_the_beginning_of_its_paragraph():
    assert headings(plain(LONG)) == ["The rents of our town have doubled in ten years…"]


def test_made_up_heading_is_the_first_sentence_where_it_is_short():
    assert headings(plain(f"Homes are for people. {LONG}")) == ["Homes are for people"]


def test_made_up_heading_may_be_a_clause():
    text = "Nobody has asked the people of our street, and so we ask each other, on every landing and in every yard, until the last one."
    assert headings(plain(text)) == ["Nobody has asked the people of our street…"]


def test_made_up_heading_does_not_end_in_an_article():
    text = "No one who has ever been a member or a friend of the assembly of that street was asked before the houses were sold at auction."
    assert headings(plain(text)) == ["No one who has ever been a member or a friend…"]


def test_made_up_heading_is_marked_as_such():
    assert not plain(LONG).sections[0].is_heading_given
    assert markdown("## Who\n\nPeople.").title == "Who"
    assert markdown("Hello.\n\n## Who\n\nPeople.").sections[0].is_heading_given


def test_short_opening_paragraph_is_the_introduction():
    statement = plain(f"We are a circle.\n\n{LONG}")
    assert statement.introduction == "<p>We are a circle.</p>"


def test_short_paragraph_joins_the_section_before_it():
    statement = plain(f"{LONG}\n\nNot any more.\n\n{LONG}")
    assert statement.sections[0].body.endswith("<p>Not any more.</p>")
    assert len(statement.sections) == 2


def test_list_stays_with_the_line_that_announces_it():
    statement = plain(FOUNDING)
    section = next(section for section in statement.sections if "<ul>" in section.body)
    assert section.heading == "Points of agreement"
    assert section.body.startswith("<p>These points of agreement are:</p><ul><li>Homes for use")


def test_text_of_short_paragraphs_is_one_section():
    statement = plain("Land is for all.\n\nBread is for all.")
    assert statement.introduction == ""
    assert [section.body for section in statement.sections] == ["<p>Land is for all.</p><p>Bread is for all.</p>"]


def test_title_heads_the_only_section():
    assert headings(plain("Our ground\n\nLand is for all.\n\nBread is for all.")) == ["Our ground"]


def test_too_long_a_title_is_refused():
    with pytest.raises(StatementRefused, match=r"title .* has 256 characters; 255 are possible"):
        markdown(f"# {'a' * 256}\n\nText.")


def test_too_long_a_heading_is_refused():
    with pytest.raises(StatementRefused, match=r"heading .* has 201 characters; 200 are possible"):
        markdown(f"Hello.\n\n## {'a' * 201}\n\nText.")


def test_too_many_sections_are_refused():
    with pytest.raises(StatementRefused, match="1001 sections"):
        markdown("# a\n" * 1001)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<h1>Statement</h1>", "<p>3 October 2011</p>", "<p>&nbsp;</p>"]
)
def test_file_without_words_besides_title_and_date_is_refused(text: str):
    with pytest.raises(StatementRefused, match="nothing to import"):
        html(text)


@pytest.mark.parametrize("text", ["<ul><li>" * 5_000 + "a", "<blockquote>" * 5_000 + "a", "<i><b>" * 5_000 + "a"])
def test_hostile_nesting_is_refused_or_read_but_never_a_crash(text: str):
    with suppress(StatementRefused):
        assert paragraphs(html(text)) == ["a"]


def test_more_tags_than_any_text_needs_are_refused():
    with pytest.raises(StatementRefused, match="more than 50,000 tags"):
        html("<div>" * 60_000)


def test_deep_quotes_in_markdown_lose_nothing():
    assert paragraphs(markdown("> " * 60 + "bread")) == ["bread"]
