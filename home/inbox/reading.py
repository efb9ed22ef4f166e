"""The admin's pages that open sealed messages in the browser, find those of one person, take them along and delete them.

The server can't search what is sealed, and keeps nothing by which it could: even a keyed digest of an address would tell
whoever takes the server whether somebody they name has written. So the browser, which has opened them, does the searching.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from home.inbox.exporting import export_of, exported
from home.inbox.retention import in_term
from home.models import Message

MOST = 2000
"""Messages on one page, the latest: some 4 MB, and as many seconds of a telephone to open them. The others are opened by
the command."""


class InboxView(WagtailAdminTemplateMixin, View):
    """A page of the inbox, for those who may do `action` with messages."""

    header_icon = "mail"
    action = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may(request.user, self.action):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        inbox = {"url": reverse("message:index"), "label": "Messages"}
        return [*super().get_breadcrumbs_items(), inbox, {"url": "", "label": self.get_page_title()}]


class ReadingView(InboxView):
    """All messages at once: opened with the key in the browser, searched by address there, saved and chosen for deletion."""

    template_name = "home/inbox/reading.html"
    page_title = "Open and find messages"

    def get(self, request: HttpRequest) -> HttpResponse:
        found = list(in_term()[:MOST])
        context = opener_for(found, request.user) | {"has_more": len(found) == MOST, "most": MOST}
        return self.render_to_response(self.get_context_data(is_searched=True, **context))


class DownloadView(InboxView):
    """All messages in a file that `open_messages` reads; sealed ones stay sealed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(
            export_of(in_term().iterator()),
            content_type="application/json",
            headers={"Content-Disposition": 'attachment; filename="messages.json"', "Cache-Control": "no-store"},
        )


class ErasingView(InboxView):
    """Deletes messages by their numbers, after a second look. The first post asks, the one with `sure` does it."""

    template_name = "home/inbox/erasing.html"
    page_title = "Delete messages"
    action = "delete"

    def post(self, request: HttpRequest) -> HttpResponse:
        numbers = {int(number) for number in request.POST.getlist("number") if number.isdecimal() and len(number) < 18}
        found = list(Message.objects.filter(pk__in=numbers))
        if "sure" not in request.POST and found:
            return self.render_to_response(self.get_context_data(found=found))
        count = erase(found, request.user)
        if count:
            messages.success(request, f"{count_of(count)} deleted for good.")
        else:
            messages.warning(request, "Nothing was deleted: none of these messages is here any more.")
        return redirect("message:index")


def erase(found: list[Message], user: Any = None) -> int:
    """Deletes messages, and notes that `user` did; returns how many there were. The note says when each came, no more."""
    with transaction.atomic():
        for message in found:
            log(instance=message, action="wagtail.delete", user=user, deleted=True)
            message.delete()
    return len(found)


def count_of(number: int) -> str:
    return "1 message was" if number == 1 else f"{number} messages were"


def opener_for(found: list[Message], user: Any) -> dict[str, Any]:
    """What the template of the opener, `home/inbox/opener.html`, needs to show these messages to `user`."""
    return {
        "exported": exported(found),
        "has_sealed": any(message.sealed for message in found),
        "has_earlier": any(message.sealed and message.sealed_to.split() != settings.MESSAGE_KEYS for message in found),
        "may_delete": may(user, "delete"),
        "keys": settings.MESSAGE_KEYS,
    }


def may(user: Any, action: str) -> bool:
    return bool(policy_registry.get_by_type(Message).user_has_permission(user, action))
