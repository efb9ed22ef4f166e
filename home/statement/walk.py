"""Reduces any HTML, however hostile or old, to headings, paragraphs and lists."""

from dataclasses import dataclass, field

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from home.statement.flow import Block, Heading, Item, ItemList, Paragraph
from home.statement.inline import BREAK, WHITE_SPACE, Mark, Run, paragraphs_of
from home.statement.refusal import StatementRefused

MARK_OF_TAG = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CONTAINERS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "li", "main", "nav", "p"),
    *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
}
LISTS = {"ul", "ol"}
WITHOUT_TEXT = {"script", "style", "template", "title", "iframe", "embed", "svg", "noembed", "noframes"}
LINK_SCHEMES = {"http", "https", "mailto", "tel"}
# The sanitiser's time grows with the square of how deep elements nest: this many, all nested, take seconds.
MAX_TAGS = 50_000


def blocks_of(html: str) -> list[Block]:
    """The headings, paragraphs and lists of `html` in their order, without anything unsafe. Each text arrives once.

    Raises `StatementRefused` for more than `MAX_TAGS` tags.
    """
    if html.count("<") > MAX_TAGS:
        raise StatementRefused(
            f"The text has more than {MAX_TAGS:,} tags, paragraphs and list items, too many for a statement."
        )
    safe = nh3.clean(
        html,
        tags={*MARK_OF_TAG, *HEADINGS, *CONTAINERS, *LISTS, "a", "br", "img"},
        clean_content_tags=WITHOUT_TEXT,
        attributes={"a": {"href"}, "img": {"alt"}, "ol": {"start"}},
        url_schemes=LINK_SCHEMES,
        link_rel=None,
    )
    walk = Walk()
    walk.children(BeautifulSoup(safe, "html.parser"), ())
    return walk.finished()


@dataclass
class Walk:
    """One way through a tree of sanitised HTML: gathers runs, and closes a paragraph wherever a block begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def finished(self) -> list[Block]:
        self.close_paragraph()
        return self.blocks

    def close_paragraph(self) -> None:
        self.blocks += [Paragraph(tuple(runs)) for runs in paragraphs_of(self.runs)]
        self.runs = []

    def children(self, parent: Tag, marks: tuple[Mark, ...]) -> None:
        for node in parent.children:
            if isinstance(node, Tag):
                self.element(node, marks)
            elif isinstance(node, NavigableString):
                self.runs.append(Run(WHITE_SPACE.sub(" ", str(node)), marks))

    def element(self, tag: Tag, marks: tuple[Mark, ...]) -> None:
        if tag.name == "br":
            self.runs.append(BREAK)
        elif tag.name == "img":
            self.runs.append(Run(WHITE_SPACE.sub(" ", f" {tag.get('alt') or ''} "), marks))
        elif tag.name in HEADINGS:
            self.heading(tag)
        elif tag.name in LISTS:
            self.item_list(tag, marks)
        elif tag.name == "pre":
            self.preformatted(tag, marks)
        elif tag.name == "tr":
            self.row(tag, marks)
        elif tag.name in CONTAINERS:
            self.close_paragraph()
            self.children(tag, with_mark(marks, Mark("b")) if tag.name == "dt" else marks)
            self.close_paragraph()
        else:
            self.children(tag, with_mark(marks, mark_of(tag)))

    def heading(self, tag: Tag) -> None:
        """A heading has no marks. Where it holds more than one paragraph, only the first can be the heading."""
        self.close_paragraph()
        blocks = blocks_below(tag, ())
        if blocks and isinstance(blocks[0], Paragraph):
            blocks[0] = Heading(HEADINGS[tag.name], blocks[0].text)
        self.blocks += blocks

    def item_list(self, tag: Tag, marks: tuple[Mark, ...]) -> None:
        self.close_paragraph()
        items: list[Item] = []
        for node in tag.children:
            if isinstance(node, Tag) or str(node).strip():
                blocks = blocks_below(node, marks) if isinstance(node, Tag) else loose_text(str(node), marks)
                items += [item_of(blocks)] if blocks else []
        if items:
            self.blocks.append(ItemList(tuple(items), first_number(tag)))

    def preformatted(self, tag: Tag, marks: tuple[Mark, ...]) -> None:
        """The lines of a `pre` stay lines."""
        self.close_paragraph()
        for number, line in enumerate(tag.get_text().split("\n")):
            self.runs += [BREAK] if number else []
            self.runs.append(Run(line, marks))
        self.close_paragraph()

    def row(self, tag: Tag, marks: tuple[Mark, ...]) -> None:
        """A table's row is one paragraph with a bar between its cells, unless a cell holds more than a paragraph."""
        self.close_paragraph()
        cells = [blocks for node in tag.children if isinstance(node, Tag) and (blocks := blocks_below(node, marks))]
        if all(len(blocks) == 1 and isinstance(blocks[0], Paragraph) for blocks in cells):
            for number, (cell,) in enumerate(cells):
                self.runs += [Run(" | ")] if number else []
                self.runs += cell.runs if isinstance(cell, Paragraph) else ()
            self.close_paragraph()
        else:
            self.blocks += [block for blocks in cells for block in blocks]


def blocks_below(tag: Tag, marks: tuple[Mark, ...]) -> list[Block]:
    """The blocks inside `tag`, as if it were a document of its own."""
    walk = Walk()
    walk.children(tag, marks)
    return walk.finished()


def loose_text(text: str, marks: tuple[Mark, ...]) -> list[Block]:
    """The paragraph of words that stand in a list, but in none of its items."""
    return [Paragraph((Run(WHITE_SPACE.sub(" ", text.strip()), marks),))]


def item_of(blocks: list[Block]) -> Item:
    """The list item that `blocks` make: headings inside it are paragraphs."""
    paragraphs = [
        Paragraph((Run(block.text, (Mark("b"),)),)) if isinstance(block, Heading) else block
        for block in blocks
        if not isinstance(block, ItemList)
    ]
    return Item(tuple(paragraphs), tuple(block for block in blocks if isinstance(block, ItemList)))


def first_number(tag: Tag) -> int | None:
    if tag.name == "ul":
        return None
    start = str(tag.get("start") or "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1


def mark_of(tag: Tag) -> Mark | None:
    if tag.name == "a":
        href = str(tag.get("href") or "").strip()
        return Mark("a", href) if is_lasting(href) else None
    return Mark(MARK_OF_TAG[tag.name]) if tag.name in MARK_OF_TAG else None


def is_lasting(href: str) -> bool:
    """Whether a link means the same on our page as on the page it comes from: `page2.html` does not."""
    scheme, colon, _ = href.partition(":")
    return (colon == ":" and scheme.lower() in LINK_SCHEMES) or href.startswith(("/", "#"))


def with_mark(marks: tuple[Mark, ...], mark: Mark | None) -> tuple[Mark, ...]:
    """`marks` and `mark`, unless it is there: emphasis cannot be doubled, and a link cannot hold a link."""
    return marks if mark is None or any(mark.tag == other.tag for other in marks) else (*marks, mark)
