"""Shows an editor a page that may be unsaved: in the shell at first, and from then on as bare JSON, while one types.

A form that is being written is posted here, made into the page that it describes, answered and forgotten: no row, no
token, no reload. `cms/static/cms/live-preview.js` asks, and hands what it gets to the frame beside the form.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from api.manners import KEEP_NOTHING
from api.preview import preview_reader
from api.representation.pages import Page, represent_page
from api.representation.reading import DatabaseReader
from api.sites import site_of
from cms.accent import accent_link
from cms.filling import fill, head_of, json_of
from cms.shell import frame_of, resolution_at
from home.models import BasePage


def render_preview(page: BasePage, request: HttpRequest) -> HttpResponse:
    """`page` in the shell, as it is: unsaved, and without asking whether readers may see it."""
    represented, reader = _represent(page, request)
    found = resolution_at(represented["meta"]["path"], 200, {"kind": "page", "page": represented})
    state = json_of({**found, **frame_of(reader)})
    head = head_of(represented, reader, preview=True) + accent_link(reader)
    # Without HTML of the renderer's: an editor has JavaScript, and a draft stays in this process.
    return for_editors_alone(HttpResponse(fill(head, represented["meta"]["locale"], "", state)))


def for_editors_alone(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, and framed by the admin alone, from which it comes: its own origin."""
    response["Cache-Control"] = KEEP_NOTHING
    response["Content-Security-Policy"] = "frame-ancestors 'self'"
    return response


class LiveAnswer:
    """Turns one of Wagtail's preview views, which know the form and who may fill it in, into one that keeps nothing."""

    http_method_names = ("post", "options")

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """`{"page": ...}`, the JSON of the page as the form has it; or `{"refused": ["Summary"]}`, the labels of what
        keeps it from being one."""
        form = self.get_form(request.POST)
        if not self.validate_form(form):
            return for_editors_alone(JsonResponse({"refused": refused_in(form)}))
        form.save(commit=False)
        page, _ = _represent(self.object, request)
        return for_editors_alone(JsonResponse({"page": page}))


class LiveEditView(LiveAnswer, PreviewOnEditView):
    """For the form of a page that has been saved before."""


class LiveAddView(LiveAnswer, PreviewOnCreateView):
    """For the form of a page that doesn't exist yet."""


def refused_in(form: Any) -> list[str]:
    """The labels of the parts of the form that have errors, in the form's order."""
    fields = [str(field.label or field.name) for field in form if field.errors]
    formsets = getattr(form, "formsets", {})
    return fields + [name.replace("_", " ").capitalize() for name, rows in formsets.items() if not rows.is_valid()]


def live_urls() -> list[URLPattern]:
    """Below the addresses of Wagtail's own previews, for those who may enter the admin."""
    added = "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/preview/live/"
    return [
        path("pages/<int:page_id>/edit/preview/live/", LiveEditView.as_view(), name="live_preview_on_edit"),
        path(added, LiveAddView.as_view(), name="live_preview_on_add"),
    ]


def _represent(page: BasePage, request: HttpRequest) -> tuple[Any, DatabaseReader]:
    reader = preview_reader(page, page.get_site() or site_of(request), request.user)
    represented: Page = represent_page(page, reader)
    return represented, reader
