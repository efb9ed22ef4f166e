"""Shows an editor a page that may be unsaved: in the shell where it has a window to itself, and beside its form as bare
JSON, which is sent to the frame while one types.

A form that is being written is posted here, made into the page that it describes, answered and forgotten: no row, no
token, no reload. `cms/static/cms/live-preview.js` asks, and hands what it gets to the frame beside the form. The frame
belongs to the site, which may have another origin than the admin: it needs no session, and shows what it is sent.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from api.manners import KEEP_NOTHING
from api.preview import preview_reader
from api.representation.pages import Page, represent_page
from api.representation.reading import DatabaseReader
from api.sites import site_of
from api.views.base import reader_of
from cms.accent import accent_link
from cms.filling import fill, head_of, json_of
from cms.policies import OURSELVES, site_policy
from cms.shell import frame_of, resolution_at
from cms.titles import title_head
from cms.troubles import refused_in, troubles_in
from home.images.sets import MEMBERS
from home.models import BasePage, CustomRendition


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
    return framed_by(response, OURSELVES)


def framed_by(response: HttpResponse, origin: str) -> HttpResponse:
    """Kept by nobody, and framed by windows of `origin` alone."""
    response["Cache-Control"] = KEEP_NOTHING
    response["Content-Security-Policy"] = site_policy(framed_by=origin)
    return response


@csrf_exempt  # nothing is posted here, and whoever tries is told so
@xframe_options_exempt  # the older header knows no origin but its own; `frame-ancestors` stands for it
@require_safe
def serve_frame(request: HttpRequest) -> HttpResponse:
    """The site without a page, for the frame beside a form. It is the same for everybody, and holds no draft."""
    reader = reader_of(request)
    language = reader.visibility.tree.tag
    head = title_head("preview", language) + accent_link(reader)
    if settings.ADMIN_URL:
        # Whose messages the frame takes; without, those of its own origin.
        head += format_html('<meta name="admin" content="{}">', settings.ADMIN_URL)
    html = fill(head, language, "", json_of(frame_of(reader)))
    return framed_by(HttpResponse(html), settings.ADMIN_URL or OURSELVES)


def frame_address() -> str:
    """Where the admin finds the frame: on the site, whose origin is another one where `ADMIN_URL` says so."""
    return (settings.SITE_URL if settings.ADMIN_URL else "") + reverse("preview_frame")


class LiveAnswer:
    """Turns one of Wagtail's preview views, which know the form and who may fill it in, into one that keeps nothing."""

    http_method_names = ("post", "options")

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """`{"page": ...}`, the JSON of the page as the form has it; or `{"refused": ["Summary"], "saved": ...}`: the labels
        of what keeps it from being one, and the page as it was saved last, null where it never was. Both with `troubles`,
        see `cms.troubles`; `is_awaiting_pictures` tells that there is more to be shown soon."""
        form = self.get_form(request.POST)
        if not self.validate_form(form):
            made = {"refused": refused_in(form), "saved": self.represent_saved(request), "troubles": troubles_in(form)}
            return for_editors_alone(JsonResponse(made))
        form.save(commit=False)
        page, reader = _represent(self.object, request)
        made = {"page": page, "troubles": troubles_in(form), "is_awaiting_pictures": is_awaiting_pictures(reader)}
        return for_editors_alone(JsonResponse(made))

    def represent_saved(self, request: HttpRequest) -> Page | None:
        return None


class LiveEditView(LiveAnswer, PreviewOnEditView):
    """For the form of a page that has been saved before."""

    def represent_saved(self, request: HttpRequest) -> Page | None:
        # The form has written into the object that it was given.
        page, _ = _represent(self.get_object(), request)
        return page


class LiveAddView(LiveAnswer, PreviewOnCreateView):
    """For the form of a page that doesn't exist yet."""


def is_awaiting_pictures(reader: DatabaseReader) -> bool:
    """Whether the worker has still to draw the sizes of a picture that was read, which is left out until then. One query."""
    ids = [key.removeprefix("image:") for key in reader.dependencies.keys if key.startswith("image:")]
    drawn = CustomRendition.objects.filter(image__in=ids, filter_spec__in=MEMBERS).values("image")
    return bool(ids) and reader.visibility.images().filter(pk__in=ids).exclude(pk__in=drawn).exists()


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
