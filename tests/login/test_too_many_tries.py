"""After five wrong tries one has to wait, with the password and with the code; and no stranger keeps an editor out."""

import logging
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from api.limits import HOUR
from api.models import Tally
from cms.login.factors import codes_of
from cms.login.forms import MOST_LETTERS
from cms.login.tries import BY_STRANGERS, DAY
from home.models import User
from tests.login.conftest import (
    EMAIL,
    PASSWORD,
    STEP,
    code_now,
    give_code,
    give_password,
    is_in,
    log_in,
    text_of,
    wrong_code,
)

STRANGER = {"REMOTE_ADDR": "203.0.113.9"}
TOO_OFTEN = "There were too many wrong tries. Try again in "


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Five past, for the counts: they begin anew with each quarter, which could be in the middle of a test."""
    clock = SimpleNamespace(minutes=5)
    hour = timezone.now().replace(minute=0)
    monkeypatch.setattr("api.limits.timezone", SimpleNamespace(now=lambda: hour + timedelta(minutes=clock.minutes)))
    return clock


def wrong_passwords(client, times=5, email=EMAIL, **more):
    for _ in range(times):
        assert "don't belong together" in text_of(give_password(client, "wrong", email, **more)).replace("&#x27;", "'")


def test_sixth_password_is_not_tried(client, editor):
    wrong_passwords(client)
    answer = give_password(client)
    assert answer.status_code == 429
    assert TOO_OFTEN in text_of(answer)
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert client.get(STEP).status_code == 302


def test_whether_there_is_an_account_is_not_told(client, editor):
    wrong_passwords(client, email="nobody@example.org")
    answer = give_password(client, "wrong", "nobody@example.org")
    assert (answer.status_code, TOO_OFTEN in text_of(answer)) == (429, True)


def test_capitals_and_spaces_are_no_way_around(client, editor):
    for email in (EMAIL, EMAIL.upper(), f" {EMAIL}", EMAIL.title(), EMAIL):
        give_password(client, "wrong", email)
    assert give_password(client).status_code == 429


def test_waiting_ends(client, editor, clock):
    wrong_passwords(client)
    assert "in 10 minutes" in text_of(give_password(client))
    clock.minutes = 15
    assert give_password(client).status_code == 302


def test_right_password_is_not_counted(client, editor):
    for _ in range(8):
        assert give_password(Client()).status_code == 302
    wrong_passwords(client)


def test_stranger_elsewhere_keeps_nobody_out(client, editor):
    wrong_passwords(Client(), **STRANGER)
    assert give_password(Client(), **STRANGER).status_code == 429
    log_in(client)


def test_stranger_at_the_same_address_keeps_out_no_browser_that_is_known(client, editor):
    log_in(client)
    client.post("/admin/logout/")
    wrong_passwords(Client())
    assert give_password(Client()).status_code == 429
    log_in(client, steps=1)


def test_known_browser_has_no_more_tries_than_others(client, editor):
    log_in(client)
    client.post("/admin/logout/")
    wrong_passwords(client)
    assert give_password(client).status_code == 429


def test_browser_is_known_to_its_own_account_alone(client, editor):
    User.objects.create_superuser("other@example.org", PASSWORD)
    log_in(client)
    client.post("/admin/logout/")
    wrong_passwords(Client(), email="other@example.org")
    assert give_password(client, email="other@example.org").status_code == 429


@pytest.mark.parametrize("value", ["", "x", "WyJhIiwiYiJd:1aaaaa:forged", "\x00", "a" * 4_000])
def test_forged_cookie_makes_no_browser_known(client, editor, value):
    wrong_passwords(Client())
    client.cookies["known"] = value
    assert give_password(client).status_code == 429


def test_one_password_is_not_tried_on_many_accounts(client, editor):
    for number in range(20):
        give_password(client, "Summer2026", f"somebody{number}@example.org")
    assert give_password(client, "Summer2026", "one-more@example.org").status_code == 429


def test_many_addresses_together_are_kept_off_one_account(client, editor, monkeypatch):
    monkeypatch.setitem(BY_STRANGERS, "password", (7, HOUR))
    log_in(client)
    client.post("/admin/logout/")
    for number in range(7):
        give_password(Client(), "wrong", REMOTE_ADDR=f"203.0.113.{number}")
    assert give_password(Client(), REMOTE_ADDR="198.51.100.1").status_code == 429
    log_in(client, steps=1)


def test_sixth_code_is_not_tried(client, editor):
    give_password(client)
    for _ in range(5):
        give_code(client, wrong_code())
    answer = give_code(client, code_now())
    assert (answer.status_code, TOO_OFTEN in text_of(answer)) == (429, True)
    assert give_code(client, codes_of(editor)[0]).status_code == 429
    assert client.post(STEP, {"do": "passkey", "credential": "{}"}).status_code == 429
    assert not is_in(client)


def test_password_does_not_start_the_count_of_codes_anew(client, editor):
    for _ in range(5):
        give_password(client)
        give_code(client, wrong_code())
        client.post(STEP, {"do": "leave"})
    give_password(client)
    assert give_code(client, code_now()).status_code == 429


def test_codes_are_not_guessed_from_many_addresses(editor, monkeypatch):
    monkeypatch.setitem(BY_STRANGERS, "code", (7, DAY))
    for number in range(7):
        guesser, place = Client(), {"REMOTE_ADDR": f"203.0.113.{number}"}
        give_password(guesser, **place)
        give_code(guesser, wrong_code(), **place)
    guesser = Client()
    give_password(guesser, REMOTE_ADDR="198.51.100.1")
    answer = give_code(guesser, code_now(), REMOTE_ADDR="198.51.100.1")
    assert answer.status_code == 429
    assert re.search(r"Try again in \d+ (hours|minutes)\.", text_of(answer))


def test_new_password_ends_what_was_counted_of_codes(client, editor):
    give_password(client)
    for _ in range(5):
        give_code(client, wrong_code())
    editor.set_password("quite another phrase")
    editor.save()
    fresh = Client()
    give_password(fresh, "quite another phrase")
    assert give_code(fresh, code_now()).status_code == 302


def test_neither_rows_nor_log_tell_who_tried(client, editor, caplog):
    caplog.set_level(logging.DEBUG)
    for _ in range(7):
        give_password(client, "wrong", **STRANGER)
    kept = str(list(Tally.objects.values_list()))
    assert Tally.objects.count() == 3
    for secret in (EMAIL, EMAIL.partition("@")[0], STRANGER["REMOTE_ADDR"], "wrong"):
        assert secret not in kept
        assert secret not in caplog.text


def test_nobody_fills_a_mailbox_with_letters_for_a_new_password(db, mailoutbox):
    User.objects.create_superuser("chief@example.org", password="correct horse battery staple")
    for _ in range(MOST_LETTERS + 3):
        Client().post("/admin/password_reset/", {"email": "chief@example.org"})
    assert len(mailoutbox) == MOST_LETTERS
