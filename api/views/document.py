"""The API document, for programs and for people. It changes with the software alone."""

from typing import Any

from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from api.dependencies import Dependencies
from api.manners import with_headers


class SchemaView(SpectacularJSONAPIView):
    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        return with_headers(request._request, response, Dependencies()) if response.status_code == 200 else response


class DocsView(SpectacularSwaggerView):
    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        if response.status_code != 200 or request.method == "OPTIONS":
            # There is a template for the page, and none for a refusal.
            request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code != 200:
            return response
        # There is nothing here that a token would guard, and one would make the page another one for each reader.
        response.data["csrf_token"] = ""
        return with_headers(request._request, response, Dependencies())
