"""The API's answer to an address, for whoever needs in this process what a reader's browser would get."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, QueryDict
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from typing_extensions import TypedDict

from api.dependencies import Dependencies
from api.limits import ARRIVED_FROM, client_of
from api.views.base import ReaderView

HOST = ("HTTP_HOST", "HTTP_X_FORWARDED_HOST", "SERVER_NAME", "SERVER_PORT")


class Answer(TypedDict):
    status: int
    body: Any


def answer(address: str, request: HttpRequest, dependencies: Dependencies) -> Answer | None:
    """What anybody gets who asks the host of `request` for `address`, a path and query of the API.

    What the answer was made of is added to `dependencies`. None where the address isn't one of the API's endpoints.
    """
    path, _, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if not issubclass(getattr(match.func, "cls", object), ReaderView):
        return None
    response = match.func(_question(path, query, request), *match.args, **match.kwargs)
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    dependencies.include(getattr(response, "dependencies", Dependencies()))
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        # Told to one reader, and not for others.
        dependencies.is_whole = False
        dependencies.changes_at(timezone.now())
    return {"status": response.status_code, "body": json.loads(response.content)}


def _question(path: str, query: str, request: HttpRequest) -> HttpRequest:
    """A request of nobody in particular: no cookie or header of `request` goes along. Its address does, for the limits."""
    question = HttpRequest()
    question.method = "GET"
    question.path = question.path_info = path
    question.META = {name: request.META[name] for name in HOST if name in request.META} | {"QUERY_STRING": query}
    question.META[ARRIVED_FROM] = client_of(request)
    question.GET = QueryDict(query)
    return question
