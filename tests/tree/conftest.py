"""What tests of the page tree share: an editor at the admin's forms."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import BasePage, User, page_models
from tests.pages import SmallSite
from tests.tree.forms import page_form

PASSWORD = "plain words for a test"


class Editor:
    """Somebody who is logged in to the admin and may do everything there."""

    def __init__(self, client: Client) -> None:
        self.user = User.objects.create_superuser("editor@example.org", PASSWORD)
        self.client = client
        client.force_login(self.user)

    def create_url(self, page_type: str, parent: Page) -> str:
        return reverse("wagtailadmin_pages:add", args=("home", page_models()[page_type].__name__.lower(), parent.pk))

    def create(self, page_type: str, parent: Page, action: str = "publish", **changes: Any) -> Any:
        """Sends the create form; `action` is `publish` or `save`. The response, to be asked for errors or the page."""
        return self._send(self.create_url(page_type, parent), page_type, action, changes)

    def edit(self, page: BasePage, action: str = "publish", **changes: Any) -> Any:
        """Sends the edit form, filled in like a new page but for `changes`."""
        changes = {"title": page.title, "slug": page.slug, **changes}
        return self._send(reverse("wagtailadmin_pages:edit", args=(page.pk,)), page.page_type, action, changes)

    def _send(self, url: str, page_type: str, action: str, changes: dict[str, Any]) -> Any:
        form = page_form(page_type, **changes)
        if action == "publish":
            form["action-publish"] = "action-publish"
        return self.client.post(url, form)


def errors_of(response: Any) -> dict[str, list[str]]:
    """The messages beside the form's fields; of a form that was accepted, none."""
    if response.status_code == 302:
        return {}
    assert response.status_code == 200
    return response.context["form"].errors


@pytest.fixture
def editor(client: Client, db: None) -> Editor:
    return Editor(client)


@pytest.fixture
def site(small_site: SmallSite) -> SmallSite:
    return small_site
