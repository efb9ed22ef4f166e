"""The answer where the API has no endpoint: JSON, like all its answers."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView


@extend_schema(exclude=True)
class NoSuchEndpointView(APIView):
    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuses before the method is looked at: there is nothing here for any of them."""
        raise NotFound("There is no such endpoint. The API document is at /api/v1/schema/.")
