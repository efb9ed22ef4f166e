"""The manners of every answer, decided here: who may keep it and how it is checked, and how a refusal looks.

| answer | Cache-Control | and |
|---|---|---|
| what readers see, and where it has moved to | `public, no-cache` | `Cache-Tag`; the content also `ETag`, `Last-Modified` |
| a colour, which its address holds | `public, max-age=31536000, immutable` | |
| a picture, whose address changes with it | `private, max-age=31536000, immutable` | |
| an error, a refusal, what is made for one person | `no-store` | |

`no-cache` lets everybody keep an answer and asks them to check it each time: what was taken back must not be read from
a cache. An error is not even kept: the page that is missing now may be published the next second, and nobody can drop
it from a reader's browser then. Pictures are kept by browsers alone, since they can be made private; and by our own store,
which is told.

Where a cache stands in front of the site that is told what it has to forget, that one may keep what readers see without
asking: see `api.edge.headers`.

Outside of the admin no answer sets a cookie or depends on one. Answers are in one form, so only what may be done to
them on the way varies: they may be compressed, and may carry the origin that is allowed to read them.
"""

import datetime
from collections.abc import Callable
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from corsheaders.middleware import ACCESS_CONTROL_ALLOW_METHODS, CorsMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from api.dependencies import NOTE, Dependencies
from api.edge.headers import IN_FRONT, keep_to_ourselves, let_caches_keep
from api.edge.tags import tags_of
from api.problems import MEDIA_TYPE, problem_json

ASK_EACH_TIME = "public, no-cache"
KEEP_FOR_GOOD = "public, max-age=31536000, immutable"
KEEP_PICTURE = "private, max-age=31536000, immutable"
KEEP_NOTHING = "no-store"

LONGEST_ADDRESS = 8000
"""In characters, with the query. RFC 9110 recommends to understand that many."""
WITH_SESSION = ("/admin/", "/documents/")
"""Where an editor's login counts."""


def with_headers(request: HttpRequest, response: Any, dependencies: Dependencies) -> Any:
    """`response`, made of what `dependencies` name, with what caches need; or 304 where the client has it already.

    What is here is the same for everybody who asks the same question, a refusal too: the response store may keep it.
    """
    request.META[NOTE] = dependencies
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if response.status_code >= 400:
        return response
    response["Cache-Control"] = ASK_EACH_TIME
    tags = tags_of(dependencies)
    if tags:
        response["Cache-Tag"] = ",".join(tags)
    let_caches_keep(request, response, dependencies, tags)
    if response.status_code != 200:
        return response
    response["ETag"] = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    if dependencies.changed_at:
        response["Last-Modified"] = http_date(dependencies.changed_at.timestamp())
    answer: Any = get_conditional_response(request, response["ETag"], comparable(request, dependencies.changed_at), response)
    if answer.status_code == HTTPStatus.NOT_MODIFIED:
        for name in (*IN_FRONT, "Cache-Tag"):
            if name in response:
                answer[name] = response[name]
    return answer


def comparable(request: HttpRequest, changed_at: datetime.datetime | None) -> int | None:
    """`changed_at` in seconds for Django to compare, unless the client asks about another date.

    Django says 304 to all dates that are not earlier. But a client may send any date, such as that of its answer, and
    a change that took long to commit is dated before that: only the same date is known to mean the same content.
    """
    seconds = int(changed_at.timestamp()) if changed_at else None
    asked = request.headers.get("If-Modified-Since")
    return seconds if asked is None or parse_http_date_safe(asked) == seconds else None


class Manners:
    """The outermost middleware: sees every answer last."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            response: HttpResponseBase = HttpResponse(status=HTTPStatus.REQUEST_URI_TOO_LONG)
        else:
            response = self.get_response(request)
        if not request.path.startswith(WITH_SESSION):
            leave_out_cookies(response)
        if request.method == "OPTIONS" and response.status_code in (200, 405) and response.has_header("Allow"):
            tell_methods(response)
        elif response.status_code >= 400 and request.path.startswith("/api/"):
            tell_problem(response)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = KEEP_NOTHING
        keep_to_ourselves(response)
        patch_vary_headers(response, ["Accept-Encoding"])
        if response.status_code in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
            # RFC 9110, 8.6: it would tell the length of the content that isn't sent.
            del response["Content-Length"]
        return response


def tell_methods(response: Any) -> None:
    """Makes an answer to OPTIONS of one that says in `Allow` what is possible, and perhaps refused it."""
    methods = [method.strip() for method in response["Allow"].split(",")]
    response["Allow"] = ", ".join(dict.fromkeys([*methods, "OPTIONS"]))
    response.status_code = HTTPStatus.NO_CONTENT
    _replace_content(response, b"", None)


def tell_problem(response: Any) -> None:
    """Makes a problem document of an error that was not told as one, since it came from Django and not from the API."""
    if response.headers.get("Content-Type") != MEDIA_TYPE:
        _replace_content(response, problem_json(response.status_code), MEDIA_TYPE)


def _replace_content(response: Any, content: bytes, media_type: str | None) -> None:
    response.content = content
    response["Content-Length"] = str(len(content))
    if media_type:
        response["Content-Type"] = media_type
    else:
        del response["Content-Type"]


def leave_out_cookies(response: HttpResponseBase) -> None:
    """Whatever a session or a stray cookie has done to the answer on its way out."""
    response.cookies.clear()
    varies = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    if kept := [name for name in varies if name and name.lower() != "cookie"]:
        response["Vary"] = ", ".join(kept)
    else:
        del response["Vary"]


class Cors(CorsMiddleware):
    """Lets pages of the origins in `CORS_ORIGINS` read the API and the feeds, never with credentials."""

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        super().add_response_headers(request, response)
        if response.has_header(ACCESS_CONTROL_ALLOW_METHODS):
            # A group's other site can have a form too: it takes a message from anybody, and no login plays a part in it.
            takes_messages = request.path == reverse("contact")
            response[ACCESS_CONTROL_ALLOW_METHODS] = "POST, OPTIONS" if takes_messages else "GET, HEAD, OPTIONS"
        return response
