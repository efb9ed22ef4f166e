"""Messages in the admin: read and deleted by those who are permitted to, written and changed by nobody."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from home.models import Message, User
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(small_site: SmallSite) -> Message:
    return Message.objects.create(
        site=small_site.site, name="Robin", email="robin@example.org", text="First <b>\nSecond", mail_at=None
    )


def logged_in(client: Client, *groups: str) -> Client:
    user = User.objects.create_user(f"{'-'.join(groups) or 'nobody'}@example.org")
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    return client


def address(action: str, message: Message | None = None) -> str:
    return reverse(f"message:{action}", args=[message.pk] if message else [])


def test_who_is_in_the_inbox_group_sees_messages(client: Client, message: Message) -> None:
    page = logged_in(client, "Inbox").get(address("index"))
    assert page.status_code == 200
    assert "robin@example.org" in page.content.decode()
    shown = client.get(address("inspect", message)).content.decode()
    assert "First &lt;b&gt;<br>Second" in shown
    assert 'href="mailto:robin@example.org"' in shown


def test_who_is_in_the_inbox_group_deletes_messages(client: Client, message: Message) -> None:
    logged_in(client, "Inbox").post(address("delete", message))
    assert not Message.objects.exists()


@pytest.mark.parametrize("groups", [(), ("Editors",), ("Moderators",), ("Editors", "Moderators")])
def test_nobody_else_sees_messages(client: Client, message: Message, groups: tuple[str, ...]) -> None:
    logged_in(client, *groups)
    of_all = [(action, None) for action in ("index", "index_results", "reading", "download", "erasing")]
    for action, about in (*of_all, ("inspect", message), ("delete", message)):
        response = client.get(address(action, about))
        assert response.status_code == 302
        assert "robin" not in response.content.decode()
    client.post(address("delete", message))
    client.post(address("erasing"), {"number": message.pk, "sure": "yes"})
    assert Message.objects.exists()
    assert address("index") not in client.get(reverse("wagtailadmin_home"), follow=True).content.decode()


def test_nobody_writes_or_changes_messages(client: Client, message: Message) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org"))
    page = client.get(address("index")).content.decode()
    for action in ("new", f"edit/{message.pk}", f"copy/{message.pk}", f"history/{message.pk}", f"usage/{message.pk}"):
        assert client.get(f"{address('index')}{action}/").status_code == 404
        assert f"{address('index')}{action}/" not in page


def test_log_tells_nothing_of_a_deleted_message(client: Client, message: Message) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org"))
    client.post(address("delete", message))
    (entry,) = ModelLogEntry.objects.filter(action="wagtail.delete")
    for word in ("robin", "First"):
        assert word not in f"{entry.label} {entry.data}".lower()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"mail_at": None}, "Kept here; no mail server is set"),
        ({"mail_at": None, "mailed_at": "2026-01-01T00:00:00Z"}, "You were told by mail"),
        ({"mail_at": "2026-01-01T00:00:00Z"}, "The mail about it waits"),
        ({"mail_at": "2026-01-01T00:00:00Z", "tries": 3}, "The mail about it waits; tried 3 times"),
    ],
)
def test_state_is_told_in_words(client: Client, message: Message, fields: dict[str, Any], words: str) -> None:
    Message.objects.update(**fields)
    page = logged_in(client, "Inbox").get(address("index")).content.decode()
    assert words in page


def test_other_permissions_can_not_be_given(client: Client, message: Message) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org"))
    page = client.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "Can add message" not in page
    assert "Can change message" not in page
