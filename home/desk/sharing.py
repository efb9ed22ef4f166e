"""Lets an editor show a draft to people who have no account, by a link that can be taken back."""

import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from home.models.preview_links import DAYS, MOST_DAYS, links_to, make_link

ADDRESS_NAME = "desk_share"
A_DATE = "date"


class ShareForm(forms.Form):
    shows = forms.ChoiceField(
        label="The link shows",
        choices=[
            ("latest", "the draft as it is whenever the link is opened"),
            ("pinned", "the draft as it is now, until the page is published"),
            (A_DATE, "the whole site as it will be on a date, with what is scheduled until then"),
        ],
        initial="latest",
        widget=forms.RadioSelect,
    )
    as_on = forms.DateTimeField(
        label="On that date the whole site is shown",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text="Your time. Leave it empty for a draft.",
    )
    days = forms.IntegerField(
        label="It works for so many days",
        initial=DAYS,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=f"At most {MOST_DAYS}. You can take the link back at any time.",
    )

    def __init__(self, *args: Any, may_share_site: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share_site:
            shows: Any = self.fields["shows"]
            shows.choices = [choice for choice in shows.choices if choice[0] != A_DATE]
            del self.fields["as_on"]

    def clean_as_on(self) -> datetime.datetime | None:
        as_on: datetime.datetime | None = self.cleaned_data["as_on"]
        if self.cleaned_data.get("shows") != A_DATE:
            return None
        if as_on is None:
            raise forms.ValidationError("Say for which day and time.")
        if as_on <= timezone.now():
            raise forms.ValidationError("That has passed. Choose a time to come.")
        return as_on


class ShareView(WagtailAdminTemplateMixin, View):
    """Makes links to drafts of a page, lists them, and takes them back; for those who may change the page."""

    template_name = "home/desk/share.html"
    page_title = "Share the draft"
    header_icon = "link"

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_share(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = {"url": reverse("wagtailadmin_pages:edit", args=(self.page.pk,)), "label": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        return self.show(self.new_form())

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        if "take_back" in request.POST:
            return self.take_back(request.POST["take_back"])
        form = self.new_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        chosen = form.cleaned_data
        revision = self.page.latest_revision if chosen["shows"] == "pinned" else None
        _, key = make_link(self.page, request.user, chosen["days"], revision, chosen.get("as_on"))
        # Told in this answer alone, since nothing but its hash is kept.
        return self.show(self.new_form(), self.address_with(key))

    def new_form(self, *data: Any) -> ShareForm:
        return ShareForm(*data, may_share_site=may_share_site(self.request.user, self.page))

    def take_back(self, asked: str) -> HttpResponse:
        if asked.isdecimal() and len(asked) < 18:
            links_to(self.page).filter(pk=asked).delete()
        messages.success(self.request, "The link has been taken back: it shows nothing any more.")
        return redirect(ADDRESS_NAME, self.page.pk)

    def show(self, form: ShareForm, address: str = "") -> HttpResponse:
        context = self.get_context_data(form=form, address=address, links=links_to(self.page), page=self.page)
        return self.render_to_response(context)

    def address_with(self, key: str) -> str:
        site = self.page.get_site()
        root = site.root_url if site else self.request.build_absolute_uri("/").rstrip("/")
        # As a fragment, the key stays in the browser.
        return f"{root}{reverse('shared_page')}#{key}"


def may_share(user: Any, page: Page) -> bool:
    return bool(page.permissions_for_user(user).can_edit()) and not page.is_root()


def may_share_site(user: Any, page: Page) -> bool:
    """Whether to show others what is scheduled anywhere on the site: for those who publish all over it."""
    site = page.get_site()
    return bool(site and site.root_page.permissions_for_user(user).can_publish())


def sharing_addresses() -> list[URLPattern]:
    return [path("desk/share/<int:page_id>/", ShareView.as_view(), name=ADDRESS_NAME)]


def share_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """An entry of the menu at the head of a page's form."""
    if page.pk and may_share(user, page):
        url = reverse(ADDRESS_NAME, args=(page.pk,))
        yield Button("Share the draft", url, icon_name="link", priority=25)
