"""The form for messages where there is no JavaScript: posted to the contact page, and answered with that page.

It needs no cookie and has no token against forged requests (CSRF): nobody's login plays a part in it, so another site that
posts a form here can do no more than its visitors could do themselves. What it takes instead is a token that this
server gives with the answer to a first post and accepts once; other sites can't read that answer. The first look is
the group's gain as well: the page itself stays the same for everybody, and can be kept by caches.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import serializers
from rest_framework.exceptions import APIException, ValidationError

from api.contact.forms import FormOutcome
from api.contact.letters import MOST_AN_HOUR_WITHOUT_SCRIPTS, MOST_BYTES, Letter, take_in
from api.contact.proofs import new_token, spend_token
from api.limits import client_of
from api.problems import code_of, field_problems, first_of
from api.resolving import resolve
from api.views.base import reader_of
from cms import shell

FORM = "application/x-www-form-urlencoded"
TYPED = ("name", "email", "message")


class TokenLetter(Letter):
    """A message from a form without scripts. The token is missing at first."""

    token = serializers.CharField(required=False, allow_blank=True, max_length=500)


@csrf_exempt
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """What is at `path`; or what became of the form, if one is posted to a contact page."""
    if request.method == "POST":
        reader = reader_of(request)
        resolution = resolve(request.path, reader)
        page: Any = resolution["page"] if resolution and resolution["kind"] == "page" else None
        if page and page["type"] == "contact" and page["meta"]["path"] == request.path:
            return _answer(request, reader, page)
    return shell.serve(request, path)


def _answer(request: HttpRequest, reader: Any, page: Any) -> HttpResponse:
    """The page with the outcome of the form: 200 where it was taken or has to be sent again, else 400, 413, 415 or 429."""
    if request.content_type != FORM:
        return HttpResponse("This form is sent URL-encoded.", status=415, content_type="text/plain")
    if len(request.body) > MOST_BYTES:
        return HttpResponse(f"A message takes at most {MOST_BYTES} bytes.", status=413, content_type="text/plain")
    status = 200
    try:
        outcome = _outcome(request, reader.visibility.site)
    except APIException as error:
        outcome = refusal(error, request)
        status = error.status_code
    page["form"]["outcome"] = outcome
    response = shell.page_once(request, reader, page, status)
    if outcome["wait"]:
        response["Retry-After"] = str(outcome["wait"])
    return response


def _outcome(request: HttpRequest, site: Any) -> FormOutcome:
    """Takes the message, if it is the second time that it is sent. Raises what it is refused with."""
    letter = TokenLetter(data=request.POST.dict())
    letter.is_valid(raise_exception=True)
    fields = letter.validated_data
    token = fields.get("token", "")
    if not token:
        detail = "Nothing has been sent yet. Please look your message over, and send it."
        return {
            "kind": "to_check",
            "code": "",
            "detail": detail,
            "wait": 0,
            "errors": [],
            "fields": typed(request),
            "token": new_token(),
        }
    take_in(site, fields, client_of(request), MOST_AN_HOUR_WITHOUT_SCRIPTS, lambda: spend_token(token))
    return {
        "kind": "received",
        "code": "",
        "detail": f"Your message has arrived. It is deleted after {settings.MESSAGES_KEPT_DAYS} days.",
        "wait": 0,
        "errors": [],
        "fields": {"name": "", "email": "", "message": ""},
        "token": "",
    }


def refusal(error: APIException, request: HttpRequest) -> FormOutcome:
    """The outcome for a message that was refused: with what was typed, and with a token that will do next time."""
    errors = field_problems(error.detail) if isinstance(error.detail, dict) else []
    about_token = isinstance(error, ValidationError) and [problem["parameter"] for problem in errors] == ["token"]
    token = "" if about_token else request.POST.get("token", "")
    as_a_whole = about_token or not errors
    return {
        "kind": "refused",
        "code": code_of(error.detail) if as_a_whole else "",
        "detail": first_of(error.detail)[1] if as_a_whole else "Something has to be put right first.",
        "wait": getattr(error, "wait", 0),
        "errors": [] if about_token else errors,
        "fields": typed(request),
        "token": token or new_token(),
    }


def typed(request: HttpRequest) -> Any:
    return {name: request.POST.get(name, "") for name in TYPED}
