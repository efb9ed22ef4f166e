"""What tests of the preview share: an editor who writes at the admin's forms and looks at what comes of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import BasePage, User, page_models
from tests.pages import SmallSite
from tests.tree.forms import page_form


class Writer:
    """Somebody who is logged in, and posts forms as the script beside them does."""

    def __init__(self, client: Client, user: User) -> None:
        self.client = client
        client.force_login(user)

    def edit(self, page: BasePage, **changes: Any) -> Any:
        """The answer to the form of `page` with `changes`; the rest is filled in as for a new page of its kind."""
        form = page_form(page.page_type, **{"title": page.title, "slug": page.slug, **changes})
        return self.client.post(reverse("live_preview_on_edit", args=(page.pk,)), form)

    def add(self, page_type: str, parent: Page, **changes: Any) -> Any:
        """The answer to the form of a page that is to be made below `parent`."""
        model = page_models()[page_type].__name__.lower()
        url = reverse("live_preview_on_add", args=("home", model, parent.pk))
        return self.client.post(url, page_form(page_type, **changes))


@pytest.fixture
def site(small_site: SmallSite) -> SmallSite:
    return small_site


@pytest.fixture
def writer(client: Client, db: None) -> Writer:
    """One who may do everything."""
    return Writer(client, User.objects.create_superuser("editor@example.org", "plain words for a test"))
