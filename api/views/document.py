"""The API document, for programs and for people. It changes with the software alone."""

from typing import Any

from django.conf import settings
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from api.dependencies import Dependencies
from api.manners import with_headers
from api.policies import hashes_in, policy


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
        response.render()
        html = response.content.decode()
        answer = with_headers(request._request, response, Dependencies())
        answer["Content-Security-Policy"] = docs_policy(html)
        # The view would let windows of other sites keep a hold of this one, for logins that are not here.
        answer["Cross-Origin-Opener-Policy"] = settings.SECURE_CROSS_ORIGIN_OPENER_POLICY
        return answer


def docs_policy(html: str) -> str:
    """The page's own scripts and styles are allowed by their hashes; of what anybody asks with, nothing stands in them."""
    return policy(
        script_src=" ".join(("'self'", *hashes_in(html, "script"))),
        style_src=" ".join(("'self'", *hashes_in(html, "style"))),
        img_src="'self' data:",
        connect_src="'self'",
        form_action="'none'",
        base_uri="'none'",
        frame_ancestors="'none'",
    )
