"""Errors as RFC 9457 problem documents: what is wrong, in a sentence, and with which parameter."""

import json
from http import HTTPStatus
from typing import Annotated, Any, NotRequired

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from typing_extensions import TypedDict

from home.shapes import doc

MEDIA_TYPE = "application/problem+json"
MOST_CHARACTERS = 400
"""Of a detail. Parts of bad input are repeated in it, and an answer must not grow with what is sent."""


class FieldProblem(TypedDict):
    """What is wrong with one of several parameters or fields."""

    parameter: Annotated[str, doc("The query parameter, or the field of what was sent.")]
    code: Annotated[str, doc("A word for programs, such as `required`, `blank`, `max_length` or `invalid`.")]
    detail: Annotated[str, doc("What is wrong with it, in a sentence.")]


class Problem(TypedDict):
    """An RFC 9457 problem document, sent as application/problem+json."""

    type: Annotated[str, doc("Always about:blank: the status says which kind of problem it is.")]
    title: Annotated[str, doc("The status in words, for people.")]
    status: Annotated[int, doc("The HTTP status.")]
    detail: Annotated[str, doc("What is wrong, in a sentence.")]
    parameter: NotRequired[Annotated[str, doc("The query parameter, or the field of what was sent, that is wrong.")]]
    code: NotRequired[Annotated[str, doc("What is wrong with it, in a word for programs, such as `blank` or `invalid`.")]]
    errors: NotRequired[Annotated[list[FieldProblem], doc("All that is wrong, where there is more than one thing.")]]


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. None for errors that are ours to mend: they are logged and answered with 500."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, SuspiciousOperation):
        # Such as more parameters than Django reads.
        error = exceptions.ParseError()
    if not isinstance(error, exceptions.APIException):
        return None
    response = Response(problem_of(error), status=error.status_code, content_type=MEDIA_TYPE)
    for header, attribute in (("WWW-Authenticate", "auth_header"), ("Retry-After", "wait")):
        if value := getattr(error, attribute, None):
            response[header] = str(value)
    return response


def problem_of(error: exceptions.APIException) -> Problem:
    parameter, detail = first_of(error.detail)
    problem = problem_with(error.status_code, detail)
    if parameter:
        problem["parameter"] = parameter[:100]
        problem["code"] = code_of(error.detail)
    if isinstance(error.detail, dict) and len(error.detail) > 1:
        problem["errors"] = field_problems(error.detail)
    return problem


def field_problems(detail: dict[str, Any]) -> list[FieldProblem]:
    """The first error of each parameter or field, of four at the most."""
    return [
        {
            "parameter": name[:100],
            "code": code_of(errors),
            "detail": first_of(errors)[1][:MOST_CHARACTERS],
        }
        for name, errors in list(detail.items())[:4]
    ]


def problem_with(status: int, detail: str) -> Problem:
    return {
        "type": "about:blank",
        "title": title_of(status),
        "status": status,
        "detail": detail[:MOST_CHARACTERS],
    }


def title_of(status: int) -> str:
    """What RFC 9110 calls the status."""
    return TITLES.get(status) or HTTPStatus(status).phrase.capitalize()


def problem_json(status: int) -> bytes:
    """The problem document of an error about which no more is known than its status."""
    return json.dumps(problem_with(status, SENTENCES.get(status, "This can't be answered."))).encode()


TITLES: dict[int, str] = {
    HTTPStatus.REQUEST_URI_TOO_LONG: "URI too long",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Content too large",
}
"""Where Python 3.11 has an older phrase."""

SENTENCES: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "The request can't be understood.",
    HTTPStatus.PRECONDITION_FAILED: "What is here is not what the request was made for.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The address is too long.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong on the server.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database can't be asked just now.",
}


def code_of(detail: Any) -> str:
    """The code of the first error in DRF's nested `detail`."""
    while isinstance(detail, (dict, list)) and detail:
        detail = next(iter(detail.values())) if isinstance(detail, dict) else detail[0]
    return str(getattr(detail, "code", "invalid"))


def first_of(detail: Any) -> tuple[str | None, str]:
    """The parameter and the sentence of the first error in DRF's nested `detail`."""
    if isinstance(detail, dict):
        parameter, nested = next(iter(detail.items()))
        is_about_all = parameter == api_settings.NON_FIELD_ERRORS_KEY
        return None if is_about_all else str(parameter), first_of(nested)[1]
    if isinstance(detail, list):
        return first_of(detail[0]) if detail else (None, "")
    return None, str(detail)
