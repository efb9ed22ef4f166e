"""A list that a text announces, as with "points of agreement", gives positions."""

import pytest

from tests.statement.texts import FOUNDING, POINTS, everything, html, markdown, plain


def titles(statement):
    return [position.title for position in statement.positions]


@pytest.mark.parametrize(
    "line",
    [
        "These Points of agreement are:",
        "points of common agreement",
        "We agree that:",
        "As a circle we all demand:",
        "Our demands",
        "Our five principles are these:",
        "The following aims unite us.",
        "Principles:",
        "Unsere Grundsätze:",
        "Wir fordern:",
        "Nos revendications :",
        "Nous exigeons :",
        "Much has been said elsewhere. These are our demands:",
    ],
)
def test_list_after_an_announcing_line_gives_positions(line: str):
    assert titles(markdown(f"{line}\n\n- Bread\n- Roses")) == ["Bread", "Roses"]


@pytest.mark.parametrize(
    "line", ["Bring these along:", "We believe in meeting often. You find us here:", "Our house has rooms:"]
)
def test_any_other_list_gives_none(line: str):
    assert titles(markdown(f"{line}\n\n- Bread\n- Roses")) == []


def test_heading_announces_the_first_list_below_it():
    statement = markdown("Hi.\n\n## Our demands\n\nWe wrote them down.\n\n- Bread\n\nAlso:\n\n- Jam\n\n## More\n\n- Tea")
    assert titles(statement) == ["Bread"]


def test_title_announces_the_first_list():
    assert titles(plain("Our demands\n\n- Bread\n- Roses\n")) == ["Bread", "Roses"]


def test_points_stay_in_the_manifesto():
    text = everything(plain(FOUNDING))
    assert all(text.count(point) == 1 for point in POINTS)
    assert text.count("These points of agreement are:") == 1


def test_position_knows_its_section():
    statement = plain(FOUNDING)
    assert titles(statement) == POINTS
    headings = [section.heading for section in statement.sections]
    assert {position.section for position in statement.positions} == {headings.index("Points of agreement")}


def test_position_before_the_first_heading_has_no_section():
    assert markdown("We agree:\n\n- Bread\n\n## Who\n\nPeople.").positions[0].section is None


def test_title_of_a_position_is_its_first_sentence():
    (position,) = markdown("We agree:\n\n- Homes for all. Nobody chooses the street.").positions
    assert position.title == "Homes for all"
    assert position.body == "<p>Homes for all. Nobody chooses the street.</p>"


def test_words_in_bold_are_the_title():
    (position,) = markdown("We agree:\n\n- **Homes for all:** nobody chooses the street.").positions
    assert position.title == "Homes for all"
    assert position.summary == "Homes for all: nobody chooses the street."


def test_position_of_one_sentence_needs_no_body():
    (position,) = markdown("We agree:\n\n- homes for all.").positions
    assert (position.title, position.summary, position.body) == ("Homes for all", "Homes for all.", "")


def test_link_in_a_point_survives_in_the_body():
    (position,) = markdown("We agree:\n\n- [Homes](https://example.org/) for all.").positions
    assert position.body == '<p><a href="https://example.org/">Homes</a> for all.</p>'


def test_points_below_a_point_are_part_of_it():
    (position,) = markdown("We agree:\n\n- Homes\n  - warm\n  - dry").positions
    assert position.title == "Homes"
    assert position.body == "<p>Homes</p><ul><li>warm</li><li>dry</li></ul>"


def test_joining_words_at_the_end_are_not_part_of_the_title():
    assert titles(markdown("We demand:\n\n- bread;\n- roses; and\n- peace.")) == ["Bread", "Roses", "Peace"]


def test_same_point_is_one_position():
    assert titles(markdown("We demand:\n\n- Bread\n- BREAD.")) == ["Bread"]


def test_very_long_point_gets_a_short_title_and_keeps_its_text():
    point = " ".join(["homes"] * 80)
    (position,) = markdown(f"We demand:\n\n- {point}").positions
    assert len(position.title) <= 120
    assert position.title.endswith("…")
    assert len(position.summary) <= 255
    assert point in position.body


def test_point_without_words_gives_no_position():
    assert titles(markdown("We demand:\n\n- …\n- Bread")) == ["Bread"]


def test_points_of_a_web_page_are_found():
    assert titles(html("<p><b>We demand:</b></p><ol><li><p>Bread</p></li><li>Roses</li></ol>")) == ["Bread", "Roses"]
