"""When a page has gone, offers to lead its readers somewhere else."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin import messages
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.views import CreateView
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

ADDRESS_NAME = "desk_redirect"


class LeadElsewhereView(CreateView):
    """Wagtail's form for a redirect, with the old address filled in: `?path=/old/&site=1`. It is sent to Wagtail's view."""

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        site = asked.get("site", "")
        known = Site.objects.filter(pk=site).first() if site.isdecimal() and len(site) < 10 else None
        return {**super().get_initial(), "old_path": asked.get("path", "")[:255], "site": known, "is_permanent": True}


def desk_addresses() -> list[URLPattern]:
    return [path("desk/redirect/", LeadElsewhereView.as_view(), name=ADDRESS_NAME)]


def offer_redirect(request: HttpRequest, page: Page) -> None:
    """After a page was unpublished or deleted: where readers knew its address, offers to lead them somewhere else."""
    if request.method != "POST" or not page.first_published_at or not may_redirect(request.user):
        return
    parts = page.get_url_parts()
    if parts is None or not parts[2]:
        return
    site_id, _, address = parts
    if Redirect.get_for_site(site_id).filter(old_path=Redirect.normalise_path(address)).exists():
        return
    form = f"{reverse(ADDRESS_NAME)}?{urlencode({'path': address, 'site': site_id})}"
    messages.info(
        request,
        f"Readers who come to {address} find nothing there from now on.",
        buttons=[messages.button(form, "Lead them to another page")],
    )


def may_redirect(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Redirect).user_has_permission(user, "add"))
