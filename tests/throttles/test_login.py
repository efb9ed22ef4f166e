"""A password can't be guessed for ever, and nobody is locked out because somebody else has guessed."""

from typing import Any

import pytest
from django.test import Client

from api.models import Tally
from cms import login
from home.models import User

pytestmark = pytest.mark.django_db
NAME, PASSWORD = "chief@example.org", "correct horse battery"


@pytest.fixture(autouse=True)
def chief(db: None) -> User:
    return User.objects.create_superuser(NAME, password=PASSWORD)


def try_out(password: str, name: str = NAME, address: str = "192.0.2.1") -> Any:
    return Client(REMOTE_ADDR=address).post("/admin/login/", {"username": name, "password": password})


def is_in(response: Any) -> bool:
    return response.status_code == 302


def is_asked_to_wait(response: Any) -> bool:
    return "That was often enough for now." in response.content.decode()


def test_five_wrong_passwords_and_then_not_even_the_right_one() -> None:
    for _ in range(login.MOST_FOR_A_NAME):
        assert not is_asked_to_wait(try_out("wrong"))
    assert is_asked_to_wait(try_out(PASSWORD))
    assert is_asked_to_wait(try_out(PASSWORD, NAME.upper()))


def test_right_passwords_do_not_count() -> None:
    for _ in range(login.MOST_FOR_A_NAME + 1):
        assert is_in(try_out(PASSWORD))


def test_somebody_elses_guesses_lock_nobody_out() -> None:
    for _ in range(login.MOST_FOR_A_NAME + 1):
        try_out("wrong")
    assert is_in(try_out(PASSWORD, address="198.51.100.7"))


def test_one_client_cannot_try_many_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "MOST_OF_A_CLIENT", 3)
    for number in range(3):
        assert not is_asked_to_wait(try_out("wrong", f"{number}@example.org"))
    assert is_asked_to_wait(try_out(PASSWORD))


def test_many_clients_cannot_try_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "MOST_OF_ALL", 3)
    for number in range(3):
        assert not is_asked_to_wait(try_out("wrong", address=f"192.0.2.{number}"))
    assert is_asked_to_wait(try_out(PASSWORD, address="198.51.100.7"))


def test_nothing_tells_who_it_was() -> None:
    try_out("wrong")
    kept = " ".join(str(row) for row in Tally.objects.values())
    assert "192.0.2.1" not in kept
    assert NAME not in kept


def test_a_mailbox_is_not_filled(mailoutbox: list[Any]) -> None:
    for _ in range(login.MOST_LETTERS + 3):
        Client().post("/admin/password_reset/", {"email": NAME})
    assert len(mailoutbox) == login.MOST_LETTERS


def test_header_of_a_proxy_counts_only_where_it_is_named(settings: Any) -> None:
    def from_behind(told: str) -> Any:
        return Client(headers={"x-forwarded-for": told}).post("/admin/login/", {"username": NAME, "password": "wrong"})

    for number in range(login.MOST_FOR_A_NAME):
        from_behind(f"192.0.2.{number}")
    assert is_asked_to_wait(from_behind("192.0.2.9"))
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    assert not is_asked_to_wait(from_behind("192.0.2.9"))
