"""People log in with an e-mail address, in whatever case; nobody is asked for another name."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from home.models import User
from tests.tree.conftest import PASSWORD, Editor, errors_of

STRANGE = "Tall grass by the lake 9"


def log_in(client, email, password=PASSWORD):
    return client.post(reverse("wagtailadmin_login"), {"username": email, "password": password})


def user_form(**changes):
    fields = {"email": "New@Example.org", "first_name": "", "last_name": "", "password1": STRANGE, "password2": STRANGE}
    return {**fields, **changes}


@pytest.mark.parametrize("email", ["someone@example.org", "Someone@Example.ORG"])
def test_capital_letters_make_no_difference_at_login(email, client, db):
    User.objects.create_superuser("SomeOne@example.org", PASSWORD)
    assert log_in(client, email).url == "/admin/"


def test_wrong_password_is_refused(client, db):
    User.objects.create_superuser("someone@example.org", PASSWORD)
    response = log_in(client, "someone@example.org", "wrong")
    assert response.status_code == 200
    assert not response.wsgi_request.user.is_authenticated


def test_login_names_the_organisation(client, small_site):
    from home.models import OrganisationSettings

    OrganisationSettings.objects.create(site=small_site.site, name="Tenants <3")
    assert "Sign in to Tenants &lt;3" in client.get("/admin/login/").content.decode()


def test_login_works_before_anything_is_set(client, db):
    assert "Sign in to the site" in client.get("/admin/login/").content.decode()


def test_superuser_is_made_on_the_command_line(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="Admin@Example.org", interactive=False)
    user = User.objects.get()
    assert (user.email, user.is_superuser, user.check_password(PASSWORD)) == ("admin@example.org", True, True)


def test_second_superuser_with_the_same_address_is_refused(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    User.objects.create_user("admin@example.org")
    with pytest.raises(CommandError, match="already"):
        call_command("createsuperuser", email="ADMIN@example.org", interactive=False)


def test_user_needs_an_address(db):
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_user_is_made_in_the_admin_without_a_name(editor: Editor):
    assert editor.client.get(reverse("wagtailusers_users:add")).status_code == 200
    response = editor.client.post(reverse("wagtailusers_users:add"), user_form())
    assert errors_of(response) == {}
    user = User.objects.get(email="new@example.org")
    assert user.check_password(STRANGE)
    assert str(user) == "new@example.org"


@pytest.mark.parametrize("email", ["editor@example.org", "EDITOR@Example.org"])
def test_address_is_given_once_whatever_its_case(email, editor: Editor):
    response = editor.client.post(reverse("wagtailusers_users:add"), user_form(email=email))
    assert errors_of(response) == {"email": ["There is already a user with this e-mail address."]}


def test_weak_password_is_refused(editor: Editor):
    response = editor.client.post(reverse("wagtailusers_users:add"), user_form(password1="12345", password2="12345"))
    assert "password2" in errors_of(response)


def test_user_is_edited_in_the_admin(editor: Editor):
    user = User.objects.create_user("old@example.org", PASSWORD)
    url = reverse("wagtailusers_users:edit", args=(user.pk,))
    assert editor.client.get(url).status_code == 200
    form = user_form(email="Newer@example.org", first_name="Kit", password1="", password2="", is_active="on")
    assert errors_of(editor.client.post(url, form)) == {}
    user.refresh_from_db()
    assert (user.email, str(user), user.check_password(PASSWORD)) == ("newer@example.org", "Kit", True)


def test_address_of_another_user_cannot_be_taken_over(editor: Editor):
    user = User.objects.create_user("old@example.org", PASSWORD)
    form = user_form(email="EDITOR@example.org", password1="", password2="", is_active="on")
    response = editor.client.post(reverse("wagtailusers_users:edit", args=(user.pk,)), form)
    assert errors_of(response) == {"email": ["There is already a user with this e-mail address."]}


@pytest.mark.parametrize("view", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailadmin_account"])
def test_views_of_users_know_no_username(view, editor: Editor):
    assert editor.client.get(reverse(view)).status_code == 200


def test_users_are_found_by_their_address(editor: Editor):
    User.objects.create_user("other@example.org")
    html = editor.client.get(reverse("wagtailusers_users:index"), {"q": "other"}).content.decode()
    assert "other@example.org" in html


def test_user_can_be_deleted(editor: Editor):
    user = User.objects.create_user("old@example.org")
    editor.client.post(reverse("wagtailusers_users:delete", args=(user.pk,)))
    assert not User.objects.filter(pk=user.pk).exists()
