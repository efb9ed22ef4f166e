"""Carries a manifesto's blocks over to a changed text, so that links to its sections and citations of them hold."""

import re
import uuid
from collections import Counter
from collections.abc import Hashable
from typing import Any

from bs4 import BeautifulSoup

from home.statement.parsing import Section

RawSection = dict[str, Any]
"""A section's block as StreamField stores it: `type`, `id` and `value` with `heading`, `anchor` and `body`."""

# Of two texts, how much must be the same words for one to be the other's new wording.
SIMILAR = 0.6
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def stored_sections(sections: list[Section], stored: list[RawSection]) -> list[RawSection]:
    """`sections` as blocks: each keeps the id and the anchor of the block in `stored` that it is the new wording of."""
    return [_block(section, block) for section, block in zip(sections, matched(sections, stored), strict=True)]


def matched(sections: list[Section], stored: list[RawSection]) -> list[RawSection | None]:
    """For each of `sections` its block in `stored`: the one with the same text, or heading, or a similar text in its place."""
    found: dict[int, int] = {}
    texts = [words_of(section.body) for section in sections]
    stored_texts = [words_of(block["value"].get("body") or "") for block in stored]
    _pair(found, texts, stored_texts)
    _pair(found, [section.heading for section in sections], [block["value"].get("heading") for block in stored])
    for number, text in enumerate(texts):
        place = found.get(number - 1, -1) + 1
        is_free = number not in found and place < len(stored) and place not in found.values()
        if is_free and similarity(text, stored_texts[place]) >= SIMILAR:
            found[number] = place
    return [stored[found[number]] if number in found else None for number in range(len(sections))]


def words_of(html: str) -> tuple[str, ...]:
    return tuple(BeautifulSoup(html, "html.parser").get_text(" ").split())


def similarity(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How much of the words of both texts is in both of them: 0 to 1."""
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / (len(one) + len(other) or 1)


def is_same_html(one: str, other: str) -> bool:
    """Whether two rich texts differ in nothing but the keys that the editor gives to paragraphs."""
    return BLOCK_KEY.sub("", one) == BLOCK_KEY.sub("", other)


def _pair(found: dict[int, int], new: list[Any], stored: list[Any]) -> None:
    """Adds to `found` the places in `new` and `stored` of equal values, in their order, each place once."""
    free: dict[Hashable, list[int]] = {}
    taken = set(found.values())
    for place, value in enumerate(stored):
        if value and place not in taken:
            free.setdefault(value, []).append(place)
    for number, value in enumerate(new):
        if number not in found and free.get(value):
            found[number] = free[value].pop(0)


def _block(section: Section, stored: RawSection | None) -> RawSection:
    if stored is None:
        value = {"heading": section.heading, "anchor": "", "body": section.body}
        return {"type": "section", "id": str(uuid.uuid4()), "value": value}
    old = stored["value"]
    is_editors_heading = not section.is_heading_given and not _begins(old.get("heading") or "", old.get("body") or "")
    body = old["body"] if is_same_html(section.body, old.get("body") or "") else section.body
    return {**stored, "value": {**old, "heading": old["heading"] if is_editors_heading else section.heading, "body": body}}


def _begins(heading: str, body: str) -> bool:
    """Whether `heading` is a beginning of `body`, as we make one up, and no editor's own."""
    return " ".join(words_of(body)).startswith(heading.rstrip("…"))
