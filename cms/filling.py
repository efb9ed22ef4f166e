"""Fills the gaps in the built shell: head, language, HTML and state of one page."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from api.feeds.links import feed_links
from api.policies import hashes_in
from api.representation.reading import DatabaseReader
from api.trees import direction_of

HEAD, BODY, STATE = "<!--shell:head-->", "<!--shell:body-->", "<!--shell:state-->"
LANGUAGE, DIRECTION = "shell:lang", "shell:dir"


def fill(head: str, language: str, body: str, state: str) -> str:
    """The shell as a browser gets it.

    language: a BCP 47 tag. head, body: HTML. state: what `json_of` gives.
    """
    path = _path()
    shell = _shell(path, path.stat().st_mtime_ns)
    script = f'<script type="application/json" id="state">{state}</script>'
    written = shell.replace(LANGUAGE, conditional_escape(language)).replace(DIRECTION, direction_of(language))
    # The body comes last: its texts may look like a gap.
    return written.replace(HEAD, head).replace(STATE, script).replace(BODY, body)


def script_hashes() -> tuple[str, ...]:
    """The hashes of the scripts that stand in the shell itself, as a content security policy names them."""
    path = _path()
    return _hashes(path, path.stat().st_mtime_ns)


def built_at() -> float:
    """When the shell was built, in seconds since 1970."""
    return _path().stat().st_mtime


def _path() -> Path:
    path: Path = settings.FRONTEND_BUILD / "shell.html"
    return path


@lru_cache(maxsize=1)
def _shell(path: Path, changed: int) -> str:
    return path.read_text()


@lru_cache(maxsize=1)
def _hashes(path: Path, changed: int) -> tuple[str, ...]:
    return hashes_in(_shell(path, changed), "script")


def head_of(page: Any, reader: DatabaseReader, preview: bool = False) -> str:
    """The head of a page as the API represents it for `reader`."""
    visibility, seo, alternates = reader.visibility, page["meta"]["seo"], page["meta"]["alternates"]
    context = {
        "seo": seo,
        "json_ld": [mark_safe(json_of(item)) for item in seo["json_ld"]],
        "preview": preview,
        # A page in one language has no others to be told of.
        "alternates": alternates if len(alternates) > 1 else [],
        "first_language": visibility.trees[0].tag if visibility.trees else "",
        "feeds": feed_links(page, reader.site_name, visibility.tree),
    }
    return render_to_string("cms/head.html", context)


def json_of(value: Any) -> str:
    """JSON that cannot end the script element that it stands in."""
    text = json.dumps(value)
    return text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
