"""The page shell: what a browser gets for any address of the site.

The built frontend leaves a file with gaps. Django fills in the page's head, its HTML as the renderer draws it, and the
JSON that the frontend would ask for first, the same JSON as the API's: a page is read without JavaScript and shown without
a second request, and programs that read heads find one.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from rest_framework.exceptions import NotFound

from api.manners import KEEP_NOTHING, with_headers
from api.problems import problem_of
from api.representation.pages import represent_page
from api.representation.reading import DatabaseReader, reader_for
from api.representation.site import represent_navigation, represent_site
from api.resolving import resolve
from api.trees import direction_of
from api.views.base import reader_of, site_of
from cms.accent import accent_link
from cms.renderer.renderer import rendered_body
from home.models import BasePage

HEAD, BODY, STATE = "<!--shell:head-->", "<!--shell:body-->", "<!--shell:state-->"
LANGUAGE, DIRECTION = "shell:lang", "shell:dir"


@csrf_exempt  # nothing is posted here, and whoever tries is told so
@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page at `path` in the shell, the editor's redirect from there, or the shell of a page that does not exist."""
    return _answer(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for addresses that no page can have, such as `/old.html`; an editor's redirect may start there."""
    return _answer(request)


def _answer(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    resolution = resolve(request.get_full_path_info(), reader)
    if resolution is None:
        problem = {"status": 404, "body": problem_of(NotFound("Nothing is at this path."))}
        return _finished(request, reader, problem, "<title>Not found</title>", reader.visibility.tree.tag, status=404)
    found = {"status": 200, "body": resolution}
    if resolution["kind"] == "gone":
        return _finished(request, reader, found, "<title>Gone</title>", reader.visibility.tree.tag, status=410)
    if resolution["kind"] == "redirect":
        kind = HttpResponsePermanentRedirect if resolution["is_permanent"] else HttpResponseRedirect
        return with_headers(request, kind(resolution["location"]), reader.dependencies)
    page = resolution["page"]
    if page["meta"]["path"] != request.path:
        return with_headers(request, HttpResponsePermanentRedirect(page["meta"]["path"]), reader.dependencies)
    return _finished(request, reader, found, _head(page), page["meta"]["locale"])


def render_preview(page: BasePage, request: HttpRequest) -> HttpResponse:
    """`page` in the shell, as it is: unsaved, and without asking whether readers may see it."""
    reader = reader_for(site_of(request))
    represented = represent_page(page, reader)
    found = {"status": 200, "body": {"kind": "page", "page": represented}}
    state = _json(_state(reader, represented["meta"]["path"], found))
    head = _head(represented, preview=True) + accent_link(reader)
    # Without HTML of the renderer's: an editor has JavaScript, and a draft stays in this process.
    response = HttpResponse(_filled(state, head, represented["meta"]["locale"], body=""))
    response["Cache-Control"] = KEEP_NOTHING
    return response


def _finished(
    request: HttpRequest,
    reader: DatabaseReader,
    resolution: dict[str, Any],
    head: str,
    language: str,
    status: int = 200,
) -> HttpResponse:
    state = _json(_state(reader, request.path, resolution))
    # Nobody asks for a missing page twice, and whoever tries many of them would push the others out of memory.
    body = rendered_body(request.get_full_path(), state, is_kept=status == 200)
    html = _filled(state, head + accent_link(reader), language, body)
    if reader.dependencies.changed_at and _shell_path().stat().st_mtime > reader.dependencies.changed_at.timestamp():
        # The page as a whole is as new as the build that it is filled into.
        reader.dependencies.changed_at = None
    return with_headers(request, HttpResponse(html, status=status), reader.dependencies)


def _state(reader: DatabaseReader, path: str, resolution: dict[str, Any]) -> dict[str, Any]:
    """What the frontend will ask the API for at `path`: the answers by their addresses, as the client writes them."""
    tree = reader.visibility.tree
    state = {f"{reverse('resolve')}?path={quote(path, safe='')}": resolution}
    if not tree.is_first:
        # Only the site tells which languages there are.
        first = DatabaseReader(reader.visibility.in_first_language(), reader.dependencies)
        state[reverse("site")] = {"status": 200, "body": represent_site(first)}
    language = "" if tree.is_first else f"?locale={tree.tag}"
    return {
        **state,
        reverse("site") + language: {"status": 200, "body": represent_site(reader)},
        reverse("navigation") + language: {"status": 200, "body": represent_navigation(reader)},
    }


def _head(page: Any, preview: bool = False) -> str:
    seo = page["meta"]["seo"]
    json_ld = [mark_safe(_script_safe(json.dumps(item))) for item in seo["json_ld"]]
    return render_to_string("cms/head.html", {"seo": seo, "json_ld": json_ld, "preview": preview})


def _json(state: dict[str, Any]) -> str:
    return _script_safe(json.dumps(state))


def _filled(state: str, head: str, language: str, body: str) -> str:
    script = f'<script type="application/json" id="state">{state}</script>'
    path = _shell_path()
    shell = _shell(path, path.stat().st_mtime_ns)
    written = shell.replace(LANGUAGE, conditional_escape(language)).replace(DIRECTION, direction_of(language))
    # The body comes last: its texts may look like a gap.
    return written.replace(HEAD, head).replace(STATE, script).replace(BODY, body)


def _shell_path() -> Path:
    path: Path = settings.FRONTEND_BUILD / "shell.html"
    return path


@lru_cache(maxsize=1)
def _shell(path: Path, changed: int) -> str:
    return path.read_text()


def _script_safe(text: str) -> str:
    """JSON that cannot end the script element that it stands in."""
    return text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
