"""Messages in the admin: to be read and deleted by those who are permitted to, and not to be written or changed."""

from typing import Any

from django.urls import path
from django.utils.formats import date_format
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

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


class MessageInspectView(InspectView):
    any_permission_required = ("view",)
    page_title = "Read"

    def get_email_display_value(self) -> SafeString:
        return format_html('<a href="mailto:{0}">{0}</a>', self.object.email)

    def get_text_display_value(self) -> SafeString:
        return mark_safe(linebreaks(self.object.text, autoescape=True))


def day_of_deletion(message: Message) -> str:
    return date_format(message.kept_until, "DATE_FORMAT")


class MessageViewSet(ModelViewSet):
    model = Message
    icon = "mail"
    menu_label = "Messages"
    menu_order = 350
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ("received_at", "name", "email", "text", "state", "kept_until")
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
    form_fields = ("text",)
    list_display = (
        "__str__",
        Column("email", label="E-mail address"),
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
        ]


register_permission_policy(Message, ReadAndDelete(Message))
