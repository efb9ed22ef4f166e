"""What a statement is made of, however it was written: headings, paragraphs and lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from home.statement.inline import Mark, Run, html_of, plain_text_of


@dataclass(frozen=True)
class Heading:
    """A heading's words; `level` 1 is the topmost."""

    level: int
    text: str

    @property
    def html(self) -> str:
        """For a heading inside a section: rich text has none, so it is a paragraph in bold."""
        return f"<p>{html_of([Run(self.text, (Mark('b'),))])}</p>"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `runs` are not empty."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return plain_text_of(self.runs)

    @property
    def html(self) -> str:
        return f"<p>{html_of(self.runs)}</p>"


@dataclass(frozen=True)
class ItemList:
    """A list. `first` is the number of its first item where it counts, None where it has bullets."""

    items: tuple["Item", ...]
    first: int | None = None

    @property
    def html(self) -> str:
        if self.first in (None, 1):
            return self._list(item.html for item in self.items)
        # Rich text has no list that begins with another number, so the numbers are written out.
        return "".join(f"<p>{number}. {item.own_html}</p>{item.lists_html}" for number, item in self._numbered())

    @property
    def inner_html(self) -> str:
        """The list as part of another list's item, where a paragraph cannot stand."""
        if self.first in (None, 1):
            return self.html
        return self._list(f"{number}. {item.html}" for number, item in self._numbered())

    def _numbered(self) -> Iterator[tuple[int, "Item"]]:
        return enumerate(self.items, start=self.first or 0)

    def _list(self, items: Iterable[str]) -> str:
        tag = "ol" if self.first == 1 else "ul"
        return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


@dataclass(frozen=True)
class Item:
    """A point of a list: its own paragraphs, and the lists below it."""

    paragraphs: tuple[Paragraph, ...]
    lists: tuple[ItemList, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def own_html(self) -> str:
        return "<br/>".join(html_of(paragraph.runs) for paragraph in self.paragraphs)

    @property
    def lists_html(self) -> str:
        return "".join(inner.inner_html for inner in self.lists)

    @property
    def html(self) -> str:
        return self.own_html + self.lists_html


Block = Heading | Paragraph | ItemList
