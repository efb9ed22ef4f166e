"""Finds the headings, paragraphs and lists that people mean when they write plain text, and writes them as HTML."""

import re
from collections.abc import Iterator
from html import escape

from markdown_it import MarkdownIt

from home.statement.dates import parse_date_line

BULLETS = "-*•–—·▪◦‣●○"
MARKER = re.compile(rf"(?P<indent>[ \t]*)(?:[{BULLETS}][ \t\xa0]+|\(?(?P<number>\d{{1,3}})[.)][ \t]+)(?=\S)")
RULE = re.compile(r"[ \t]*(?:[-=_*~#][ \t]?){3,}$")
ENDS_A_SENTENCE = re.compile(r"[.!?…:;,]['\"”’»)]*$")
ADDRESS = re.compile(r"@|://|\bwww\.")

# Where a line is longer than this, lines were not broken by hand: each is a paragraph of its own.
LONGEST_WRAPPED_LINE = 160
LONGEST_HEADING = 80
DATED_LINES = 10
# A line broken by hand is at least about as long as this, less what was left empty because the next word was too long.
NARROWEST_WRAPPING = 60
RAGGED = 15

# Only CommonMark's lists and paragraphs: in plain text, everything else is meant as it stands.
PARSER = MarkdownIt("zero", {"maxNesting": 10_000}).enable(["list"])

Chunk = list[str]
"""Lines without a blank line between them."""


def html_of_plain_text(text: str) -> str:
    """`text` with `\n` line ends as HTML: `h1` for a title, `h2`, `p` and lists; all of its words are escaped."""
    chunks = list(chunks_of("\n".join(stray_numbers_bound(text.split("\n")))))
    top = next((index for index, chunk in enumerate(chunks) if not parse_date_line(chunk[0])), 0)
    html: list[str] = []
    prose: list[str] = []
    for index, chunk in enumerate(chunks):
        if level := heading_level(chunks, index, index <= top):
            html += [PARSER.render("\n".join(prose)), f"<h{level}>{escape(chunk[0], quote=False)}</h{level}>"]
            prose = []
        else:
            prose += ["", *list_lines(chunk)]
    return "".join([*html, PARSER.render("\n".join(prose))])


def stray_numbers_bound(lines: list[str]) -> Iterator[str]:
    """`lines`, where a number that counts nothing ("12. Oktober") has a no-break space after it: it begins no list's item."""
    last = 0
    for line in lines:
        match = MARKER.match(line)
        if match and match["number"] and not match["indent"]:
            number = int(match["number"])
            if number in (1, last + 1):
                last = number
            else:
                line = f"{line[: match.end()].rstrip()}\xa0{line[match.end() :]}"
        yield line


def chunks_of(text: str) -> Iterator[Chunk]:
    """The lines of `text` in chunks: cut at blank lines and rules, around a date, and between lines that are paragraphs.

    A heading's underline stays with it, as the second line of its chunk.
    """
    chunk: Chunk = []
    seen = 0
    for line in text.split("\n"):
        seen += bool(line.strip())
        if RULE.match(line) and len(chunk) == 1 and len(chunk[0]) <= LONGEST_HEADING and not MARKER.match(chunk[0]):
            yield [chunk[0], line]
            chunk = []
        elif not line.strip() or RULE.match(line):
            yield from paragraphs_apart(chunk)
            chunk = []
        elif seen <= DATED_LINES and parse_date_line(line):
            yield from paragraphs_apart(chunk)
            yield [line]
            chunk = []
        else:
            chunk.append(line)
    yield from paragraphs_apart(chunk)


def paragraphs_apart(chunk: Chunk) -> Iterator[Chunk]:
    """`chunk`, or each of its lines where one is so long that nobody wrapped them; what belongs to a list stays together."""
    if not any(len(line) > LONGEST_WRAPPED_LINE for line in chunk):
        yield from [chunk] if chunk else []
        return
    part: Chunk = []
    for line in chunk:
        if part and not (MARKER.match(line) or line[0].isspace()):
            yield part
            part = []
        part.append(line)
    yield part


def heading_level(chunks: list[Chunk], index: int, is_first: bool) -> int:
    """1 for the title at the top (`is_first`: nothing but dates stand before it), 2 for another heading, 0 for anything else.

    A heading is underlined, or it is a short line without a full stop, and what comes next is not.
    """
    chunk = chunks[index]
    if is_underlined(chunk):
        return 1 if chunk[1].lstrip().startswith("=") else 2
    following = chunks[index + 1] if index + 1 < len(chunks) else []
    if not following or not could_be_heading(chunk):
        return 0
    if MARKER.match(chunk[0]):
        between_items = MARKER.match(following[0]) or (index > 0 and MARKER.match(chunks[index - 1][0]))
        return 0 if between_items else 2
    if is_first:
        return 1
    return 0 if could_be_heading(following) and not MARKER.match(following[0]) else 2


def is_underlined(chunk: Chunk) -> bool:
    return len(chunk) == 2 and RULE.match(chunk[1]) is not None


def could_be_heading(chunk: Chunk) -> bool:
    line = chunk[0].strip()
    begins_a_list = (match := MARKER.match(line)) is not None and not match["number"]
    return (
        len(chunk) == 1
        and len(line) <= LONGEST_HEADING
        and line[:1].isalnum()
        and not line[0].islower()
        and any(character.isalpha() for character in line)
        and not begins_a_list
        and not ENDS_A_SENTENCE.search(line)
        and not ADDRESS.search(line)
        and parse_date_line(line) is None
    )


def list_lines(chunk: Chunk) -> Iterator[str]:
    """`chunk` with its lists as CommonMark writes them, and with no list where a wrapped line only begins with a dash."""
    width = max(NARROWEST_WRAPPING, *(len(line) for line in chunk))
    start = first_item(chunk)
    paragraph = " ".join(line.strip() for line in chunk[:start])
    if paragraph:
        indent = chunk[0][: len(chunk[0]) - len(chunk[0].lstrip())]
        yield from [indent + paragraph, ""]
    for previous, line in zip(["", *chunk[start:]], chunk[start:], strict=False):
        if match := MARKER.match(line):
            marker = f"{match['number']}." if match["number"] else "-"
            yield f"{match['indent']}{marker} {line[match.end() :]}"
            continue
        had_room = len(previous) + 1 + len(line.split()[0]) < width - RAGGED
        if had_room and not line[0].isspace() and not line[0].islower():
            yield ""
        yield line


def first_item(chunk: Chunk) -> int:
    """The number of the line that begins a list, counted from 0; `len(chunk)` where there is none."""
    items = [number for number, line in enumerate(chunk) if MARKER.match(line)]
    for number in items:
        if number == 0 or chunk[number - 1].rstrip().endswith(":") or len(items) > 1:
            return number
    return len(chunk)
