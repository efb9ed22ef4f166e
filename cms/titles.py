"""Titles of what the site shows where no page stands: for programs, and until the frontend takes over."""

from typing import Literal

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

Kind = Literal["missing", "outage"]

TITLES: dict[Kind, dict[str, str]] = {
    "missing": {"en": "No such page", "de": "Diese Seite gibt es nicht"},
    "outage": {"en": "Connection trouble", "de": "Verbindung gestört"},
}


def title_head(kind: Kind, language: str) -> str:
    """The whole head there, in a language (a BCP 47 tag), or in English where nobody has translated the title."""
    titles = TITLES[kind]
    title = titles.get(language.split("-")[0], titles["en"])
    return mark_safe(f"<title>{conditional_escape(title)}</title>")
