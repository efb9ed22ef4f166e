"""The roles are there from the start, and nobody raises themselves above theirs."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from home.models import User
from tests.desk.world import member
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

WORDS = "Tall grass by the lake 9"


@pytest.fixture
def administrator(client: Client, small_site: SmallSite) -> Client:
    client.force_login(member("Administrators"))
    return client


def user_form(**changes: Any) -> dict[str, Any]:
    fields = {"email": "new@example.org", "first_name": "", "last_name": "", "is_active": "on"}
    return {**fields, "password1": WORDS, "password2": WORDS, **changes}


def test_groups_are_there() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Authors",
        "Editors",
        "Moderators",
        "Administrators",
        "Inbox",
    }


def test_there_is_one_workflow() -> None:
    assert [workflow.name for workflow in Workflow.objects.all()] == ["Approval by a second person"]


def test_administrator_gives_roles(administrator: Client) -> None:
    group = Group.objects.get(name="Authors")
    administrator.post(reverse("wagtailusers_users:add"), user_form(groups=[group.pk]))
    assert User.objects.get(email="new@example.org").groups.get() == group


def test_administrator_makes_no_superuser(administrator: Client) -> None:
    assert "is_superuser" not in administrator.get(reverse("wagtailusers_users:add")).content.decode()
    administrator.post(reverse("wagtailusers_users:add"), user_form(is_superuser="on"))
    assert not User.objects.get(email="new@example.org").is_superuser


def test_administrator_raises_nobody_to_a_superuser(administrator: Client) -> None:
    author = member("Authors")
    administrator.post(
        reverse("wagtailusers_users:edit", args=[author.pk]), user_form(email=author.email, is_superuser="on")
    )
    author.refresh_from_db()
    assert author.check_password(WORDS)
    assert not author.is_superuser


def test_administrator_sets_no_password_of_a_superuser(administrator: Client) -> None:
    first = User.objects.create_superuser("first@example.org")
    administrator.post(reverse("wagtailusers_users:edit", args=[first.pk]), user_form(email=first.email))
    first.refresh_from_db()
    assert not first.check_password(WORDS)


@pytest.mark.parametrize("action", ["set_active_state", "assign_role", "delete"])
def test_administrator_leaves_superusers_in_place(administrator: Client, action: str) -> None:
    first = User.objects.create_superuser("first@example.org")
    url = reverse("wagtail_bulk_action", args=("home", "user", action))
    role = Group.objects.get(name="Authors").pk
    administrator.post(f"{url}?next=/admin/&id={first.pk}", {"mark_as_active": "False", "role": role})
    first = User.objects.get(pk=first.pk)
    assert first.is_active
    assert not first.groups.exists()


def test_superuser_makes_superusers(client: Client, small_site: SmallSite) -> None:
    client.force_login(User.objects.create_superuser("first@example.org"))
    client.post(reverse("wagtailusers_users:add"), user_form(is_superuser="on"))
    assert User.objects.get(email="new@example.org").is_superuser


@pytest.mark.parametrize("address", ["wagtailadmin_workflows:index", "wagtailusers_groups:index"])
def test_administrator_leaves_the_rules_alone(administrator: Client, address: str) -> None:
    assert administrator.get(reverse(address)).status_code == 302


@pytest.mark.parametrize("address", ["wagtailusers_users:index", "wagtailsites:index", "wagtaillocales:index"])
def test_only_administrators_look_after_people_sites_and_languages(
    client: Client, small_site: SmallSite, address: str
) -> None:
    statuses = {}
    for role in ("Authors", "Editors", "Moderators", "Administrators"):
        client.force_login(member(role))
        statuses[role] = client.get(reverse(address)).status_code
    assert statuses == {"Authors": 302, "Editors": 302, "Moderators": 302, "Administrators": 200}


@pytest.mark.parametrize("setting", ["organisationsettings", "navigationsettings"])
def test_administrator_changes_settings(administrator: Client, setting: str, small_site: SmallSite) -> None:
    url = reverse("wagtailsettings:edit", args=("home", setting, small_site.site.pk))
    assert administrator.get(url).status_code == 200


def test_editor_looks_after_redirects(client: Client, small_site: SmallSite) -> None:
    client.force_login(member("Editors"))
    assert client.get(reverse("wagtailredirects:add")).status_code == 200
