"""Wagtail's bar for editors inside the site, which is no template of Wagtail's: the site's script asks for it.

A page's bytes are the same for everybody. Only a browser in which somebody has been in the admin asks here, see
`cms/static/cms/editor.js`, and whoever isn't logged in is led to the login as at any address of the admin.
"""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import Context
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from wagtail.admin.userbar import ContentCheckerItem, Userbar
from wagtail.models import Page

from api.manners import KEEP_NOTHING


@require_safe
def serve(request: HttpRequest) -> HttpResponse:
    """The bar for the page with the id `page`, as far as this editor has rights there; with `preview`, for a frame beside
    a form, where it has nothing but the checker. Costs a few queries."""
    request.in_preview_panel = "preview" in request.GET  # type: ignore[attr-defined]  # Wagtail looks for it there
    html = Userbar(object=_page(request.GET.get("page", ""))).render_html(Context({"request": request}))
    # Wagtail names the host of its files. The site has the same ones, and its pages load from no other origin.
    response = HttpResponse(re.sub(rf'"(?:https?:)?//[^/"]+({settings.STATIC_URL})', r'"\1', html))
    response["Cache-Control"] = KEEP_NOTHING
    return response


def _page(pk: str) -> Page | None:
    if not pk.isascii() or not pk.isdecimal() or len(pk) > 9:
        return None
    page = Page.objects.filter(pk=pk, depth__gt=1).first()
    return page.specific if page else None


class Checker(ContentCheckerItem):
    """Wagtail's checker, also where the frame that it looks into is of another origin than the admin."""

    def get_axe_spec(self, request: HttpRequest) -> dict[str, Any]:
        spec: dict[str, Any] = super().get_axe_spec(request)
        if not settings.ADMIN_URL:
            return spec
        return {**spec, "allowedOrigins": [settings.SITE_URL if self.in_editor else settings.ADMIN_URL]}


def use_our_checker(request: HttpRequest, items: list[Any], page: Any) -> None:
    items[:] = [Checker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]


def userbar_urls() -> list[URLPattern]:
    return [path("bar/", serve, name="userbar")]
