"""The words by which a page can be found: those of its own public representation, and no other's.

What other objects lend to a page (the titles on its cards, a picture's description, the caption of a photo that is shown
only while the photo is) may be hidden at any time without the page being saved. So the page is represented for a reader
who may see nothing but this page, and what is left is the page's own.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Set
from typing import Any, NamedTuple

import nh3

from api.representation.pages import represent_page
from api.representation.reading import DatabaseReader
from home.models import BasePage

RUNNING_TEXT = frozenset(
    [
        "attribution",
        "body",
        "caption",
        "header",
        "heading",
        "html",
        "introduction",
        "label",
        "lead",
        "privacy",
        "purpose",
        "rows",
        "text",
        "title",
    ]
)
FACTS = frozenset(["address", "author_names", "email", "place"])
"""The keys of pages, blocks and sections whose texts are words to be found. What is in none of them is not."""

_END_OF_BLOCK = re.compile(r"</(?:p|li|h[2-4]|blockquote)>|<[bh]r>")
_CONTROL_CHARACTERS = dict.fromkeys((*range(32), *range(127, 160)), " ")


class PageWords(NamedTuple):
    """Plain text in three ranks of importance, without control characters."""

    title: str
    summary: str
    body: str


class ReaderOfOnePage(DatabaseReader):
    """A reader to whom everything but the page at hand is hidden, and whose rich text is plain."""

    def rich_text(self, source: str) -> str:
        return plain_text(super().rich_text(source))

    def _get(self, kind: str, key: Any, depends_on: str | None = None) -> Any:
        return None


def words_of(page: BasePage, reader: ReaderOfOnePage) -> PageWords:
    """The words of `page`, which must be loaded with the fields of its own kind. One query for each kind of its rows."""
    told_elsewhere = ("title", "summary", "meta")
    whole: Any = represent_page(page, reader)
    represented = {key: value for key, value in whole.items() if key not in told_elsewhere}
    return PageWords(
        title=in_one_line(page.title),
        summary=in_one_line(whole.get("summary", page.summary_text)),
        # What a passage may begin with comes first.
        body=in_one_line(" ".join([*texts(represented, RUNNING_TEXT), *texts(represented, FACTS)])),
    )


def texts(value: Any, keys: Set[str], key: str = "") -> Iterator[str]:
    """The texts below `value`, which stands under `key`, that stand under one of `keys`, in reading order."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, keys, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, keys, key)
    elif isinstance(value, str) and key in keys:
        yield value


def plain_text(source: str) -> str:
    """The text of safe HTML, with a space where a paragraph or a line ends."""
    return html.unescape(nh3.clean(_END_OF_BLOCK.sub(r"\g<0> ", source), tags=set()))


def in_one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_CONTROL_CHARACTERS).split())
