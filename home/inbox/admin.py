"""Messages in the admin: to be read and deleted by those who are permitted to, and not to be written or changed.

Pages for many of them at once are in `home.inbox.reading`.
"""

from typing import Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from home.inbox.reading import DownloadView, ErasingView, ReadingView, may, opener_for
from home.inbox.retention import in_term
from home.models import Message


class ReadAndDelete(ModelPermissionPolicy):
    """What groups permit, but for adding and changing, which nobody may."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class MessageIndexView(IndexView):
    any_permission_required = ("view", "delete")
    is_searchable = False

    def get_base_queryset(self) -> Any:
        return in_term()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not may(self.request.user, "view"):
            return []
        return [HeaderButton("Open and find", url=reverse("message:reading"), icon_name="key")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not may(self.request.user, "view"):
            return []
        return [Button("Load them all in a file", url=reverse("message:download"), icon_name="download", priority=10)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(keys=settings.MESSAGE_KEYS, **kwargs)


class MessageInspectView(InspectView):
    any_permission_required = ("view",)
    page_title = "Read"

    def get_object(self, queryset: Any = None) -> Message:
        return get_object_or_404(in_term(), pk=self.pk)

    def get_fields(self) -> list[str]:
        fields = super().get_fields()
        # `get_object` comes later.
        is_sealed = Message.objects.filter(pk=self.pk).exclude(sealed="").exists()
        return [name for name in fields if not (is_sealed and name in ("name", "email", "text"))]

    def get_email_display_value(self) -> SafeString:
        return format_html('<a href="mailto:{0}">{0}</a>', self.object.email)

    def get_text_display_value(self) -> SafeString:
        return mark_safe(linebreaks(self.object.text, autoescape=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**opener_for([self.object], self.request.user), **kwargs)


def day_of_deletion(message: Message) -> str:
    return date_format(timezone.localtime(message.kept_until), "DATE_FORMAT")


class MessageViewSet(ModelViewSet):
    model = Message
    icon = "mail"
    menu_label = "Messages"
    menu_order = 350
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ("received_at", "name", "email", "text", "secrecy", "state", "kept_until")
    index_template_name = "home/inbox/index.html"
    inspect_template_name = "home/inbox/message.html"
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
    form_fields = ("text",)
    list_display = (
        "__str__",
        Column("email", label="From", accessor=lambda message: message.email or message.secrecy),
        Column("state", label="State"),
        Column("kept_until", label="Deleted on", accessor=day_of_deletion),
    )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        missing = dict.fromkeys(("add_url_name", "edit_url_name", "history_url_name", "usage_url_name"))
        return super().get_common_view_kwargs(**missing, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        """Only what may be done: without histories, which would outlive a message, and without forms."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
            path("reading/", ReadingView.as_view(), name="reading"),
            path("download/", DownloadView.as_view(), name="download"),
            path("erasing/", ErasingView.as_view(), name="erasing"),
        ]


register_permission_policy(Message, ReadAndDelete(Message))
