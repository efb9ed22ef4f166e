"""What a link to a draft shows: one page, to whoever has the link's key."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from rest_framework.exceptions import NotFound
from typing_extensions import TypedDict

from api.dependencies import Dependencies
from api.limits import client_of, count
from api.representation.pages import Page, represent_page
from api.representation.reading import DatabaseReader
from api.sites import site_of
from api.visibility import Visibility
from home.models.preview_links import PreviewLink, link_with
from home.shapes import doc

HEADER = "X-Preview-Link"
MOST_WRONG_AN_HOUR = 30
"""Wrong keys that one client may try, before it is asked to wait."""


class SharedPage(TypedDict):
    """A page that somebody shares before it is published."""

    page: Annotated[Page, doc("The page as it would be if it were published now.")]
    is_pinned: Annotated[bool, doc("Whether it stays as it is; otherwise the link shows what was saved last.")]
    ends_at: Annotated[str, doc("When the link ends: date and time with its offset (RFC 3339).")]


def open_link(request: HttpRequest) -> SharedPage:
    """What the link shows whose key `request` brings, and notes that it was opened.

    Around the page, it shows what anybody may see. Raises NotFound where no link has the key, or none any more, and
    TooOften after many of those.
    """
    link = link_with(request.headers.get(HEADER, ""))
    if link is None:
        count("wrong preview link", client_of(request), MOST_WRONG_AN_HOUR)
        raise NotFound("This link shows nothing. It may have ended, or have been taken back.")
    now = timezone.now()
    page = link.shown
    reader = DatabaseReader(Visibility(page.get_site() or site_of(request), now), Dependencies())
    shown: SharedPage = {
        "page": represent_page(page, reader),
        "is_pinned": link.revision_id is not None,
        "ends_at": link.ends_at.isoformat(),
    }
    PreviewLink.objects.filter(pk=link.pk).update(opened_at=now)
    return shown
