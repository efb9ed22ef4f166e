"""The page shell in each language."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

STATE = re.compile(r'<script type="application/json" id="state">(.*?)</script>', re.DOTALL)


def state_of(response: Any) -> dict[str, Any]:
    match = STATE.search(response.content.decode())
    assert match
    return json.loads(match.group(1))


def test_shell_says_the_language_and_its_direction(client: Client, german: SmallSite, settings: Any) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    german.translate(german.home, "ar")
    assert '<html lang="en-GB" dir="ltr">' in client.get("/").content.decode()
    assert '<html lang="de" dir="ltr">' in client.get("/de/positionen/").content.decode()
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/").content.decode()


def test_shell_brings_what_the_frontend_asks_for_in_that_language(client: Client, german: SmallSite) -> None:
    state = state_of(client.get("/de/positionen/"))
    assert list(state) == [
        "/api/v1/resolve/?path=%2Fde%2Fpositionen%2F",
        "/api/v1/site/",
        "/api/v1/site/?locale=de",
        "/api/v1/navigation/?locale=de",
    ]
    for address, answer in state.items():
        assert answer == {"status": 200, "body": client.get(address).json()}


def test_missing_page_has_the_menus_of_its_language(client: Client, german: SmallSite) -> None:
    response = client.get("/de/nirgends/")
    assert response.status_code == 404
    assert "/api/v1/navigation/?locale=de" in state_of(response)


def test_language_of_the_reader_does_not_decide(client: Client, german: SmallSite) -> None:
    first = client.get("/", headers={"accept-language": "de"})
    assert '<html lang="en-GB" dir="ltr">' in first.content.decode()
