"""Drafts, for those whom an editor has given a link."""

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api import openapi
from api.sharing import HEADER, open_link
from api.views.parameters import Parameters


class SharedView(APIView):
    """Shows what a link to a draft leads to. It is posted to, since it notes that the link was opened."""

    http_method_names = ["post", "options"]

    @extend_schema(
        operation_id="open_preview_link",
        summary="Open a link to a draft",
        description="The draft that an editor shares with people who have no account. Such a link leads to `/shared/#` on "
        "the site, and what follows is its key: send that along, never in an address. A key that is wrong and one that has "
        "ended are answered alike.",
        request=None,
        parameters=[
            OpenApiParameter(
                HEADER,
                {"type": "string", "maxLength": 100, "examples": ["kGk0u5v2nXU3-9dq0nAyiV6Q3o8h1fWzqv7LMy2Rj3E"]},
                OpenApiParameter.HEADER,
                required=True,
                description="The key of the link.",
            ),
            openapi.RETRY_AFTER,
        ],
        responses=openapi.post_responses("SharedPage", 400, 404, 429, status=200),
        examples=[
            OpenApiExample(
                "A draft",
                {
                    "page": openapi.examples_of("resolve")[0]["body"]["page"],
                    "is_pinned": False,
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
        response = Response(open_link(request._request))
        response["X-Robots-Tag"] = "noindex"
        return response
