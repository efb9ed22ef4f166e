"""The text of one paragraph as runs with marks: the form in which emphasis survives wherever a paragraph is cut."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile

from home.statement.links import split_addresses

# HTML's white space only: a no-break space is the author's and stays.
WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True)
class Mark:
    """Emphasis (`b`, `i`) or a link (`a` with its `href`)."""

    tag: str
    href: str = ""

    @property
    def opening(self) -> str:
        return f'<a href="{escape(self.href)}">' if self.tag == "a" else f"<{self.tag}>"

    @property
    def closing(self) -> str:
        return f"</{self.tag}>"


@dataclass(frozen=True)
class Run:
    """Text whose characters all have the same marks. Its white space is collapsed: only `BREAK` holds a line end."""

    text: str
    marks: tuple[Mark, ...] = ()


BREAK = Run("\n")


def paragraphs_of(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """`runs` cut at every two line breaks in a row, which is how old pages write paragraphs; tidied, none of them empty."""
    paragraph: list[Run] = []
    breaks = 0
    for run in runs:
        if run == BREAK:
            breaks += 1
            continue
        if not run.text.strip():
            paragraph += [] if breaks else [run]
            continue
        if breaks >= 2:
            yield from _if_any(tidy(paragraph))
            paragraph = []
        elif breaks:
            paragraph.append(BREAK)
        breaks = 0
        paragraph.append(run)
    yield from _if_any(tidy(paragraph))


def tidy(runs: Sequence[Run]) -> list[Run]:
    """`runs` as a browser would show them: white space collapsed, none at the ends or around a line break."""
    tidied: list[Run] = []
    for run in runs:
        if run == BREAK:
            _strip_end(tidied)
            if tidied and tidied[-1] != BREAK:
                tidied.append(run)
            continue
        text = WHITE_SPACE.sub(" ", run.text)
        if text.startswith(" ") and (not tidied or tidied[-1].text.endswith((" ", BREAK.text))):
            text = text[1:]
        if text and tidied and tidied[-1].marks == run.marks and tidied[-1] != BREAK:
            tidied[-1] = Run(tidied[-1].text + text, run.marks)
        elif text:
            tidied.append(Run(text, run.marks))
    while tidied and tidied[-1].text in (BREAK.text, " "):
        tidied.pop()
    _strip_end(tidied)
    return tidied


def lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """`runs` cut at the line breaks."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run == BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    return lines


def joined(lines: Iterable[list[Run]]) -> list[Run]:
    """`lines` with line breaks between them: the opposite of `lines_of`."""
    return [run for line in lines for run in (BREAK, *line)][1:]


def plain_text_of(runs: Iterable[Run]) -> str:
    """The words without their marks, line breaks as spaces."""
    return "".join(" " if run == BREAK else run.text for run in runs).strip()


def html_of(runs: Iterable[Run]) -> str:
    """Inline HTML of `<b>`, `<i>`, `<a href>` and `<br/>`, everything else escaped. Typed addresses become links."""
    html: list[str] = []
    opened: tuple[Mark, ...] = ()
    for run in (piece for whole in runs for piece in _linked(whole)):
        marks = opened if run == BREAK else run.marks
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(opened, marks, strict=False))))
        html += [mark.closing for mark in reversed(opened[shared:])]
        html += [mark.opening for mark in marks[shared:]]
        html.append("<br/>" if run == BREAK else escape(run.text, quote=False))
        opened = marks
    html += [mark.closing for mark in reversed(opened)]
    return "".join(html)


def _linked(run: Run) -> Iterator[Run]:
    if run == BREAK or any(mark.tag == "a" for mark in run.marks):
        yield run
        return
    for text, target in split_addresses(run.text):
        yield Run(text, (Mark("a", target), *run.marks) if target else run.marks)


def _strip_end(runs: list[Run]) -> None:
    if runs and runs[-1] != BREAK and runs[-1].text.endswith(" "):
        last = runs.pop()
        if text := last.text.rstrip(" "):
            runs.append(Run(text, last.marks))


def _if_any(runs: list[Run]) -> Iterator[list[Run]]:
    if plain_text_of(runs):
        yield runs
