"""Makes a manifesto's parts out of a text: its title, date, introduction, sections and positions."""

from dataclasses import dataclass, field
from datetime import date

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from home.statement.dates import parse_date_line
from home.statement.flow import Block, Heading, Paragraph
from home.statement.inline import joined, lines_of, plain_text_of
from home.statement.plain_text import html_of_plain_text
from home.statement.positions import MAX_TITLE, StatementPosition, announcement_in, positions_in
from home.statement.reading import Format, Source
from home.statement.refusal import StatementRefused
from home.statement.sections import Part, parts_by_heading, parts_by_paragraph, shortened
from home.statement.walk import blocks_of

# How far down the line with the date of adoption may stand.
DATED_BLOCKS = 5
MAX_HEADING = 200
MAX_SECTIONS = 1_000

MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 10_000}).enable("table")
# Otherwise an unsafe link would stay as it was typed; this way the sanitiser takes the address and leaves the words.
MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]  # markdown-it's own way to replace the rule


@dataclass
class Section:
    """A section of the manifesto. `body` is HTML of `p`, `ul` and `ol` with `b`, `i`, `a` and `br` in them."""

    heading: str
    body: str
    is_heading_given: bool
    """False where the text has no headings and we made one up, which an editor may want to replace."""


@dataclass
class Statement:
    """A group's founding text, taken apart. `title` is empty where the text has none; `introduction` is HTML."""

    title: str = ""
    adopted_on: date | None = None
    introduction: str = ""
    sections: list[Section] = field(default_factory=list)
    positions: list[StatementPosition] = field(default_factory=list)


def parse_statement(source: Source) -> Statement:
    """The parts of `source`; every word of it arrives once. Raises `StatementRefused` where it holds no words."""
    try:
        return _statement_of(blocks_of(html_of(source)), _title_tag(source))
    except RecursionError:
        raise StatementRefused(
            "The text is nested too deeply (lists in lists, quotes in quotes); flatten it first."
        ) from None


def html_of(source: Source) -> str:
    """`source` as HTML that is not sanitised yet."""
    if source.format is Format.PLAIN:
        return html_of_plain_text(source.text)
    return str(MARKDOWN.render(source.text)) if source.format is Format.MARKDOWN else source.text


def _statement_of(blocks: list[Block], title_tag: str) -> Statement:
    adopted_on, blocks = _take_date(blocks)
    given_title, blocks = _take_title(blocks)
    title = given_title or title_tag
    if not blocks:
        raise StatementRefused("There is nothing to import: the text has no words besides a title or a date.")
    if any(isinstance(block, Heading) for block in blocks):
        introduction, parts = parts_by_heading(blocks)
    else:
        introduction, parts = parts_by_paragraph(blocks, title or "Statement", announcement_in)
    _refuse_long(title, parts)
    return Statement(
        title=title,
        adopted_on=adopted_on,
        introduction=introduction.html,
        sections=[Section(part.heading, part.html, part.is_heading_given) for part in parts],
        positions=positions_in(given_title, introduction, parts),
    )


def _take_date(blocks: list[Block]) -> tuple[date | None, list[Block]]:
    """The first date near the top that stands on its own line, and the blocks without it."""
    for place, block in enumerate(blocks[:DATED_BLOCKS]):
        if isinstance(block, Heading) and (adopted_on := parse_date_line(block.text)):
            return adopted_on, blocks[:place] + blocks[place + 1 :]
        if isinstance(block, Paragraph):
            lines = lines_of(block.runs)
            dates = [parse_date_line(plain_text_of(line)) for line in lines]
            if any(dates):
                chosen = next(number for number, adopted_on in enumerate(dates) if adopted_on)
                rest = [Paragraph(tuple(part)) for part in (joined(lines[:chosen]), joined(lines[chosen + 1 :])) if part]
                return dates[chosen], [*blocks[:place], *rest, *blocks[place + 1 :]]
    return None, blocks


def _take_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The heading that stands for the whole text, and the blocks without it: the first one, and above all others."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings or any(other.level <= headings[0].level for other in headings[1:]):
        return "", blocks
    title = headings[0]
    if title.level > 1 and blocks[0] is not title:
        return "", blocks
    return title.text, [block for block in blocks if block is not title]


def _title_tag(source: Source) -> str:
    """What a web page calls itself, where the text names no title."""
    if source.format is not Format.HTML:
        return ""
    tag = BeautifulSoup(source.text, "html.parser").find("title")
    return " ".join(tag.get_text().split()) if tag else ""


def _refuse_long(title: str, parts: list[Part]) -> None:
    """Raises `StatementRefused` where a page could not hold the text."""
    if len(title) > MAX_TITLE:
        raise StatementRefused(f'The title "{shortened(title, 40)}" has {len(title)} characters; {MAX_TITLE} are possible.')
    for part in parts:
        if len(part.heading) > MAX_HEADING:
            name = shortened(part.heading, 40)
            raise StatementRefused(f'The heading "{name}" has {len(part.heading)} characters; {MAX_HEADING} are possible.')
    if len(parts) > MAX_SECTIONS:
        raise StatementRefused(f"The text has {len(parts)} sections; {MAX_SECTIONS} are possible.")
