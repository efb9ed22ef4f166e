"""What the admin does differently here."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.models import Page

from home.desk.approval import say_it_after_editing, say_it_before_editing
from home.desk.dashboard import show_what_now
from home.desk.editing import viewsets_of_all_but
from home.desk.exports import keep_formulas_out
from home.desk.leaving import desk_addresses, offer_redirect
from home.desk.listings import ActivityViewSet, ArticleViewSet, PositionViewSet
from home.desk.sharing import share_button, sharing_addresses
from home.inbox.admin import MessageViewSet
from home.users import leave_superusers_alone
from home.webhooks.admin import DeliveryViewSet, WebhookViewSet


def leave_out_release_notes(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Editors are not told about releases of software that they don't look after."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new-in-wagtail")]


def refuse_unfinished_pages(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Says which pages keep a selection from being published.

    A draft may lack what is required. Wagtail asks for it when it publishes from a form; published from a list, such a
    page ends in an error page. Costs some queries for each page.
    """
    if action_type != "publish":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    if request.POST.get("include_descendants"):
        pages += [child for page in pages for child in page.get_descendants().not_live().specific()]
    titles = ", ".join(f"“{page.get_admin_display_title()}”" for page in unfinished(pages))
    if not titles:
        return None
    messages.error(request, f"Nothing was published, because there is still something to fill in on {titles}.")
    return redirect(action.next_url)


def unfinished(pages: list[Page]) -> Iterator[Page]:
    for page in pages:
        try:
            page.get_latest_revision_as_object().full_clean()
        except ValidationError:
            yield page


RedirectForm.base_fields[
    "redirect_link"
].help_text = (
    "Leave this and the page empty to say that what stood there is gone for good: search engines then forget it sooner."
)
keep_formulas_out()
hooks.register("construct_help_menu", leave_out_release_notes)
hooks.register("before_edit_page", say_it_before_editing)
hooks.register("after_edit_page", say_it_after_editing)
hooks.register("register_admin_urls", desk_addresses)
hooks.register("register_admin_urls", sharing_addresses)
hooks.register("register_page_header_buttons", share_button)
hooks.register("after_unpublish_page", offer_redirect)
hooks.register("after_delete_page", offer_redirect)
hooks.register("construct_homepage_panels", show_what_now)
hooks.register("before_bulk_action", leave_superusers_alone)
hooks.register("before_bulk_action", refuse_unfinished_pages)
page_viewsets = (PositionViewSet, ActivityViewSet, ArticleViewSet)
for viewset in (MessageViewSet, WebhookViewSet, DeliveryViewSet, *page_viewsets, *viewsets_of_all_but(page_viewsets)):
    hooks.register("register_admin_viewset", viewset)
