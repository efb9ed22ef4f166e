"""Titles of what the site shows where no page of an editor's stands: they are in no answer of the API."""

from typing import Literal

from django.utils.html import format_html

Kind = Literal["missing", "outage", "search"]

TITLES: dict[Kind, dict[str, str]] = {
    "missing": {"en": "No such page", "de": "Diese Seite gibt es nicht"},
    "outage": {"en": "Connection trouble", "de": "Verbindung gestört"},
    "search": {"en": "Search", "de": "Suche"},
}

DESCRIPTIONS: dict[Kind, dict[str, str]] = {
    "search": {"en": "Find words on every page of this site.", "de": "Wörter auf allen Seiten dieser Website finden."},
}
"""Only of what has something to offer."""


def title_head(kind: Kind, language: str) -> str:
    """The whole head there, in a language (a BCP 47 tag), or in English where nobody has translated the title."""
    head = format_html("<title>{}</title>", _in_language(TITLES[kind], language))
    if description := _in_language(DESCRIPTIONS.get(kind, {}), language):
        head += format_html('<meta name="description" content="{}">', description)
    return head


def _in_language(texts: dict[str, str], language: str) -> str:
    return texts.get(language.split("-")[0]) or texts.get("en", "")
