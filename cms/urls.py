"""Every address of the server."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

from api.views.fallback import NoSuchEndpointView
from cms import accent, contact, documents, media, preview, shell

urlpatterns = [
    path("admin/", include("cms.login.urls")),
    path("admin/", include(admin_urls)),
    # Wagtail asks for this name when it needs a document's address.
    re_path(r"^documents/([0-9]+)/(.*)$", documents.serve, name="wagtaildocs_serve"),
    path("api/v1/", include("api.urls")),
    re_path("^api/", NoSuchEndpointView.as_view()),
    path("", include("api.feeds.urls")),
    re_path(r"^accent/([0-9a-f]{6})\.css$", accent.serve, name="accent"),
    path("media/<path:name>", media.serve, name="media"),
    path("preview/", preview.serve_frame, name="preview_frame"),
    path("shared/", shell.serve_route, {"kind": "shared"}, name="shared_page"),
    *i18n_patterns(
        path("search/", shell.serve_route, {"kind": "search"}, name="search_page"),
        # Wagtail asks for this name when it needs a page's address, in the language of the page.
        re_path(wagtail_urls.serve_pattern, contact.serve, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]

handler404 = shell.not_found
handler500 = shell.outage
