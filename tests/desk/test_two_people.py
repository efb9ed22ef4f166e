"""Nobody publishes a position, the list of them or a manifesto alone, whichever way they try."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, Workflow

from home.models import ManifestoPage, User
from tests.desk.table import APPROVED
from tests.desk.world import Desk, again, member
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client: Client, small_site: SmallSite) -> Desk:
    return Desk(small_site, client, member("Moderators"))


@pytest.fixture
def editor(client: Client, small_site: SmallSite) -> Desk:
    return Desk(small_site, client, member("Editors"))


def words_of(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def approve_in_the_form(desk: Desk, page: Any, **changes: str) -> Any:
    chosen = {"action-workflow-action": "true", "workflow-action-name": "approve", **changes}
    url = desk.edit(page, **chosen).url
    return desk.client.get(url)


def test_correction_and_approval_in_one_leave_the_page_waiting(moderator: Desk) -> None:
    page = moderator.waiting("position", moderator.colleague)
    answer = approve_in_the_form(moderator, page)
    assert "somebody else has to approve it" in words_of(answer)
    page = again(page)
    assert (page.live, page.workflow_in_progress) == (False, True)
    assert page.get_latest_revision().user == moderator.user


def test_somebody_else_approves_a_correction(moderator: Desk) -> None:
    page = moderator.waiting("position", moderator.colleague)
    moderator.edit(page)
    other = member("Moderators", email="other@example.org")
    moderator.client.force_login(other)
    moderator.approve(again(page))
    assert again(page).title == "Changed at the desk"
    assert again(page).live


def test_who_wrote_last_is_told_that_somebody_else_approves(moderator: Desk) -> None:
    page = moderator.waiting("position", moderator.user)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "somebody else has to approve it" in words_of(moderator.client.get(url))


def test_approver_who_wrote_nothing_is_told_nothing(moderator: Desk) -> None:
    page = moderator.waiting("position", moderator.colleague)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert words_of(moderator.client.get(url)) == ""


def test_own_words_are_not_among_what_waits(moderator: Desk) -> None:
    moderator.waiting("position", moderator.user)
    others = moderator.waiting("position", moderator.colleague)
    (state,) = TaskState.objects.reviewable_by(moderator.user)
    assert state.workflow_state.object_id == str(others.pk)


@pytest.mark.parametrize("page_type", sorted(APPROVED))
def test_page_that_is_made_and_published_in_one_stays_a_draft(editor: Desk, page_type: str) -> None:
    editor.create(page_type, editor.place(page_type), **{"action-publish": "action-publish"})
    assert not Page.objects.get(draft_title="Made at the desk").live


@pytest.mark.parametrize("page_type", sorted(APPROVED))
def test_selection_is_not_published(editor: Desk, page_type: str) -> None:
    page = editor.page(page_type, editor.colleague)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    editor.client.post(f"{url}?next=/admin/&id={page.pk}")
    assert not again(page).live


@pytest.mark.parametrize("page_type", sorted(APPROVED))
@pytest.mark.parametrize("way", ["publish_copies", "alias"])
def test_copy_is_not_published(editor: Desk, page_type: str, way: str) -> None:
    page = editor.page(page_type, editor.colleague, live=True)
    form = {"new_title": "Other words", "new_slug": "other-words", "new_parent_page": str(editor.place(page_type).pk)}
    editor.post("copy", page, **form, **{way: "on"})
    assert not Page.objects.filter(slug="other-words", live=True).exists()


def test_draft_is_copied(editor: Desk) -> None:
    page = editor.page("manifesto", editor.colleague, live=True)
    form = {"new_title": "Other words", "new_slug": "other-words", "new_parent_page": str(editor.place("manifesto").pk)}
    editor.post("copy", page, **form)
    assert Page.objects.filter(slug="other-words", live=False).exists()


@pytest.mark.parametrize("page_type", sorted(APPROVED))
def test_superuser_is_not_bound(client: Client, small_site: SmallSite, page_type: str) -> None:
    desk = Desk(small_site, client, User.objects.create_superuser("admin@example.org"))
    page = desk.page(page_type, desk.user)
    desk.edit(page, **{"action-publish": "action-publish"})
    assert again(page).live


def test_new_language_needs_approval_too(small_site: SmallSite) -> None:
    for page in (small_site.manifesto, small_site.positions, small_site.position):
        assert small_site.translate(page).get_workflow() == page.get_workflow() is not None


def test_everything_else_needs_no_approval(small_site: SmallSite) -> None:
    pages = [page for page in small_site.every_page() if page.page_type not in APPROVED]
    assert not any(page.has_workflow for page in pages)


def test_workflow_that_is_switched_off_stays_off(small_site: SmallSite, client: Client) -> None:
    Workflow.objects.get().deactivate()
    desk = Desk(small_site, client, member("Editors"))
    page = desk.page("manifesto", desk.user)
    assert isinstance(page, ManifestoPage)
    desk.edit(page, **{"action-publish": "action-publish"})
    assert again(page).live
