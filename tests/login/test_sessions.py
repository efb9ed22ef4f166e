"""People see where they are logged in, and end what they don't need; administrators end somebody's."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.login.sessions import forget_ended_sessions, kind_of_browser, sessions_of
from cms.models import EditorSession
from home.models import User
from tests.login.conftest import FIREFOX, PASSWORD, SET_UP, code_now, give_password, is_in, log_in, secret_shown, text_of

SESSIONS = "/admin/account/sessions/"
ACCOUNT = "/admin/account/"


def logged_in(user: User, **headers: str) -> Client:
    """A session of that user, as after both steps."""
    client = Client(headers=headers)
    client.force_login(user)
    # Through the page, which is what notes the browser.
    session = client.session
    session["second_step_at"] = 2**40
    session["browser"] = kind_of_browser(headers.get("user_agent", ""))
    session.save()
    assert is_in(client)
    return client


@pytest.fixture
def two(client: Client, editor: User) -> tuple[Client, Client]:
    return log_in(client), logged_in(editor, user_agent=FIREFOX)


def handles(client: Client) -> list[str]:
    return [one.handle for one in client.get(SESSIONS).context["sessions"] if not one.is_current]


def test_sessions_are_listed_with_browser_and_hour(two):
    mine, _other = two
    page = text_of(mine.get(SESSIONS))
    assert "Firefox, Linux" in page
    assert "This one" in page
    assert page.count(":00") >= 2
    assert "127.0.0.1" not in page


def test_browser_is_noted_at_login(editor):
    client = Client(headers={"user_agent": FIREFOX})
    give_password(client)
    assert sessions_of(editor)[0].browser == "Firefox, Linux"


def test_neither_address_nor_whole_browser_is_kept(two):
    kept = str([row.get_decoded() for row in EditorSession.objects.all()])
    assert "127.0.0.1" not in kept
    assert "Gecko" not in kept


def test_page_tells_no_key_of_a_session(two):
    mine, other = two
    html = mine.get(SESSIONS).content.decode()
    assert mine.session.session_key not in html
    assert other.session.session_key not in html


def test_another_session_is_ended(two):
    mine, other = two
    mine.post(SESSIONS, {"end": handles(mine)[0]})
    assert not is_in(other)
    assert is_in(mine)


def test_all_others_are_ended(two, editor):
    mine, other = two
    third = logged_in(editor)
    page = mine.post(SESSIONS, {"others": ""}, follow=True)
    assert "2 sessions have been ended." in text_of(page)
    assert [is_in(client) for client in (mine, other, third)] == [True, False, False]


@pytest.mark.parametrize("handle", ["", "x", "0" * 32])
def test_session_that_is_not_there_is_said_to_have_ended(two, handle):
    mine, other = two
    assert "had ended already" in text_of(mine.post(SESSIONS, {"end": handle}, follow=True))
    assert is_in(other)


def test_session_of_somebody_else_is_not_ended_from_ones_own_page(two):
    mine, other = two
    stranger = logged_in(User.objects.create_superuser("other@example.org"))
    stranger.post(SESSIONS, {"end": handles(mine)[0]})
    assert is_in(other)


def test_hour_of_use_is_noted(two):
    _mine, other = two
    session = other.session
    session["used_at"] = "2026-01-01T10:00:00+00:00"
    session.save()
    assert is_in(other)
    assert other.session["used_at"] > "2026-01-01T10"


def test_new_password_ends_the_others(two, editor):
    mine, _other = two
    form = {
        "name_email-first_name": "Kit",
        "name_email-last_name": "Lane",
        "name_email-email": editor.email,
        "locale-preferred_language": "en",
        "locale-current_time_zone": "Europe/London",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        "password-old_password": PASSWORD,
        "password-new_password1": "quite another phrase",
        "password-new_password2": "quite another phrase",
    }
    assert mine.post(ACCOUNT, form).status_code == 302
    editor.refresh_from_db()
    assert editor.check_password("quite another phrase")
    assert [is_in(client) for client in two] == [True, False]
    assert EditorSession.objects.filter(user=editor).count() == 1


def test_new_name_ends_nothing(two, editor):
    editor.first_name = "Kit"
    editor.save()
    assert [is_in(client) for client in two] == [True, True]


def test_second_factor_ends_the_others(client, newcomer, settings):
    settings.SECOND_FACTOR_IS_REQUIRED = False
    mine, other = Client(), Client()
    for one in (mine, other):
        give_password(one)
    mine.post(SET_UP, {"do": "code", "code": code_now(secret_shown(mine.get(SET_UP)))})
    assert [is_in(one) for one in (mine, other)] == [True, False]


def test_new_codes_end_the_others(two):
    mine, _other = two
    mine.post("/admin/account/second-step/", {"codes": ""})
    assert [is_in(client) for client in two] == [True, False]


def test_administrator_ends_the_sessions_of_somebody(two, editor):
    User.objects.filter(pk=editor.pk).update(is_superuser=False)
    editor.groups.add(Group.objects.get(name="Editors"))
    chief = User.objects.create_user("chief@example.org")
    chief.groups.add(Group.objects.get(name="Administrators"))
    boss = logged_in(chief)
    assert "Where editor@example.org is signed in" in text_of(boss.get(f"{SESSIONS}{editor.pk}/"))
    boss.post(f"{SESSIONS}{editor.pk}/", {"others": ""})
    assert [is_in(client) for client in (*two, boss)] == [False, False, True]


def test_administrator_leaves_superusers_alone(two, editor):
    chief = User.objects.create_user("chief@example.org")
    chief.groups.add(Group.objects.get(name="Administrators"))
    logged_in(chief).post(f"{SESSIONS}{editor.pk}/", {"others": ""})
    assert [is_in(client) for client in two] == [True, True]


def test_editor_ends_the_sessions_of_nobody_else(two):
    author = User.objects.create_user("author@example.org")
    other = User.objects.create_user("other@example.org")
    for user in (author, other):
        user.groups.add(Group.objects.get(name="Editors"))
    mine, theirs = logged_in(author), logged_in(other)
    mine.post(f"{SESSIONS}{other.pk}/", {"others": ""})
    assert is_in(theirs)


def test_list_of_users_leads_to_their_sessions(two, editor):
    mine, _ = two
    assert f"{SESSIONS}{editor.pk}/" in mine.get("/admin/users/").content.decode()


def test_account_settings_lead_to_both_pages(two):
    html = two[0].get(ACCOUNT).content.decode()
    assert SESSIONS in html
    assert "/admin/account/second-step/" in html


def test_sessions_whose_time_is_over_are_deleted(two, editor):
    EditorSession.objects.update(expire_date="2026-01-01T00:00:00Z")
    forget_ended_sessions()
    assert not EditorSession.objects.exists()


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (FIREFOX, "Firefox, Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_browser_is_known_by_its_kind_alone(agent, kind):
    assert kind_of_browser(agent) == kind
