"""The answer where the API has no endpoint: JSON, like all its answers."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


@extend_schema(exclude=True)
class NoSuchEndpointView(APIView):
    def get(self, request: Request) -> Response:
        raise NotFound("There is no such endpoint. The API document is at /api/v1/schema/.")

    post = put = patch = delete = get
