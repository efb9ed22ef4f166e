"""The page shell: what a browser gets for any address of the site.

The built frontend leaves a file with gaps. Django fills in the page's head, its HTML as the renderer draws it, and the
JSON that the frontend would ask for first, the same JSON as the API's: a page is read without JavaScript and shown without
a second request, and programs that read heads find one.
"""

import errno
import sys
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.defaults import server_error
from rest_framework.exceptions import NotFound

from api.dependencies import Dependencies
from api.limits import TooOften
from api.manners import KEEP_NOTHING, with_headers
from api.problems import problem_of, problem_with
from api.rates import admit
from api.representation.reading import DatabaseReader
from api.representation.site import represent_navigation, represent_site
from api.resolving import resolve
from api.views.base import reader_of
from cms.accent import accent_link
from cms.drawing import State, draw
from cms.filling import built_at, fill, head_of, json_of
from cms.renderer.renderer import rendered_body
from cms.saving import may_have_saved
from cms.titles import Kind, title_head

RETRY_SECONDS = 10
"""After so long, a database that was away may be back."""

READERS_ADDRESSES = ("search_page", "shared_page", "wagtail_serve")
"""Names of addresses at which this module answers, whatever its answer."""


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page at `path` in the shell, the editor's redirect from there, or the shell of a page that does not exist."""
    return _answer(request)


@csrf_exempt  # nothing is posted here, and whoever tries is told so
@require_safe
def serve_route(request: HttpRequest, kind: Kind) -> HttpResponse:
    """A part of the site that no editor has made, such as the search. The renderer finds out which answers it needs."""
    reader = reader_of(request)
    reader.visibility.tree = reader.visibility.tree_at(request.path)
    language, organisation = reader.visibility.tree.tag, reader.organisation
    head = title_head(kind, language, organisation.tagline or organisation.name)
    return _finished(request, reader, {}, head, language)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for addresses that no page can have, such as `/old.html`; an editor's redirect may start there."""
    return _answer(request)


def _answer(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    resolution = resolve(request.get_full_path_info(), reader)
    language = reader.visibility.tree.tag
    if resolution is None:
        try:
            admit("missing", request)
        except TooOften as error:
            return too_often(error)
        nothing = resolution_at(request.path, 404, problem_of(NotFound("Nothing is at this path.")))
        return _finished(request, reader, nothing, title_head("missing", language), language, status=404)
    found = resolution_at(request.path, 200, resolution)
    if resolution["kind"] == "gone":
        return _finished(request, reader, found, title_head("missing", language), language, status=410)
    if resolution["kind"] == "redirect":
        kind = HttpResponsePermanentRedirect if resolution["is_permanent"] else HttpResponseRedirect
        return with_headers(request, kind(resolution["location"]), reader.dependencies)
    page = resolution["page"]
    if page["meta"]["path"] != request.path:
        return with_headers(request, HttpResponsePermanentRedirect(page["meta"]["path"]), reader.dependencies)
    return _finished(request, reader, found, head_of(page, reader), page["meta"]["locale"])


def too_often(error: TooOften) -> HttpResponse:
    """Costs next to nothing: whoever tries one address after another gets no page for each."""
    headers = {"Retry-After": str(error.wait), "Cache-Control": KEEP_NOTHING}
    return HttpResponse(str(error.detail), content_type="text/plain; charset=utf-8", status=429, headers=headers)


def page_once(request: HttpRequest, reader: DatabaseReader, page: Any, status: int) -> HttpResponse:
    """`page`, which is the JSON of one, in the shell: for this one answer, and remembered by nobody."""
    found = resolution_at(request.path, 200, {"kind": "page", "page": page})
    body, text = draw(request, {**found, **frame_of(reader)}, reader.dependencies, is_kept=False)
    head = head_of(page, reader) + accent_link(reader)
    response = HttpResponse(fill(head, page["meta"]["locale"], body, text), status=status)
    response["Cache-Control"] = KEEP_NOTHING
    return response


def _finished(
    request: HttpRequest, reader: DatabaseReader, own: State, head: str, language: str, status: int = 200
) -> HttpResponse:
    """The shell with the answers of the page's `own`, and those that every page of the language needs."""
    state = {**own, **frame_of(reader)}
    reader.dependencies.add("frontend")
    # Nobody asks for a missing page twice, and whoever tries many of them would push the others out of memory.
    body, text = draw(request, state, reader.dependencies, is_kept=status == 200)
    html = fill(head + accent_link(reader), language, body, text)
    if reader.dependencies.changed_at and built_at() > reader.dependencies.changed_at.timestamp():
        # The page as a whole is as new as the build that it is filled into.
        reader.dependencies.changed_at = None
    return with_headers(request, HttpResponse(html, status=status), reader.dependencies)


def frame_of(reader: DatabaseReader) -> State:
    """The answers that every page of the reader's language needs. They cost no query where they are known."""
    facts, name = reader.visibility.facts, ("frame", reader.visibility.tree.path)
    if name not in facts:
        noted, reader.dependencies = reader.dependencies, Dependencies(changed_at=reader.dependencies.changed_at)
        facts[name] = (_frame(reader), reader.dependencies)
        reader.dependencies = noted
    state, dependencies = facts[name]
    reader.dependencies.include(dependencies)
    known: State = state
    return known


def _frame(reader: DatabaseReader) -> State:
    tree = reader.visibility.tree
    language = "" if tree.is_first else f"?locale={tree.tag}"
    state = {
        reverse("site") + language: {"status": 200, "body": represent_site(reader)},
        reverse("navigation") + language: {"status": 200, "body": represent_navigation(reader)},
    }
    if tree.is_first:
        return state
    # Only the site tells which languages there are.
    first = DatabaseReader(reader.visibility.in_first_language(), reader.dependencies)
    return {reverse("site"): {"status": 200, "body": represent_site(first)}, **state}


def resolution_at(path: str, status: int, body: Any) -> State:
    """What the API answers to the question what is at `path`."""
    return {_resolution_address(path): {"status": status, "body": body}}


def _resolution_address(path: str) -> str:
    return f"{reverse('resolve')}?path={quote(path, safe='')}"


def outage(request: HttpRequest) -> HttpResponse:
    """Django's handler for our own defects, and for a database or a disk that can't be used just now: readers are told in the
    site's words, editors on a page that says what has become of their work, programs with a status.

    Asks the database nothing: it may be what is broken.
    """
    error = sys.exc_info()[1]
    is_unwritable = can_not_write(error)
    is_away = is_unwritable or isinstance(error, (OperationalError, InterfaceError))
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_away else HTTPStatus.INTERNAL_SERVER_ERROR
    match = request.resolver_match
    if match and match.url_name in READERS_ADDRESSES:
        response = HttpResponse(_page_of_outage(request, status), status=status)
        response["Cache-Control"] = KEEP_NOTHING
    elif is_away and match and match.route.startswith("admin/"):
        template = "cms/unwritable.html" if is_unwritable else "cms/away.html"
        page = render_to_string(template, {"may_be_saved": may_have_saved()})
        response = HttpResponse(page, status=status)
    else:
        response = server_error(request)
        response.status_code = status
    if is_away:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def can_not_write(error: BaseException | None) -> bool:
    """Whether it comes of a disk that is full, or that nothing can be written to."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    name = getattr(error.__cause__, "sqlite_errorname", "") if isinstance(error, OperationalError) else ""
    return name.startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR_WRITE"))


def _page_of_outage(request: HttpRequest, status: int) -> str:
    problem = {"status": status, "body": problem_with(status, "The page could not be made.")}
    state = dict.fromkeys((_resolution_address(request.path), reverse("site"), reverse("navigation")), problem)
    text = json_of(state)
    body = rendered_body(request.get_full_path(), text, is_kept=False)
    return fill(title_head("outage", "en"), "en", body if isinstance(body, str) else "", text)
