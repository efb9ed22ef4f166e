"""What an editor shares before it is published, for those who have been given a link."""

import io
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from pydantic import ConfigDict, with_config
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from typing_extensions import TypedDict

from api import openapi
from api.foresight import as_on
from api.limits import client_of, count_for_all
from api.sharing import HEADER, SHOWS_NOTHING, link_of, open_link
from api.views.base import MOMENT, ReaderView
from api.views.listing import SPARSE
from api.views.parameters import Parameters

MOST_ANSWERS_AN_HOUR = 1_000
"""As of another date, for one client: each may hold up those who write."""
MOST_ANSWERS_OF_ALL = 10_000
CONNECTION = {"SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_HOST", "wsgi.url_scheme"}
"""What tells where a request arrived."""
KEY = OpenApiParameter(
    HEADER,
    {"type": "string", "maxLength": 100, "examples": ["kGk0u5v2nXU3-9dq0nAyiV6Q3o8h1fWzqv7LMy2Rj3E"]},
    OpenApiParameter.HEADER,
    required=True,
    description="The key of the link.",
)


@with_config(ConfigDict(extra="allow"))
class AnyAnswer(TypedDict):
    """What the address that was asked for gives: its own schema says what that is."""


class Question(serializers.Serializer[Any]):
    """What is asked of the API as of another date."""

    address = serializers.CharField(
        max_length=2_000,
        help_text="Path and query of a `GET` of this API, such as `/api/v1/positions/?limit=5`.",
    )


class SharedView(APIView):
    """Shows what a preview link leads to. It is posted to, since it notes that the link was opened."""

    http_method_names = ["post", "options"]

    @extend_schema(
        operation_id="open_preview_link",
        summary="Open a preview link",
        description="The draft that an editor shares with people who have no account, or the site as it will be on a date: "
        "then ask `shared/answers/` for what it shows. Such a link leads to `/shared/#` on the site, and what follows is its "
        "key: send that along, never in an address. A key that is wrong and one that has ended are answered alike.",
        request=None,
        parameters=[
            KEY,
            openapi.RETRY_AFTER,
        ],
        responses=openapi.post_responses("Shared", 400, 404, 429, status=200),
        examples=[
            OpenApiExample(
                "A draft",
                {
                    "page": openapi.examples_of("resolve")[0]["body"]["page"],
                    "is_pinned": False,
                    "as_on": None,
                    "path": None,
                    "ends_at": "2031-05-08T18:00:00+00:00",
                },
                response_only=True,
                status_codes=["200"],
                media_type="application/json",
            )
        ],
        tags=["pages"],
    )
    def post(self, request: Request) -> Response:
        Parameters(data=request.query_params).is_valid(raise_exception=True)
        return for_nobody_else(Response(open_link(request._request)))


class SharedAnswersView(APIView):
    """Answers as this API will on the date that a preview link is for. It is posted to, so that nothing between here and
    the reader takes what it gives for today's answer."""

    http_method_names = ["post", "options"]

    @extend_schema(
        operation_id="ask_as_on_date",
        summary="Ask as of a preview link’s date",
        description="What a `GET` of that address will be answered on the date of the link, if nothing is done until then: "
        "with what is scheduled, without what will have expired. The answer has the status and the body that it will have "
        "there. A client can ask a thousand times an hour.",
        request=Question,
        parameters=[KEY, openapi.RETRY_AFTER],
        responses={
            **openapi.post_responses("AnyAnswer", 400, 404, 410, 415, 429, status=200),
            **openapi.sparse_response(),
        },
        examples=[
            OpenApiExample("The positions of that day", {"address": "/api/v1/positions/?limit=5"}, request_only=True),
            OpenApiExample(
                "The site",
                openapi.examples_of("get_site")[0]["body"],
                response_only=True,
                status_codes=["200"],
                media_type="application/json",
            ),
            OpenApiExample(
                "Some keys of each position",
                next(entry["body"] for entry in openapi.examples_of("list_positions") if entry["media_type"] == SPARSE),
                response_only=True,
                status_codes=["200"],
                media_type=SPARSE,
            ),
        ],
        tags=["pages"],
    )
    def post(self, request: Request) -> HttpResponse:
        Parameters(data=request.query_params).is_valid(raise_exception=True)
        link = link_of(request._request)
        if link.as_on is None:
            raise NotFound(SHOWS_NOTHING)
        question = Question(data=request.data)
        question.is_valid(raise_exception=True)
        path, _, query = question.validated_data["address"].partition("?")
        endpoint = reading_endpoint(path)
        client = client_of(request._request)
        count_for_all("answers of preview links", client, MOST_ANSWERS_AN_HOUR, MOST_ANSWERS_OF_ALL)
        asked = stranger_asking(request._request, path, query)
        setattr(asked, MOMENT, link.as_on)
        with as_on(link.as_on):
            answer = endpoint.func(asked, *endpoint.args, **endpoint.kwargs).render()
        response = HttpResponse(answer.content, answer["Content-Type"], answer.status_code)
        # Tells an address that leads nowhere from a link that has ended.
        response["X-Preview-Date"] = link.as_on.isoformat()
        return for_nobody_else(response)


def reading_endpoint(path: str) -> ResolverMatch:
    """The endpoint there. Raises ValidationError where none is whose answers depend on what is published."""
    try:
        match = resolve(path)
    except Resolver404:
        match = None
    if match is None or not issubclass(getattr(match.func, "cls", object), ReaderView):
        raise ValidationError({"address": "This API gives no pages at that address."})
    return match


def stranger_asking(request: HttpRequest, path: str, query: str) -> HttpRequest:
    """A request that arrives where `request` did, and says nothing of who makes it."""
    arrival = {name: request.META[name] for name in CONNECTION & request.META.keys()}
    return WSGIRequest(
        {**arrival, "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": io.BytesIO()}
    )


def for_nobody_else(response: Any) -> Any:
    """What a link shows is for who has the link."""
    response["Cache-Control"], response["X-Robots-Tag"] = "no-store", "noindex"
    return response
