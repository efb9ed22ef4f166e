"""What browsers may do with our answers: the content security policies, and by which of them an answer goes out.

| answer | policy |
|---|---|
| a page of the site | nothing but the site's own files; of scripts in the page itself, those of the build alone, by their hashes |
| the admin | its own files; styles in the page too, which Wagtail's editors write |
| what was uploaded | nothing at all, and none of the rights of this origin (`sandbox`) |
| the docs of the API | its own files, and what its page contains, by hashes (`api.views.document`) |
| all else: JSON, feeds, files of the build | nothing at all |

A page is stored and sent to many, so that a nonce would be the same for all of them: hashes say what was built.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.policies import FILE, NOTHING, policy
from cms.filling import script_hashes

NOBODY, OURSELVES = "'none'", "'self'"

PAGES = ("wagtail_serve", "search_page", "shared_page")
"""Names of addresses at which pages of the site are, for answers without content that would tell."""


def site_policy(framed_by: str = NOBODY) -> str:
    """For a page of the site. framed_by: the origin whose windows may have it in a frame."""
    return policy(
        script_src=" ".join(("'self'", *script_hashes())),
        style_src="'self'",
        # A picture that is on its way is shown as one of 20 pixels, which stands in the page.
        img_src="'self' data:",
        font_src="'self'",
        connect_src="'self'",
        # Videos may be on any PeerTube; a frame is made when a reader asks for one.
        frame_src="https:",
        form_action="'self'",
        base_uri="'none'",
        frame_ancestors=framed_by,
    )


def admin_policy() -> str:
    """For the admin. Wagtail's rich text, its tooltips and its axe write styles into the page; scripts it needs none."""
    return policy(
        script_src="'self'",
        style_src="'self' 'unsafe-inline'",
        img_src="'self' data: blob:",
        font_src="'self'",
        connect_src="'self'",
        frame_src=f"'self' {settings.SITE_URL}" if settings.ADMIN_URL else "'self'",
        form_action="'self'",
        base_uri="'none'",
        frame_ancestors=OURSELVES,
    )


def policy_of(request: HttpRequest, response: HttpResponseBase) -> str:
    """The policy of an answer whose view has not given it one."""
    if request.path.startswith("/admin/"):
        return admin_policy()
    if is_page(request, response):
        return site_policy()
    return FILE if request.path.startswith((settings.MEDIA_URL, "/documents/")) else NOTHING


def is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a browser shows it as a page; a 304, which is about an answer that the browser has, tells no type."""
    if response.status_code != 304:
        return response.headers.get("Content-Type", "").startswith("text/html")
    match = request.resolver_match
    return match is not None and match.url_name in PAGES
