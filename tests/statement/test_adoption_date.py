"""A line that is only a date, near the top, says when the statement was adopted."""

from datetime import date

import pytest

from home.statement.dates import parse_date_line
from tests.statement.texts import html, markdown, paragraphs, plain

THIRD_OF_OCTOBER = date(2011, 10, 3)


@pytest.mark.parametrize(
    "line",
    [
        "Monday, October 3, 2011",
        "October 3rd, 2011",
        "Oct. 3 2011",
        "3 October 2011",
        "  Mon 3rd of October, 2011. ",
        "2011-10-03",
        "3.10.2011",
        "03. 10. 2011",
        "3-Oct-2011",
        "Montag, 3. Oktober 2011",
        "Montag, den 3. Oktober 2011",
        "lundi 3 octobre 2011",
        "le 3 octobre 2011",
        "Adopted on 3 October 2011",
        "Adopted: 2011-10-03",
        "Beschlossen am 3. Oktober 2011",
        "(3 October 2011)",
        "3\xa0October\xa02011",
    ],
)
def test_date_line_is_understood(line: str):
    assert parse_date_line(line) == THIRD_OF_OCTOBER


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1er mai 2020", date(2020, 5, 1)),
        ("1. März 2021", date(2021, 3, 1)),
        ("15 Aug 2022", date(2022, 8, 15)),
        ("14 juillet 2019", date(2019, 7, 14)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("25/12/2020", date(2020, 12, 25)),
        ("12/25/2020", date(2020, 12, 25)),
        ("5/5/2020", date(2020, 5, 5)),
    ],
)
def test_other_months_and_orders_are_understood(line: str, expected: date):
    assert parse_date_line(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "On 3 October 2011 we met",
        "3 October",
        "October 2011",
        "31 September 2011",
        "29 Feb 2023",
        "2011-13-03",
        "3/10/2011",
        "3 Ju 2011",
        "3 Ma 2011",
        "3 Jux 2011",
        "3 jui 2011",
        "We are a group.",
        "0 October 2011",
        "3 October 0000",
    ],
)
def test_line_that_is_no_certain_date_is_none(line: str):
    assert parse_date_line(line) is None


def test_date_at_the_top_is_taken_out_of_the_text():
    statement = plain("3 October 2011\n\nWe are a circle.\n")
    assert statement.adopted_on == THIRD_OF_OCTOBER
    assert paragraphs(statement) == ["We are a circle."]


def test_date_below_the_title_is_found_without_a_blank_line():
    statement = plain("Our statement\n3 October 2011\nWe are a circle.\n")
    assert statement.adopted_on == THIRD_OF_OCTOBER
    assert statement.title == "Our statement"


def test_date_set_as_a_heading_is_the_date():
    statement = html("<h2>Monday, October 3, 2011</h2><h3>Our statement</h3><p>We are a circle.</p>")
    assert statement.adopted_on == THIRD_OF_OCTOBER
    assert statement.title == "Our statement"


def test_date_after_a_line_break_is_found():
    statement = html("<p>Harbour Street<br><em>3 October 2011</em><br>Room 2</p>")
    assert statement.adopted_on == THIRD_OF_OCTOBER
    assert paragraphs(statement) == ["Harbour Street", "Room 2"]


def test_emphasised_date_is_found():
    assert markdown("*3 October 2011*\n\nWe are a circle.").adopted_on == THIRD_OF_OCTOBER


def test_only_the_first_date_is_taken():
    statement = plain("3 October 2011\n\n4 October 2011\n\nWe are a circle.\n")
    assert statement.adopted_on == THIRD_OF_OCTOBER
    assert paragraphs(statement) == ["4 October 2011", "We are a circle."]


def test_date_far_down_stays_text():
    statement = plain("A.\n\nB.\n\nC.\n\nD.\n\nE.\n\n3 October 2011\n")
    assert statement.adopted_on is None
    assert paragraphs(statement)[-1] == "3 October 2011"


def test_statement_without_a_date_has_none():
    assert plain("We are a circle.").adopted_on is None
