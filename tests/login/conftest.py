"""What tests of the way in share: editors with and without a second factor, where one is required."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from cms.login.factors import make_codes
from home.models import User

EMAIL, PASSWORD = "editor@example.org", "seven plain words for a test"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN, STEP, SET_UP, HOME = "/admin/login/", "/admin/second-step/", "/admin/second-step/set-up/", "/admin/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def second_factor_is_required(settings: Any) -> None:
    settings.SECOND_FACTOR_IS_REQUIRED = True


@pytest.fixture
def newcomer(db: None) -> User:
    """Somebody who has a password and nothing else yet."""
    return User.objects.create_superuser(EMAIL, PASSWORD)


@pytest.fixture
def editor(newcomer: User) -> User:
    """Somebody who has an app, and codes for emergencies."""
    TOTP.activate(newcomer, SECRET)
    make_codes(newcomer)
    return newcomer


def code_now(secret: str = SECRET, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def wrong_code() -> str:
    right = {code_now(steps=steps) for steps in range(-3, 4)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555", "666666") if code not in right)


def give_password(client: Client, password: str = PASSWORD, email: str = EMAIL, **more: Any) -> Any:
    return client.post(LOGIN, {"username": email, "password": password, **more.pop("data", {})}, **more)


def give_code(client: Client, code: str, **more: Any) -> Any:
    return client.post(STEP, {"do": "code", "code": code, **more.pop("data", {})}, **more)


def log_in(client: Client, steps: int = 0) -> Client:
    """Takes both steps."""
    give_password(client)
    assert give_code(client, code_now(steps=steps)).status_code == 302
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return bool(client.get(HOME).status_code == 200)


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def secret_shown(page: Any) -> str:
    return re.sub(r"\s", "", re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())[1])  # type: ignore[index]
