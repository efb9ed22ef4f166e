"""A site speaks one language or several: each has a tree of pages of its own, below a home page of its own.

The home pages are translations of each other and stand side by side. The site's root page is one of them; its language
is the site's first. Addresses are those that Wagtail gives: pages in `LANGUAGE_CODE` have no prefix, others their
language's code, as in `/de/positions/`.
"""

from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.utils.translation import to_locale


@dataclass(frozen=True)
class Tree:
    """The pages in one language. `path` and `url_path` are those of its home page, as Wagtail stores them."""

    is_first: bool
    locale_id: int
    language: str
    path: str
    url_path: str
    title: str

    @property
    def prefix(self) -> str:
        """What addresses of its pages begin with, such as `/de/`."""
        return "/" if self.language == settings.LANGUAGE_CODE else f"/{self.language}/"

    @property
    def tag(self) -> str:
        return language_tag(self.language)

    def path_of(self, url_path: str) -> str:
        """Where the page with `url_path`, one of this tree, is on the site."""
        return self.prefix + url_path.removeprefix(self.url_path)

    def url_path_at(self, path: str) -> str | None:
        """The `url_path` of a page of this tree that is at `path`; None where no page of this tree can be there."""
        path = f"/{path.strip('/')}/".replace("//", "/")
        return self.url_path + path.removeprefix(self.prefix) if path.startswith(self.prefix) else None


def language_tag(language: str) -> str:
    """The BCP 47 tag of a language as Django writes it, in the case that BCP 47 recommends: `en-GB` for `en-gb`."""
    return to_locale(language).replace("_", "-")


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """The direction that a language, as Django writes it, is written in."""
    return "rtl" if language.split("-")[0] in settings.LANGUAGES_BIDI else "ltr"
