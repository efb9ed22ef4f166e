"""Cuts a text into an introduction and sections, by its headings or else by its paragraphs."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from home.statement.flow import Block, Heading, ItemList, Paragraph

# A paragraph shorter than this says little more than a heading for it would.
SHORT_PARAGRAPH = 120
MADE_UP_HEADING = 60
SHORTEST_CLAUSE = 20

NUMBER = re.compile(r"(\d{1,3})[.):]?\s+(?=\S)")
SENTENCE = re.compile(r"(.{4,}?)[.!?][\"'”’»)]*\s")
CLAUSE_END = re.compile(
    r"\s*(?:[;:]\s|\s[–—-]\s|,\s(?=(?:and|but|or|so|which|who|because|as|und|aber|oder|weil|denn|mais|et|car|qui)\s))"
)
NEVER_LAST = re.compile(
    r"(?:a|an|and|are|as|at|because|but|by|for|from|in|is|its|of|on|or|our|that|the|their|this|to|we|when|where|which|while|with"
    r"|das|dem|den|der|die|ein|eine|für|im|ist|mit|oder|und|von|während|wenn|wir|zu"
    r"|au|aux|ce|ces|d|dans|de|des|du|en|est|et|la|le|les|l|nous|ou|par|pour|qui|que|sur|un|une)?[.,;:–—-]*",
    re.IGNORECASE,
)


@dataclass
class Part:
    """A run of blocks under one heading; the introduction's heading is empty."""

    heading: str
    blocks: list[Block] = field(default_factory=list)
    is_heading_given: bool = False

    @property
    def html(self) -> str:
        return "".join(block.html for block in self.blocks)


def parts_by_heading(blocks: list[Block]) -> tuple[Part, list[Part]]:
    """The introduction and the sections of a text with headings. Lower headings stay inside a section."""
    top = min(block.level for block in blocks if isinstance(block, Heading))
    introduction = Part("")
    sections: list[Part] = []
    for block in blocks:
        if isinstance(block, Heading) and (block.level == top or not sections):
            sections.append(Part(block.text, is_heading_given=True))
        else:
            (sections[-1] if sections else introduction).blocks.append(block)
    _drop_numbers(sections)
    return introduction, sections


def parts_by_paragraph(blocks: list[Block], heading: str, announcement_in: Callable[[str], str]) -> tuple[Part, list[Part]]:
    """The introduction and the sections of a text without headings: each long paragraph begins a section.

    A short one belongs to the section before it, or at the top to the introduction, for its heading would only repeat it.
    So does a list, unless its paragraph announces something (`announcement_in` gives the words). Where no section would
    arise, the whole text is one, with `heading`.
    """
    introduction = Part("")
    sections: list[Part] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        made_up = ""
        if isinstance(block, Paragraph):
            announced = announcement_in(block.text) if isinstance(following, ItemList) else ""
            made_up = capitalised(announced) or (heading_from(block.text) if len(block.text) >= SHORT_PARAGRAPH else "")
        if made_up:
            sections.append(Part(made_up))
        (sections[-1] if sections else introduction).blocks.append(block)
    return (introduction, sections) if sections else (Part(""), [Part(heading, blocks)])


def heading_from(text: str) -> str:
    """At most `MADE_UP_HEADING` characters that stand for `text`: its first sentence, or its beginning and "…"."""
    sentence = SENTENCE.match(text, 0, MADE_UP_HEADING + 2)
    if sentence:
        return sentence[1]
    clauses = [end.start() for end in CLAUSE_END.finditer(text, 0, MADE_UP_HEADING + 4)]
    long_enough = [end for end in clauses if SHORTEST_CLAUSE <= end < MADE_UP_HEADING]
    return f"{text[: long_enough[-1]]}…" if long_enough else shortened(text, MADE_UP_HEADING)


def shortened(text: str, length: int) -> str:
    """`text` in at most `length` characters: cut between words, not after an article or the like, and with "…"."""
    if len(text) <= length:
        return text
    words = text[:length].split(" ")
    words = words[:-1] if len(words) > 1 else words
    while len(words) > 3 and NEVER_LAST.fullmatch(words[-1]):
        words.pop()
    return f"{' '.join(words)[: length - 1].rstrip(' .,;:–—-')}…"


def capitalised(text: str) -> str:
    """`text` with a capital at its beginning, the rest as it stands."""
    return text[:1].upper() + text[1:]


def _drop_numbers(sections: list[Part]) -> None:
    """Takes off the headings' own numbers where they are the ones that the sections get anyway."""
    numbers = [NUMBER.match(section.heading) for section in sections]
    if all(match and int(match[1]) == place for place, match in enumerate(numbers, start=1)):
        for section in sections:
            section.heading = NUMBER.sub("", section.heading, count=1)
