"""Whatever the form of a text, each of its words arrives exactly once, and nothing unsafe does."""

import re
from collections import Counter
from contextlib import suppress
from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from home.statement.parsing import Statement
from home.statement.refusal import StatementRefused
from tests.statement.texts import FOUNDING, everything, html, markdown, paragraphs, plain

# Every heading that can arise from these is short enough for a page: a longer one is refused, which another test shows.
WORD = st.from_regex(r"[A-Za-zäöüßéçœ]{1,12}", fullmatch=True)
MARKED_WORD = st.one_of(
    WORD,
    st.builds("{}{}".format, WORD, st.sampled_from([",", ".", "!", ":", "?", "…", " –", " -", ";", " &", " <", " >"])),
    st.builds("“{}”".format, WORD),
    st.builds("https://{}.example/x".format, st.from_regex(r"[a-z]{3,8}", fullmatch=True)),
)
SENTENCE = st.lists(MARKED_WORD, min_size=1, max_size=6).map(" ".join)
ONE_LINE = st.one_of(
    SENTENCE,
    st.builds(
        "{}{}".format,
        st.sampled_from(["- ", "* ", "• ", "  - ", "1. ", "2) ", "(3) ", "12. ", "    ", "> ", "## "]),
        SENTENCE,
    ),
)
LINES = st.lists(st.one_of(ONE_LINE, st.sampled_from(["", "---", "====", "* * *"])), min_size=1, max_size=12)
TAGS = [
    *("p", "div", "li", "ul", "ol", "b", "i", "h1", "h2", "h3"),
    *("blockquote", "td", "tr", "table", "span", "pre", "a", "x", "br", "dt"),
]
PIECE = st.one_of(st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]), WORD.map(" {} ".format))
HOSTILE = st.sampled_from(
    [
        *("<script>", "</script>", "<!--", "-->", "<iframe>", "&lt;", "\"'"),
        *("<a href='javascript:x'>", "<img src=x onerror=y>", "<svg/onload=x>"),
    ]
)


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", text))


def words_in(statement: Statement) -> Counter[str]:
    # Between blocks a browser shows a gap; inside a paragraph only what is written.
    spaced = re.sub(r"<(?=/?(?:p|li|ul|ol|h1|h2|br)\b)", " <", everything(statement))
    return words_of(BeautifulSoup(spaced, "html.parser").get_text())


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_no_word_of_plain_text_is_lost_or_doubled(lines: list[str]):
    text = "\n".join([*lines, "", "This stands at the end."])
    assert words_in(plain(text)) == words_of(text)


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_no_word_of_markdown_is_lost_or_doubled(lines: list[str]):
    # An underline makes a heading of all lines above it, however long: here it stands alone. Tags are the next test's.
    apart = (f"\n{line}" if line in ("---", "====") else line.replace("<", "lt") for line in lines)
    text = "\n".join([*apart, "", "This stands at the end."])
    assert words_in(markdown(text)) == words_of(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECE, min_size=1, max_size=14).map("".join))
def test_no_word_of_html_is_lost_or_doubled(text: str):
    text = f"<p>This stands at the beginning.</p>{text}"
    assert words_in(html(text)) == words_of(re.sub(r"<[^>]*>", " ", text))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECE, HOSTILE), min_size=1, max_size=14).map("".join))
def test_only_harmless_html_arrives(text: str):
    statement = html(f"<p>This stands at the beginning.</p>{text}")
    for tag in BeautifulSoup(everything(statement), "html.parser").find_all(True):
        assert tag.name in {"p", "ul", "ol", "li", "b", "i", "a", "br", "h1", "h2"}
        assert set(tag.attrs) <= {"href"}
        assert not str(tag.get("href", "")).lower().startswith("javascript")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
@pytest.mark.parametrize("parse", [plain, markdown, html])
def test_any_text_is_read_or_refused(parse, text: str):
    with suppress(StatementRefused):
        assert parse(text).sections


def test_founding_statement_arrives_whole():
    statement = plain(FOUNDING)
    assert statement.adopted_on == date(2011, 10, 3)
    blocks = FOUNDING.split("\n\n")[1:]
    expected = [" ".join(line.removeprefix("- ").split()) for block in blocks for line in lines_or_block(block)]
    assert [" ".join(text.split()) for text in paragraphs(statement)] == expected


def lines_or_block(block: str) -> list[str]:
    return block.splitlines() if block.startswith("- ") else [block]
