"""Titles of what the site shows where no page of an editor's stands: they are in no answer of the API."""

from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import mark_safe

Kind = Literal["missing", "outage", "preview", "search", "shared"]

TITLES: dict[Kind, dict[str, str]] = {
    "missing": {"en": "No such page", "de": "Diese Seite gibt es nicht"},
    "outage": {"en": "Connection trouble", "de": "Verbindung gestört"},
    "preview": {"en": "Preview", "de": "Vorschau"},
    "search": {"en": "Search", "de": "Suche"},
    "shared": {"en": "Shared draft", "de": "Geteilter Entwurf"},
}

FOR_NOBODY: set[Kind] = {"preview", "shared"}
"""What search engines are asked not to list."""


def title_head(kind: Kind, language: str, description: str = "") -> str:
    """The whole head there, in a language (a BCP 47 tag), or in English where nobody has translated the title."""
    titles = TITLES[kind]
    head = format_html("<title>{}</title>", titles.get(language.split("-")[0], titles["en"]))
    if kind in FOR_NOBODY:
        return head + mark_safe('<meta name="robots" content="noindex">')
    return head + format_html('<meta name="description" content="{}">', description) if description else head
