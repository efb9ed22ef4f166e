"""A password alone lets nobody in; an app, a code for emergencies or a passkey besides does."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.login.factors import accepts_code, codes_of, make_codes
from home.models import User
from tests.login.conftest import (
    EMAIL,
    HOME,
    LOGIN,
    PASSWORD,
    SECRET,
    SET_UP,
    STEP,
    code_now,
    give_code,
    give_password,
    is_in,
    log_in,
    secret_shown,
    text_of,
)


def test_password_leads_to_the_second_step(client, editor):
    assert give_password(client).url == f"{STEP}?next=/admin/"
    assert client.get(HOME).url == f"{STEP}?next=/admin/"


def test_code_of_the_app_lets_in(client, editor):
    give_password(client)
    assert give_code(client, code_now()).url == HOME
    assert is_in(client)


def test_code_leads_to_where_one_wanted_to_go(client, editor):
    login = client.get("/admin/reports/locked/").url
    assert client.post(login, {"username": EMAIL, "password": PASSWORD, "next": "/admin/reports/locked/"}).url.startswith(
        STEP
    )
    assert give_code(client, code_now(), data={"next": "/admin/reports/locked/"}).url == "/admin/reports/locked/"


def test_code_leads_to_no_other_site(client, editor):
    give_password(client)
    assert give_code(client, code_now(), data={"next": "https://example.org/"}).url == HOME


@pytest.mark.parametrize("code", ["", "12", "letters", "0" * 5_000, "\u0664" * 6, "'; --"])
def test_wrong_code_gets_one_sentence(client, editor, code):
    give_password(client)
    page = give_code(client, code)
    assert page.status_code == 200
    assert "That code is wrong" in text_of(page) or "Write the code." in text_of(page)
    assert not is_in(client)


def test_code_works_once(client, editor):
    code = code_now()
    log_in(client)
    other = Client()
    give_password(other)
    assert "was used before" in text_of(give_code(other, code))
    assert not is_in(other)


def test_code_for_emergencies_works_once(client, editor):
    code = codes_of(editor)[0]
    give_password(client)
    assert give_code(client, f"{code[:4]} {code[4:]}").url == HOME
    assert code not in codes_of(editor)
    other = Client()
    give_password(other)
    give_code(other, code)
    assert not is_in(other)


def test_two_who_use_one_code_for_emergencies_at_once_take_turns(editor):
    """What the second reads, the first has written: on SQLite within a transaction, of which there is one at a time."""
    with CaptureQueriesContext(connection) as queries:
        assert accepts_code(editor, codes_of(editor)[0])
    said = [query["sql"] for query in queries]
    reads = next(number for number, sql in enumerate(said) if "mfa_authenticator" in sql and "IN" in sql)
    assert said[reads - 1].startswith("SAVEPOINT")
    assert not connection.features.has_select_for_update or "FOR UPDATE" in said[reads]


def test_session_gets_another_key_with_each_step(client, editor):
    give_password(client)
    first = client.session.session_key
    give_code(client, code_now())
    assert client.session.session_key != first


def test_password_is_good_for_a_quarter_of_an_hour(client, editor):
    give_password(client, data={"remember": "on"})
    assert client.session.get_expiry_age() == 15 * 60
    give_code(client, code_now())
    assert client.session.get_expiry_age() > 24 * 3600


def test_session_ends_with_the_browser_unless_it_is_to_be_remembered(client, editor):
    log_in(client)
    assert client.session.get_expire_at_browser_close()


def test_one_can_start_again(client, editor):
    give_password(client)
    assert client.post(STEP, {"do": "leave"}).url == LOGIN
    assert client.get(STEP).url.startswith(LOGIN)


def test_page_for_the_password_leads_on_who_has_given_it(client, editor):
    give_password(client)
    assert client.get(LOGIN).url.startswith(STEP)
    assert give_password(client, "wrong").url.startswith(STEP)


@pytest.mark.parametrize("address", [STEP, SET_UP])
def test_nobody_reaches_the_second_step_without_a_password(client, editor, address):
    assert client.get(address).url.startswith(LOGIN)
    assert client.post(address, {"code": code_now()}).url.startswith(LOGIN)


def test_first_login_sets_up_an_app(client, newcomer):
    give_password(client)
    assert client.get(STEP).url.startswith(SET_UP)
    secret = secret_shown(client.get(SET_UP))
    assert client.post(SET_UP, {"do": "code", "code": code_now(secret)}).url == "/admin/account/codes/"
    page = client.get("/admin/account/codes/")
    assert all(code in text_of(page) for code in codes_of(newcomer))
    assert len(codes_of(newcomer)) == 10
    assert is_in(client)


def test_codes_are_shown_once(client, newcomer):
    give_password(client)
    client.post(SET_UP, {"do": "code", "code": code_now(secret_shown(client.get(SET_UP)))})
    client.get("/admin/account/codes/")
    page = text_of(client.get("/admin/account/codes/"))
    assert not any(code in page for code in codes_of(newcomer))


def test_wrong_code_sets_nothing_up_and_leaves_the_secret(client, newcomer):
    give_password(client)
    secret = secret_shown(client.get(SET_UP))
    page = client.post(SET_UP, {"do": "code", "code": "12"})
    assert "That code is wrong" in text_of(page)
    assert secret_shown(page) == secret
    assert not Authenticator.objects.exists()


def test_password_alone_sets_up_no_second_factor_beside_one(client, editor):
    """Otherwise whoever has the password would need nothing else."""
    give_password(client)
    assert client.get(SET_UP).url.startswith(STEP)
    assert client.post(SET_UP, {"do": "passkey", "credential": "{}"}).url.startswith(STEP)
    assert Authenticator.objects.filter(user=editor).count() == 2


def test_second_factor_is_changed_only_shortly_after_the_second_step(client, editor):
    log_in(client)
    session = client.session
    session["second_step_at"] -= 16 * 60
    session.save()
    assert client.get(SET_UP).url.startswith(STEP)
    assert client.post("/admin/account/second-step/", {"codes": ""}).url.startswith(STEP)
    assert is_in(client)


def test_only_second_factor_stays(client, editor):
    log_in(client)
    app = Authenticator.objects.get(type="totp")
    page = client.post("/admin/account/second-step/", {"remove": app.pk}, follow=True)
    assert "Add another one first." in text_of(page)
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_second_factor_of_somebody_else_is_not_removed(client, editor, settings):
    settings.SECOND_FACTOR_IS_REQUIRED = False
    other = User.objects.create_user("other@example.org")
    theirs = Authenticator.objects.create(user=other, type="totp", data={})
    log_in(client)
    client.post("/admin/account/second-step/", {"remove": theirs.pk})
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_new_codes_end_the_old_ones(client, editor):
    old = codes_of(editor)
    log_in(client)
    assert client.post("/admin/account/second-step/", {"codes": ""}).url == "/admin/account/codes/"
    assert not set(old) & set(codes_of(editor))


@pytest.mark.parametrize(
    "credential",
    ["", "{", "[]", "null", "{}", "[" * 50_000, json.dumps({"id": 1, "rawId": "x", "type": "public-key", "response": 5}),
     json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "AA",
                "signature": "AA", "attestationObject": "AA"}})],
)  # fmt: skip
def test_nonsense_instead_of_a_passkey_gets_one_sentence(client, newcomer, credential):
    give_password(client)
    client.get(SET_UP)
    page = client.post(SET_UP, {"do": "passkey", "credential": credential})
    assert "That passkey was not accepted." in text_of(page)
    client.post(SET_UP, {"do": "code", "code": code_now(secret_shown(client.get(SET_UP)))})
    client.post(STEP, {"do": "leave"})
    give_password(client)
    page = client.post(STEP, {"do": "passkey", "credential": credential})
    assert "That passkey was not accepted." in text_of(page)
    assert not is_in(client)


def test_secrets_are_not_in_the_database_in_clear(editor):
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert not any(code in kept for code in codes_of(editor))


def test_second_factor_of_another_key_lets_nobody_in(client, editor, settings):
    settings.SECRET_KEY = "another one"
    give_password(client)
    assert "That code is wrong" in text_of(give_code(client, code_now()))


def test_second_factor_outlives_a_key_that_is_replaced(client, editor, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another one"
    log_in(client)


def test_it_can_be_left_for_later_where_a_setting_says_so(client, newcomer, settings):
    settings.SECOND_FACTOR_IS_REQUIRED = False
    assert give_password(client).url == HOME
    assert is_in(client)
    settings.SECOND_FACTOR_IS_REQUIRED = True
    assert client.get(HOME).url.startswith(STEP)


def test_who_has_one_needs_it_even_where_it_may_be_left_for_later(client, editor, settings):
    settings.SECOND_FACTOR_IS_REQUIRED = False
    give_password(client)
    assert not is_in(client)
    log_in(client)


def test_new_password_by_mail_does_not_lead_past_the_second_step(client, editor, mailoutbox):
    client.post("/admin/password_reset/", {"email": EMAIL})
    link = re.search(r"/admin/password_reset/confirm/\S+", mailoutbox[0].body)[0]  # type: ignore[index]
    form = client.get(link, follow=True)
    changed = {"new_password1": "quite another phrase", "new_password2": "quite another phrase"}
    assert client.post(form.request["PATH_INFO"], changed).status_code == 302
    assert not is_in(client)
    give_password(client, "quite another phrase")
    assert not is_in(client)


def test_codes_are_made_anew_not_added(editor):
    make_codes(editor)
    assert Authenticator.objects.filter(type="recovery_codes").count() == 1
