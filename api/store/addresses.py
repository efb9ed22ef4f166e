"""Which questions the store knows, and which of them are the same one.

Whatever isn't known here goes to Django as it came, and its answer is not kept.
"""

from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, resolve

from api.store.memory import Key, Share

READS = ("GET", "HEAD")

WISHES = frozenset({"HTTP_CACHE_CONTROL", "HTTP_PRAGMA"})
"""From somebody who wants it fresh."""

FOR_DJANGO = WISHES | frozenset(
    {
        # From somebody in particular.
        "HTTP_AUTHORIZATION",
        "HTTP_COOKIE",
        "HTTP_ORIGIN",
        "HTTP_PROXY_AUTHORIZATION",
        "HTTP_X_PREVIEW_LINK",
        # Not answered with the whole.
        "HTTP_EXPECT",
        "HTTP_IF_MATCH",
        "HTTP_IF_RANGE",
        "HTTP_IF_UNMODIFIED_SINCE",
        "HTTP_RANGE",
        "HTTP_TRANSFER_ENCODING",
        "HTTP_UPGRADE",
    }
)
"""Requests with any of these are Django's."""

ANY_FORM = "*/*"
JSON = "application/json"

FILTERS = frozenset({"kind", "tag", "position", "month", "cursor", "q", "parts"})
"""What the site's own pages understand of a query (`frontend/src/lib/selection.ts`, `inquiry.ts`)."""

PLACES = frozenset({"path", "locale"})
"""Parameters that name one of the site's pages, and not a choice among them."""

SITES_PAGES = ("wagtail_serve", "search_page", "shared_page")
FEEDS = ("feed", "kind_feed", "tag_feed", "calendar", "event", "sitemap", "robots", "security")
"""Names of addresses whose answers anybody gets, beside the endpoints of the API."""

LONGEST = 2000
"""Of path and query together, in characters: nobody writes a link like that."""


class Question(NamedTuple):
    """An address that the store may keep the answer of."""

    key: Key
    share: Share

    @property
    def is_picture(self) -> bool:
        """Whether it is kept only where it is found: a size that is drawn, or whose file is put back, may be no news."""
        return self.share == "pictures"


def key_of(environ: dict[str, Any], query: str) -> Key:
    """What tells a question from all others. The parts stay apart: any of them may contain whatever joins them."""
    return (environ["PATH_INFO"], query, environ["HTTP_HOST"], environ["SERVER_PORT"], environ["wsgi.url_scheme"])


def is_plain(environ: dict[str, Any]) -> bool:
    """Whether nothing about a request but its address can have an effect on the answer."""
    if environ["REQUEST_METHOD"] not in READS or not FOR_DJANGO.isdisjoint(environ) or "HTTP_HOST" not in environ:
        return False
    accepted = environ.get("HTTP_ACCEPT", ANY_FORM)
    # REST framework takes `indent` for a wish, and refuses those who can't read JSON.
    return (ANY_FORM in accepted or JSON in accepted) and "indent" not in accepted.lower()


def without_wishes(environ: dict[str, Any]) -> dict[str, Any]:
    """The request of somebody who takes what there is."""
    return {name: value for name, value in environ.items() if name not in WISHES}


def question_of(environ: dict[str, Any]) -> Question | None:
    """The question of a plain request, in the one form that all who ask it share; None for what isn't the store's."""
    path, query, host = environ["PATH_INFO"], environ.get("QUERY_STRING", ""), environ["HTTP_HOST"]
    if host != host.lower() or environ.get("SCRIPT_NAME") or environ.get("CONTENT_LENGTH") not in (None, "", "0"):
        return None
    if len(path) + len(query) > LONGEST:
        return None
    if path.startswith(settings.MEDIA_URL):
        return None if query else Question(key_of(environ, ""), "pictures")
    known = known_parameters(path)
    if known is None:
        return None
    if not query:
        return Question(key_of(environ, ""), "pages")
    given = QueryDict(query)
    if any(name not in known or len(values) > 1 or not values[0] for name, values in given.lists()):
        return None
    # The site's own pages are drawn by a program that may repeat their address as it is.
    in_order = query if known is FILTERS else urlencode(sorted(given.items()))
    return Question(key_of(environ, in_order), "pages" if given.keys() <= PLACES else "asked")


def known_parameters(path: str) -> frozenset[str] | None:
    """What an address with that path understands of a query; None where its answers are not kept."""
    try:
        match = resolve(path)
    except Resolver404:
        # Nothing, or an editor's redirect.
        return None if is_file(path) else frozenset()
    view = getattr(match.func, "cls", None)
    if view is not None and hasattr(view, "parameters_class"):
        asked = view()
        asked.action = getattr(match.func, "actions", {}).get("get")
        return frozenset(asked.parameters_class().fields)
    if match.url_name in SITES_PAGES:
        return FILTERS
    return frozenset({"p"} if match.url_name == "sitemap" else ()) if match.url_name in FEEDS else None


def is_file(path: str) -> bool:
    """Whether a file of the site is at `path`, which is sent with manners of its own."""
    if path.startswith(settings.STATIC_URL) or "\x00" in path:
        return True
    try:
        return (Path(settings.WHITENOISE_ROOT) / path.lstrip("/")).exists()
    except OSError:
        return True
