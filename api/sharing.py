"""What a preview link shows to whoever has its key: the draft of one page, or the site as it will be on a date."""

import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from rest_framework.exceptions import NotFound
from typing_extensions import TypedDict

from api.dependencies import Dependencies
from api.foresight import as_on
from api.limits import client_of, count_for_all
from api.representation.pages import Page, represent_page
from api.representation.reading import DatabaseReader
from api.sites import site_of
from api.visibility import Visibility
from home.models.preview_links import PreviewLink, link_with
from home.shapes import doc

HEADER = "X-Preview-Link"
MOST_WRONG_AN_HOUR = 30
"""Wrong keys that one client may try, before it is asked to wait."""
MOST_WRONG_OF_ALL = 3_000
"""That all clients together may try. Links that are right are opened all the same."""
SHOWS_NOTHING = "This link shows nothing. It may have ended, or have been taken back."


class Shared(TypedDict):
    """What somebody shares before it is published: a page, or the whole site."""

    page: Annotated[Page | None, doc("The page as it would be if it were published now. Null where the site is shared.")]
    is_pinned: Annotated[bool, doc("Whether it stays as it is; otherwise the link shows what was saved last.")]
    as_on: Annotated[
        str | None,
        doc("The moment of which the site is shown (RFC 3339), by `shared/answers/`. Null where a page is shared."),
    ]
    path: Annotated[str | None, doc("Where a look at the site begins. Null where a page is shared.")]
    ends_at: Annotated[str, doc("When the link ends: date and time with its offset (RFC 3339).")]


def open_link(request: HttpRequest) -> Shared:
    """What the link shows whose key `request` brings, and notes that it was opened.

    Around a page, it shows what anybody may see. Raises NotFound where no link has the key, or none any more, and
    TooOften after many of those.
    """
    link = link_of(request)
    shown: Shared = {
        "page": None if link.as_on else _draft(link, request),
        "is_pinned": link.revision_id is not None,
        "as_on": link.as_on.isoformat() if link.as_on else None,
        "path": _beginning(link, link.as_on, request) if link.as_on else None,
        "ends_at": link.ends_at.isoformat(),
    }
    PreviewLink.objects.filter(pk=link.pk).update(opened_at=timezone.now())
    return shown


def link_of(request: HttpRequest) -> PreviewLink:
    """The link whose key `request` brings. Raises as `open_link` does."""
    link = link_with(request.headers.get(HEADER, ""))
    if link is None:
        count_for_all("wrong preview link", client_of(request), MOST_WRONG_AN_HOUR, MOST_WRONG_OF_ALL)
        raise NotFound(SHOWS_NOTHING)
    return link


def _draft(link: PreviewLink, request: HttpRequest) -> Page:
    page = link.shown
    site = page.get_site() or site_of(request)
    return represent_page(page, DatabaseReader(Visibility(site, timezone.now()), Dependencies()))


def _beginning(link: PreviewLink, moment: datetime.datetime, request: HttpRequest) -> str:
    """The address of the link's page at that moment; of the front page, where it isn't to be seen then."""
    with as_on(moment):
        visibility = Visibility(link.page.get_site() or site_of(request), moment)
        page = visibility.pages().filter(pk=link.page_id).first()
        return visibility.tree_of(page).path_of(page.url_path) if page else "/"
