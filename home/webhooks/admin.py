"""Webhooks in the admin, for administrators: who is told what, and a log of what was told, with a second try."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView, InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from home.models.webhooks import Delivery, Webhook, new_secret
from home.webhooks.delivering import deliver_again

CHANGE = "home.change_webhook"


class SecretView(WagtailAdminTemplateMixin, View):
    """Gives a webhook a new secret and shows it, in the answer to that POST alone."""

    template_name = "home/webhooks/secret.html"
    page_title = "Secret of the webhook"
    header_icon = "key"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(self.webhook(), "")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        webhook = self.webhook()
        webhook.secret = new_secret()
        webhook.save(update_fields=["secret"])
        return self.show(webhook, webhook.secret)

    def webhook(self) -> Webhook:
        if not self.request.user.has_perm(CHANGE):
            raise PermissionDenied
        return get_object_or_404(Webhook, pk=self.kwargs["pk"])

    def show(self, webhook: Webhook, secret: str) -> HttpResponse:
        context = self.get_context_data(webhook=webhook, secret=secret)
        # Like every page of the admin, no browser keeps it.
        return self.render_to_response(context)


class WebhookCreateView(CreateView):
    def get_success_url(self) -> str:
        return reverse("webhook:secret", args=[self.object.pk])


class WebhookEditView(EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("webhook:secret", args=[self.object.pk])
        return [*super().header_more_buttons, Button("New secret", url=url, icon_name="key", priority=15)]


class WebhookIndexView(IndexView):
    is_searchable = False


class WebhookViewSet(ModelViewSet):
    model = Webhook
    icon = "link-external"
    menu_label = "Webhooks"
    menu_order = 900
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = ("url", "is_active", "on_publish", "on_unpublish", "on_message")
    list_display = ("__str__", Column("is_active", label="In use"), Column("failures", label="Failures in a row"))
    index_view_class = WebhookIndexView
    add_view_class = WebhookCreateView
    edit_view_class = WebhookEditView

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("secret/<int:pk>/", SecretView.as_view(), name="secret")]


class DeliveryIndexView(IndexView):
    any_permission_required = ("view",)
    is_searchable = False

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("webhook")


class DeliveryInspectView(InspectView):
    any_permission_required = ("view",)
    page_title = "Delivery"
    template_name = "home/webhooks/delivery.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delivers it again."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        deliver_again(self.object)
        messages.success(request, "It is delivered again in a moment.")
        return redirect("delivery:inspect", pk)


class DeliveryViewSet(ModelViewSet):
    model = Delivery
    icon = "history"
    menu_label = "Deliveries to webhooks"
    menu_order = 910
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ("event", "webhook", "made_at", "state", "tries", "next_at", "arrived_at", "event_id", "body")
    index_view_class = DeliveryIndexView
    inspect_view_class = DeliveryInspectView
    form_fields = ("body",)
    list_display = ("__str__", Column("webhook", label="Webhook"), Column("state", label="State"))

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        missing = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"))
        return super().get_common_view_kwargs(**missing, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        """Only to be read, and delivered again."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]
