"""Names of places inside a page, for links to them. The site's own elements and cited paragraphs have names as well."""

import re
from collections.abc import Collection

from django.utils.text import slugify

TAKEN_BY_THE_SITE = {
    "content",
    "contents",
    "exchange",
    "found",
    "keep-up",
    "letter",
    "letter-email",
    "letter-key",
    "letter-message",
    "letter-name",
    "letter-privacy",
    "letter-trap",
    "menu",
    "search-keys",
    "state",
    "words",
}
"""Ids in the frontend (a test compares them): a heading that is called so would be found in their place."""

PARAGRAPH = re.compile(r"p\d+")
"""Ids of paragraphs in a body."""


def free_anchor(heading: str, taken: Collection[str | None]) -> str:
    """An anchor made from `heading` that nothing else on its page has; `taken` are those of the other headings.

    It begins with a letter, unlike that of a paragraph of a manifesto (`2.3`).
    """
    stem = slugify(heading)[:70].strip("-")
    if not stem or not stem[0].isalpha() or is_reserved(stem):
        stem = f"section-{stem}".rstrip("-")
    anchor, count = stem, 1
    while anchor in taken:
        count += 1
        anchor = f"{stem}-{count}"
    return anchor


def is_reserved(anchor: str) -> bool:
    return anchor in TAKEN_BY_THE_SITE or bool(PARAGRAPH.fullmatch(anchor))
