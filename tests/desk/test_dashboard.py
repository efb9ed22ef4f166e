"""The first page of the admin tells each person what there is to do for them."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from home.desk.dashboard import ProblemsPanel
from home.models import CustomImage, LinkCheck, Message, User
from tests.desk.world import Desk, again, member
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, small_site: SmallSite) -> Desk:
    return Desk(small_site, client, member("Editors"))


def panels(client: Client) -> dict[str, list[str]]:
    """The rows of each panel as a reader sees them, by the panel's name."""
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    found = re.split(r'<section class="w-panel[^"]*" id="([\w-]+)-section"', page)
    return {
        name: [" ".join(strip_tags(row).split()) for row in re.findall(r"<tr>(.*?)</tr>", content, re.S)[1:]]
        for name, content in zip(found[1::2], found[2::2], strict=True)
    }


def text(client: Client, name: str) -> str:
    return "\n".join(panels(client).get(name, []))


def test_own_draft_is_shown_with_its_state(editor: Desk) -> None:
    page = editor.page("article", editor.user)
    (row,) = panels(editor.client)["own_drafts"]
    assert row.startswith("A page Article Draft ")
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"' in editor.client.get("/admin/").content.decode()


def test_public_page_with_changes_is_a_draft_as_well(editor: Desk) -> None:
    editor.edit(editor.page("article", editor.colleague, live=True))
    assert "Changed at the desk Article Public, with changes" in text(editor.client, "own_drafts")


def test_what_is_published_is_no_draft(editor: Desk) -> None:
    editor.page("article", editor.user, live=True)
    assert "own_drafts" not in panels(editor.client)


def test_draft_that_waits_for_approval_says_so(editor: Desk) -> None:
    editor.waiting("position", editor.user)
    assert "Waiting for approval" in text(editor.client, "own_drafts")


def test_draft_that_was_sent_back_says_so(editor: Desk) -> None:
    page = editor.waiting("position", editor.user)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, member("Moderators"), "reject", comment="Too long.")
    assert "Sent back with changes to make" in text(editor.client, "own_drafts")


def test_draft_of_somebody_else_is_shown_to_who_can_publish_it(editor: Desk) -> None:
    editor.page("activity_report", editor.colleague)
    assert "A page Activity Draft" in text(editor.client, "drafts_of_others")
    editor.client.force_login(member("Authors"))
    assert "drafts_of_others" not in panels(editor.client)


def test_draft_that_takes_two_people_is_not_among_those_to_publish(editor: Desk) -> None:
    editor.page("position", editor.colleague)
    assert "drafts_of_others" not in panels(editor.client)


def test_what_waits_for_approval_is_shown_to_another_approver_only(editor: Desk) -> None:
    moderator = member("Moderators")
    editor.waiting("position", moderator)
    shown = {}
    for user in (moderator, member("Administrators"), editor.user):
        editor.client.force_login(user)
        shown[str(user)] = "A page" in editor.client.get("/admin/").content.decode().partition("own_drafts")[0]
    assert shown == {str(moderator): False, "administrators@example.org": True, str(editor.user): False}


def test_what_the_clock_changes_is_shown_in_its_order(editor: Desk) -> None:
    now = timezone.now()
    coming = editor.page("article", editor.colleague)
    coming.go_live_at = now + datetime.timedelta(days=2)
    coming.save_revision().publish()
    going = editor.page("contact", editor.colleague, live=True)
    going.expire_at = now + datetime.timedelta(days=1)
    going.save_revision().publish()
    rows = panels(editor.client)["scheduled"]
    assert [re.sub(r" \d.*", "", row) for row in rows] == ["A page Contact page Is taken down", "A page Article Goes live"]
    assert "own_drafts" not in panels(editor.client)


def test_latest_page_is_first_among_those_published_lately(editor: Desk) -> None:
    editor.page("article", editor.colleague, live=True)
    newest = editor.page("contact", editor.colleague, live=True)
    Page.objects.filter(pk=newest.pk).update(last_published_at=timezone.now() + datetime.timedelta(seconds=1))
    rows = panels(editor.client)["published"]
    assert rows[0].startswith("A page Contact page")
    assert rows[1].startswith("A page Article")


def test_page_that_one_may_not_change_leads_to_the_site(editor: Desk) -> None:
    page = again(editor.site.contact)
    page.save_revision().publish()
    editor.client.force_login(member("Authors"))
    shown = editor.client.get("/admin/").content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) not in shown
    assert 'href="/contact/"' in shown


def test_messages_are_shown_to_who_may_read_them_without_their_words(editor: Desk) -> None:
    message = Message.objects.create(site=editor.site.site, name="Robin", email="robin@example.org", text="Secret")
    assert "messages" not in panels(editor.client)
    editor.client.force_login(member("Editors", "Inbox"))
    shown = editor.client.get("/admin/").content.decode()
    assert "The mail about it waits" in text(editor.client, "messages")
    assert f'href="{reverse("message:inspect", args=[message.pk])}"' in shown
    assert not re.search("robin|secret", shown, re.I)


def leading_to(desk: Desk, html: str, **fields: Any) -> Any:
    """A public article with that text."""
    fields = {"title": "With links", "slug": f"article-{Page.objects.count()}", **fields}
    page = desk.site.add_article(body=[block("rich_text", html)], **fields)
    page.save_revision().publish()
    return page


def test_page_with_a_link_that_leads_nowhere_is_shown(editor: Desk) -> None:
    LinkCheck.objects.create(url="https://example.org/gone", status=404)
    page = leading_to(editor, '<p><a href="https://example.org/gone">x</a></p>')
    assert "With links Article A link leads nowhere" in text(editor.client, "problems")
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"' in editor.client.get("/admin/").content.decode()


def test_links_of_all_kinds_and_pictures_are_counted(editor: Desk) -> None:
    document, image = editor.site.document(), editor.site.image(alt="")
    html = f'<p><a linktype="page" id="{editor.site.contact.pk}">x</a> <a linktype="document" id="{document.pk}">y</a></p>'
    leading_to(editor, html, share_image=image)
    assert "A picture isn’t described" in text(editor.client, "problems")
    Page.objects.get(pk=editor.site.contact.pk).delete()
    document.delete()
    assert "2 links lead nowhere. A picture isn’t described" in text(editor.client, "problems")
    CustomImage.objects.update(alt="A crowd")
    told = text(editor.client, "problems")
    assert "2 links lead nowhere" in told
    assert "described" not in told


def test_page_without_problems_and_draft_with_some_are_not_shown(editor: Desk) -> None:
    page = leading_to(editor, f'<p><a linktype="page" id="{editor.site.position.pk}">x</a></p>')
    page.body = [block("rich_text", '<p><a linktype="page" id="999999">x</a></p>')]
    page.save_revision()
    assert "problems" not in panels(editor.client)


def test_problems_of_pages_that_one_may_not_change_are_not_shown(editor: Desk) -> None:
    leading_to(editor, '<p><a linktype="page" id="999999">x</a></p>')
    author = member("Authors")
    leading_to(editor, '<p><a linktype="page" id="999999">x</a></p>', title="My own", owner=author)
    editor.client.force_login(author)
    (row,) = panels(editor.client)["problems"]
    assert row.startswith("My own")


def test_problems_cost_the_same_however_many_there_are(editor: Desk) -> None:
    counts = []
    for _ in range(2):
        for _ in range(4):
            leading_to(editor, '<p><a linktype="page" id="999999">x</a> <a href="https://example.org/">y</a></p>')
        with CaptureQueriesContext(connection) as queries:
            rows = list(ProblemsPanel().rows(User.objects.get(pk=editor.user.pk)))
        counts.append((len(rows), len(queries)))
    assert [number for number, _ in counts] == [4, 8]
    assert counts[0][1] == counts[1][1] <= 16


@pytest.mark.parametrize("groups", [("Inbox",), ("Authors",), ("Administrators",)])
def test_dashboard_of_an_empty_site_is_empty(client: Client, groups: tuple[str, ...]) -> None:
    client.force_login(member(*groups))
    assert panels(client) == {}
