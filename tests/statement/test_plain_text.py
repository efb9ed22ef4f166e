"""What people mean when they write plain text: wrapped lines, headings without marks, lists, addresses."""

import pytest

from tests.statement.texts import everything, paragraphs, plain


def headings(statement):
    return [section.heading for section in statement.sections]


def body(text: str) -> str:
    """The HTML of a text that becomes one section."""
    (section,) = plain(text).sections
    return section.body


def test_wrapped_lines_are_one_paragraph():
    assert body("We are\na circle\n\nand stay one.") == "<p>We are a circle</p><p>and stay one.</p>"


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–"])
def test_bullets_make_a_list(bullet: str):
    assert body(f"Bring:\n\n{bullet} bread\n{bullet} roses") == "<p>Bring:</p><ul><li>bread</li><li>roses</li></ul>"


@pytest.mark.parametrize("form", ["{}.", "{})", "({})"])
def test_numbers_make_a_numbered_list(form: str):
    text = f"Bring:\n{form.format(1)} bread\n{form.format(2)} roses"
    assert body(text) == "<p>Bring:</p><ol><li>bread</li><li>roses</li></ol>"


def test_blank_lines_do_not_end_a_list():
    assert body("1. bread\n\n2. roses") == "<ol><li>bread</li><li>roses</li></ol>"


def test_wrapped_item_is_one_item():
    assert (
        body("- bread\n  and butter\n- roses\nand thorns") == "<ul><li>bread and butter</li><li>roses and thorns</li></ul>"
    )


def test_indented_items_are_a_list_below():
    assert body("- bread\n  - white\n- roses") == "<ul><li>bread<ul><li>white</li></ul></li><li>roses</li></ul>"


def test_sentence_after_a_list_is_no_part_of_it():
    assert body("- bread\n- roses\nThen we eat.") == "<ul><li>bread</li><li>roses</li></ul><p>Then we eat.</p>"


def test_dash_at_the_beginning_of_a_wrapped_line_is_no_list():
    assert body("We meet\n- as always - on Mondays.") == "<p>We meet - as always - on Mondays.</p>"


def test_number_that_counts_nothing_is_text():
    assert body("We met first.\n\n12. Oktober it was.") == "<p>We met first.</p><p>12.\xa0Oktober it was.</p>"


def test_list_that_begins_elsewhere_keeps_its_numbers():
    assert body("1. Bread.\n\nOr cake.\n\n2. Roses.") == "<ol><li>Bread.</li></ol><p>Or cake.</p><p>2. Roses.</p>"


def test_lines_too_long_to_be_wrapped_are_paragraphs():
    lines = ["It is short.", "a " * 90 + "end.", "b " * 90 + "end.", "So is this."]
    assert paragraphs(plain("\n".join(lines))) == lines


def test_lines_wrapped_at_a_wide_margin_are_one_paragraph():
    assert body(f"{'a ' * 66}a\n{'a ' * 65}end.") == f"<p>{'a ' * 132}end.</p>"


def test_short_first_line_is_the_title():
    assert plain("Our ground\n\nWe are a circle.").title == "Our ground"


def test_sentence_at_the_top_is_no_title():
    assert plain("We are a circle.\n\nWe meet on Mondays.").title == ""


def test_short_line_before_prose_is_a_heading():
    statement = plain("Our ground\n\nHello.\n\nWho we are\n\nWe are a circle.\n\nWhat we do\n\nWe meet.")
    assert headings(statement) == ["Who we are", "What we do"]
    assert statement.introduction == "<p>Hello.</p>"


def test_underlined_lines_are_headings():
    statement = plain("Our ground\n==========\n\nHello.\n\nwho we are.\n-----------\nWe are a circle.")
    assert statement.title == "Our ground"
    assert headings(statement) == ["who we are."]


def test_numbered_lines_are_headings():
    statement = plain("1. Who we are\n\nWe are a circle.\n\n2. What we do\n\nWe meet.")
    assert headings(statement) == ["Who we are", "What we do"]


@pytest.mark.parametrize(
    "line", ["Write to hello@harbour.example", "News on www.harbour.example", "and then", "Dear friends,", "To bring:"]
)
def test_line_that_only_looks_short_is_no_heading(line: str):
    assert not any(section.is_heading_given for section in plain(f"We are a circle.\n\n{line}\n\nWe meet.").sections)


def test_last_line_is_no_heading():
    assert paragraphs(plain("We are a circle.\n\nThe Harbour Street circle"))[-1] == "The Harbour Street circle"


def test_rule_is_left_out():
    assert body("We are.\n\n* * *\n\nWe meet\nhere.\n-----\nWe part.") == "<p>We are.</p><p>We meet here.</p><p>We part.</p>"


def test_everything_else_is_meant_as_it_stands():
    assert body("2 < 3 & *this* is `not` [a](link), #neither_is_this.") == (
        "<p>2 &lt; 3 &amp; *this* is `not` [a](link), #neither_is_this.</p>"
    )


def test_no_break_spaces_and_typographic_quotes_survive():
    assert body("“No.\xa03” – l’été") == "<p>“No.\xa03” – l’été</p>"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "See https://example.org/a?b=1&c=2.",
            '<a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.',
        ),
        ("(http://example.org/x_(y))", '(<a href="http://example.org/x_(y)">http://example.org/x_(y)</a>)'),
        ("Go to www.example.org, now", '<a href="https://www.example.org">www.example.org</a>, now'),
        ("Write to hello@harbour.example!", '<a href="mailto:hello@harbour.example">hello@harbour.example</a>!'),
    ],
)
def test_addresses_become_links(text: str, link: str):
    assert link in body(text)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://example.org/x",
        "data:text/html,x",
        "a@b",
        "https://",
        "https://...",
        "www.",
        "www.x",
        "x@@y.z",
    ],
)
def test_nothing_else_becomes_a_link(text: str):
    assert "<a" not in body(f"See {text} there.")


def test_markup_in_plain_text_is_shown_and_not_run():
    assert "&lt;script&gt;" in everything(plain("Mind the <script>alert(1)</script> tag."))
