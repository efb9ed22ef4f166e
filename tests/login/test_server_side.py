"""What is settled on the server: lost second factors, passwords, and the setting that asks for a second factor."""

import os
import subprocess
import sys

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from cms.bootstrap.places import ROOT
from home.models import User
from tests.login.conftest import EMAIL, SET_UP, STEP, give_password, is_in, log_in


def test_lost_second_factor_is_taken_away(client, editor, capsys):
    log_in(client)
    call_command("forget_second_factor", EMAIL.upper())
    assert capsys.readouterr().out == f"{EMAIL} has no second factor any more, and sets one up at the next login.\n"
    assert not is_in(client)
    fresh = Client()
    give_password(fresh)
    assert fresh.get(STEP).headers["Location"].startswith(SET_UP)


def test_second_factor_of_others_stays(client, editor):
    User.objects.create_superuser("other@example.org")
    call_command("forget_second_factor", "other@example.org")
    log_in(client)


def test_account_without_second_factor_is_told(newcomer, capsys):
    call_command("forget_second_factor", EMAIL)
    assert capsys.readouterr().out == f"{EMAIL} has no second factor; the sessions have been ended.\n"


def test_unknown_account_is_told(db):
    with pytest.raises(CommandError, match=r"^There is no account with the e-mail address nobody@example.org\.$"):
        call_command("forget_second_factor", "nobody@example.org")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "This password is too short. It must contain at least 15 characters."),
        ("1qaz2wsx3edc4rfv", "This password is too common."),
        ("someone@example.org", "The password is too similar to the e-mail address."),
    ],
)
def test_weak_password_gets_one_sentence(password, sentence):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, User(email="someone@example.org"))
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize(
    "password", ["all small letters and spaces", "4071 9925 1683 0027", "Kaffee über Mitternacht ☕", "x9" * 40]
)
def test_password_may_consist_of_anything(password):
    validate_password(password, User(email="someone@example.org"))


@pytest.mark.parametrize(
    ("module", "value", "told"),
    [
        ("production", "", "True 8"),
        ("production", "optional", "False 15"),
        ("development", None, "False 15"),
        ("development", "required", "True 8"),
        ("production", "no", "SECOND_FACTOR is no; it has to be required or optional."),
    ],
)
def test_setting_asks_for_a_second_factor_unless_told_otherwise(module, value, told, tmp_path):
    environment = {name: text for name, text in os.environ.items() if name != "SECOND_FACTOR"}
    environment |= {"SECRET_KEY": "tests only", "DATA_DIR": str(tmp_path)}
    if value is not None:
        environment["SECOND_FACTOR"] = value
    code = f"import cms.settings.{module} as s; print(s.SECOND_FACTOR_IS_REQUIRED, s.LEAST_PASSWORD_LENGTH)"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert told in ran.stdout + ran.stderr
