"""Errors as RFC 9457 problem documents: what is wrong, in a sentence, and with which parameter."""

from typing import Annotated, Any, NotRequired

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from typing_extensions import TypedDict

from home.shapes import doc

MOST_CHARACTERS = 400
"""Of a detail. Parts of bad input are repeated in it, and an answer must not grow with what is sent."""


class Problem(TypedDict):
    """An RFC 9457 problem document, sent as application/problem+json."""

    type: Annotated[str, doc("Always about:blank: the status says which kind of problem it is.")]
    title: str
    status: int
    detail: Annotated[str, doc("What is wrong, in a sentence.")]
    parameter: NotRequired[Annotated[str, doc("The query parameter that is wrong.")]]


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. None for errors that are ours to mend: they are logged and answered with 500."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    response = Response(problem_of(error), status=error.status_code, content_type="application/problem+json")
    for header, attribute in (("WWW-Authenticate", "auth_header"), ("Retry-After", "wait")):
        if value := getattr(error, attribute, None):
            response[header] = str(value)
    return response


def problem_of(error: exceptions.APIException) -> Problem:
    parameter, detail = first_of(error.detail)
    problem: Problem = {
        "type": "about:blank",
        "title": TITLES.get(error.status_code, str(error.default_detail)),
        "status": error.status_code,
        "detail": detail[:MOST_CHARACTERS],
    }
    if parameter:
        problem["parameter"] = parameter[:100]
    return problem


TITLES = {
    status.HTTP_400_BAD_REQUEST: "Bad request",
    status.HTTP_404_NOT_FOUND: "Not found",
    status.HTTP_405_METHOD_NOT_ALLOWED: "Method not allowed",
    status.HTTP_406_NOT_ACCEPTABLE: "Not acceptable",
}


def first_of(detail: Any) -> tuple[str | None, str]:
    """The parameter and the sentence of the first error in DRF's nested `detail`."""
    if isinstance(detail, dict):
        parameter, nested = next(iter(detail.items()))
        return str(parameter), first_of(nested)[1]
    if isinstance(detail, list):
        return first_of(detail[0]) if detail else (None, "")
    return None, str(detail)
