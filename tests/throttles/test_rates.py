"""Searches that nobody has made before, and addresses at which nothing is, are answered so often and no more."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from api import rates
from api.contact import letters
from api.limits import TooOften
from api.rates import Most, Rates
from api.signpost import signpost_at
from api.store.store import Store
from cms.wsgi import Site
from tests.pages import SmallSite
from tests.store.asking import environ_of, reply_to

pytestmark = pytest.mark.django_db
READER, NEIGHBOUR = "192.0.2.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two for each reader, and five for all."""
    monkeypatch.setattr(rates, "MOST", {"search": Most(2, 5), "missing": Most(2, 5)})
    monkeypatch.setattr(rates, "rates", Rates(lambda: 0.0))


def ask(address: str, client: str = READER) -> Any:
    return Client(REMOTE_ADDR=client).get(address)


@pytest.mark.parametrize("address", ["/api/v1/search/?q=rent", "/nothing/"])
def test_one_reader_is_asked_to_wait_and_others_are_not(address: str, small_site: SmallSite) -> None:
    first = ask(address).status_code
    assert ask(address).status_code == first
    refused = ask(address)
    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (429, "60", "no-store")
    assert ask(address, NEIGHBOUR).status_code == first
    assert ask("/positions/rent-cap/").status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/search/?q=rent", "/nothing/"])
def test_all_readers_together_are_asked_to_wait(address: str, small_site: SmallSite) -> None:
    for number in range(5):
        assert ask(address, f"192.0.2.{number}").status_code != 429
    assert ask(address, NEIGHBOUR).status_code == 429


def test_reader_is_known_behind_the_store_too(small_site: SmallSite, tmp_path: Path, built_shell: Path) -> None:
    store = Store(Site(), 1024**2, signpost_at(tmp_path / "signpost"), built_shell)
    statuses = []
    for number in range(4):
        environ = environ_of(f"/nothing/{number}/", host="localhost") | {"REMOTE_ADDR": NEIGHBOUR if number == 3 else READER}
        statuses.append(reply_to(store, environ).status)
    assert statuses == [404, 404, 429, 404]


def test_minute_later_all_is_forgotten() -> None:
    now = [0.0]
    counted = Rates(lambda: now[0])
    for _ in range(2):
        counted.admit("search", READER)
    with pytest.raises(TooOften):
        counted.admit("search", READER)
    now[0] = 60.0
    counted.admit("search", READER)


def test_proxy_on_this_machine_is_not_one_reader(settings: Any) -> None:
    counted = Rates(lambda: 0.0)
    for _ in range(5):
        counted.admit("search", "127.0.0.1")
    with pytest.raises(TooOften):
        counted.admit("search", "127.0.0.1")
    settings.CLIENT_ADDRESS_HEADER = "X-Real-IP"
    for _ in range(2):
        counted.admit("missing", "127.0.0.1")
    with pytest.raises(TooOften):
        counted.admit("missing", "127.0.0.1")


def test_counts_hold_no_address() -> None:
    counted = Rates(lambda: 0.0)
    counted.admit("search", READER)
    assert counted._counts
    assert all(len(key) == 16 and READER.encode() not in key for key in counted._counts)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_CLIENTS", 3)
    counted = Rates(lambda: 0.0)
    for number in range(5):
        counted.admit("search", f"192.0.2.{number}")
    assert len(counted._counts) <= 3


def test_messages_of_all_together_are_counted(small_site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "MOST_OF_ALL_AN_HOUR", 2)
    letter = {"email": "robin@example.org", "message": "Hello"}
    for number in range(2):
        letters.take_in(small_site.site, letter, f"192.0.2.{number}", 5, lambda: None)
    with pytest.raises(TooOften):
        letters.take_in(small_site.site, letter, NEIGHBOUR, 5, lambda: None)


def test_wrong_keys_of_all_together_are_counted(small_site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.sharing.MOST_WRONG_OF_ALL", 2)
    statuses = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/api/v1/shared/", headers={"x-preview-link": "wrong"}).status_code
        for number in range(3)
    ]
    assert statuses == [404, 404, 429]
