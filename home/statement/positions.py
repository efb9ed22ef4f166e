"""Finds the points that a text announces as agreed, and makes a position of each."""

import re
from dataclasses import dataclass

from home.statement.flow import Heading, Item, ItemList, Paragraph
from home.statement.inline import plain_text_of
from home.statement.sections import Part, capitalised, shortened

MAX_TITLE = 255
MAX_SUMMARY = 255
SHORT_TITLE = 120

NOUNS = "demands|principles|positions|aims|goals|objectives|points|beliefs|values|convictions|commitments|theses"
GERMAN_NOUNS = "Grundsätze|Grundsätzen|Forderungen|Ziele|Positionen|Prinzipien|Standpunkte|Leitsätze|Thesen|Grundlagen"
FRENCH_NOUNS = r"revendications|principes|positions|objectifs|points d['’](?:accord|unité)"
ANNOUNCEMENT = re.compile(
    r"\b(?:"
    r"points? of (?:common )?(?:agreement|unity|understanding)|bas[ie]s of (?:agreement|unity)"
    r"|we (?:(?:all|jointly|therefore|hereby|also|both) )?"
    r"(?:agree|demand|believe|hold|call for|stand for|fight for|want|affirm|oppose|support|declare)(?: that)?"
    rf"|(?:our|following|common|basic|founding|core) (?:\w+ )?(?:{NOUNS})"
    rf"|wir (?:\w+ )?(?:fordern|verlangen|wollen|vertreten|stehen für|sind uns einig)|(?:{GERMAN_NOUNS})"
    rf"|(?:nos|les) (?:\w+ )?(?:{FRENCH_NOUNS})|nous (?:\w+ )?(?:exigeons|demandons|revendiquons|voulons|affirmons|défendons)"
    r")\b",
    re.IGNORECASE,
)
BARE_ANNOUNCEMENT = re.compile(rf"(?:the |these )?(?:{NOUNS})\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s+(?=[^\W\d_a-zà-ÿ]|[\"'“„«(\d])")
LONGEST_ANNOUNCEMENT = 250
JOINING_WORD = re.compile(r"[;,]\s*(?:and|or|und|oder|et|ou)$", re.IGNORECASE)


@dataclass
class StatementPosition:
    """A point of agreement. `body` is HTML, empty where the title says it all; `section` counts from 0."""

    title: str
    summary: str
    body: str
    section: int | None


def announcement_in(text: str) -> str:
    """The words by which the last sentence of `text` announces positions, such as "points of agreement"; otherwise ""."""
    last = SENTENCE_END.split(text.strip())[-1]
    if len(last) > LONGEST_ANNOUNCEMENT:
        return ""
    match = ANNOUNCEMENT.search(last) or BARE_ANNOUNCEMENT.match(last)
    return match[0] if match else ""


def positions_in(title: str, introduction: Part, sections: list[Part]) -> list[StatementPosition]:
    """The positions that the parts of a text announce by a heading or by the line before a list, each title once."""
    positions: dict[str, StatementPosition] = {}
    announced = bool(announcement_in(title))
    for number, part in enumerate([introduction, *sections], start=-1):
        if part.is_heading_given:
            announced = bool(announcement_in(part.heading))
        for previous, block in zip([None, *part.blocks], part.blocks, strict=False):
            if isinstance(block, Heading):
                announced = bool(announcement_in(block.text))
            elif isinstance(block, ItemList):
                if announced or (isinstance(previous, Paragraph) and announcement_in(previous.text)):
                    for item in block.items:
                        position = position_of(item, None if number < 0 else number)
                        if position.title:
                            positions.setdefault(position.title.casefold(), position)
                announced = False
    return list(positions.values())


def position_of(item: Item, section: int | None) -> StatementPosition:
    """The position that `item` states: what it says first is the title, all of it the body where there is more."""
    text = item.text
    title = title_of(item)
    says_more = (
        _key(text) != _key(title) or bool(item.lists) or any(run.marks for part in item.paragraphs for run in part.runs)
    )
    body = "".join(part.html for part in item.paragraphs) + "".join(inner.html for inner in item.lists)
    summary = shortened(capitalised(JOINING_WORD.sub("", text.rstrip(";, "))), MAX_SUMMARY)
    return StatementPosition(title, summary, body if says_more else "", section)


def title_of(item: Item) -> str:
    """The words in bold that begin `item`, or else its first sentence, without the mark at the end; "" without words."""
    text = _bold_beginning(item) or SENTENCE_END.split(item.text)[0]
    text = _without_end(text)
    if not any(character.isalnum() for character in text):
        return ""
    return capitalised(text) if len(text) <= MAX_TITLE else shortened(text, SHORT_TITLE)


def _bold_beginning(item: Item) -> str:
    runs = item.paragraphs[0].runs if item.paragraphs else ()
    bold = []
    for run in runs:
        if not any(mark.tag == "b" for mark in run.marks):
            break
        bold.append(run)
    return plain_text_of(bold)


def _without_end(text: str) -> str:
    return JOINING_WORD.sub("", text.strip().rstrip(".;:,").strip()).strip()


def _key(text: str) -> str:
    return _without_end(text).casefold()
