"""What keeps machines from filling the inbox: a puzzle, a field that people don't see, some seconds, and a count."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api import limits
from api.contact import proofs
from api.models import SpentProof, Tally
from home.models import Message
from tests.contact.conftest import solved
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

Send = Callable[..., Any]
Proof = Callable[[], str]


def changed(proof: str, change: Callable[[dict[str, Any]], Any]) -> str:
    """The proof with something in it that its maker would like to be otherwise."""
    content = json.loads(base64.b64decode(proof))
    change(content)
    return base64.b64encode(json.dumps(content).encode()).decode()


def test_challenge_is_another_one_each_time_and_kept_by_nobody(client: Client, small_site: SmallSite) -> None:
    first, second = (client.get("/api/v1/contact/challenge/") for _ in range(2))
    assert first["Cache-Control"] == "no-store"
    assert first.json()["parameters"]["nonce"] != second.json()["parameters"]["nonce"]


def test_asking_for_a_challenge_writes_nothing(client: Client, small_site: SmallSite) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get("/api/v1/contact/challenge/")
    assert len(captured) == 0


def test_solution_takes_the_tries_that_it_is_meant_to_take(client: Client, small_site: SmallSite) -> None:
    proof = solved(client.get("/api/v1/contact/challenge/").json())
    first, last = proofs.COUNTERS
    assert first <= json.loads(base64.b64decode(proof))["solution"]["counter"] <= last


def test_solution_is_good_for_one_message(send: Send, proof: Proof) -> None:
    used = proof()
    assert send(proof=used).status_code == 202
    response = send(proof=used, message="Another one")
    assert (response.status_code, response.json()["parameter"]) == (400, "proof")
    assert "has arrived" in response.json()["detail"]
    assert Message.objects.count() == 1


def test_message_that_is_refused_leaves_the_solution_unused(send: Send, proof: Proof) -> None:
    kept = proof()
    assert send(proof=kept, email="robin").status_code == 400
    assert send(proof=kept).status_code == 202


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["solution"].update(derivedKey="00" * 32),
        lambda content: content["solution"].update(derivedKey=None),
        lambda content: content["challenge"].update(signature="00" * 32),
        lambda content: content["challenge"].update(signature=None),
        lambda content: content["challenge"]["parameters"].update(cost=1),
        lambda content: content["challenge"]["parameters"].update(keyPrefix=""),
        lambda content: content["challenge"]["parameters"].update(expiresAt=None),
        lambda content: content["challenge"]["parameters"]["data"].update(issued=0),
        lambda content: content["challenge"]["parameters"].pop("keySignature"),
        lambda content: content["challenge"].update(parameters=[]),
        lambda content: content.pop("solution"),
    ],
)
def test_solution_that_was_made_up_is_refused(send: Send, proof: Proof, change: Callable[[dict[str, Any]], Any]) -> None:
    response = send(proof=changed(proof(), change))
    assert (response.status_code, response.json()["parameter"]) == (400, "proof")
    assert not Message.objects.exists()


@pytest.mark.parametrize("made_up", ["x", "é", "e30=", "W10=", base64.b64encode(b"[" * 2000).decode(), "A" * 4000])
def test_what_is_no_solution_is_refused(send: Send, made_up: str) -> None:
    response = send(proof=made_up)
    assert (response.status_code, response.json()["parameter"]) == (400, "proof")


def test_solution_of_another_server_is_refused(send: Send, proof: Proof, settings: Any) -> None:
    mine = proof()
    settings.SECRET_KEY = "another"
    assert send(proof=mine).status_code == 400


def test_old_solution_is_refused(send: Send, proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "GOOD_FOR", -proofs.GOOD_FOR)
    response = send(proof=proof())
    assert response.status_code == 400
    assert "too old" in response.json()["detail"]


def test_message_that_comes_too_early_has_to_wait(
    client: Client, send: Send, proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = proof()
    monkeypatch.setattr(proofs, "LEAST_SECONDS", 3)
    response = send(proof=early)
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 3
    monkeypatch.setattr(proofs, "LEAST_SECONDS", 0)
    assert send(proof=early).status_code == 202


def test_machine_that_fills_in_everything_is_told_that_all_went_well(send: Send) -> None:
    honest, machine = send(), send(website="https://spam.example")
    assert (machine.status_code, machine.content) == (honest.status_code, honest.content)
    assert Message.objects.count() == 1


def test_one_client_can_not_send_often(send: Send) -> None:
    assert [send().status_code for _ in range(6)] == [202] * 5 + [429]
    response = send()
    assert 1 <= int(response["Retry-After"]) <= limits.HOUR
    assert response["Content-Type"] == "application/problem+json"
    assert Message.objects.count() == 5


def test_other_clients_can_send_meanwhile(client: Client, send: Send) -> None:
    for _ in range(6):
        send()
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert send().status_code == 202


def test_count_is_over_within_an_hour(send: Send) -> None:
    send()
    tally = Tally.objects.first()
    assert tally
    assert 0 < (tally.ends_at - timezone.now()).total_seconds() <= limits.HOUR


def test_message_that_is_refused_is_not_counted(send: Send, proof: Proof) -> None:
    used = proof()
    send(proof=used)
    for _ in range(10):
        send(proof=used)
    # Of this client, and of all together.
    assert [tally.count for tally in Tally.objects.all()] == [1, 1]


def test_count_does_not_tell_whose_it_is(client: Client, send: Send) -> None:
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    send()
    for tally in Tally.objects.values():
        assert "192.0.2" not in tally["key"]
        assert set(tally) == {"id", "key", "count", "ends_at"}


def test_addresses_can_not_be_tried_out_without_the_secret(settings: Any) -> None:
    limits.count("message", "192.0.2.7", 5)
    settings.SECRET_KEY = "another"
    limits.count("message", "192.0.2.7", 5)
    assert Tally.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("", limits.UNKNOWN),
        ("x", limits.UNKNOWN),
    ],
)
def test_client_is_known_by_its_address(told: str, client: str) -> None:
    assert limits.client_of(RequestFactory().get("/", REMOTE_ADDR=told)) == client


def test_header_of_a_client_is_not_believed() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": "198.51.100.1"})
    assert limits.client_of(request) == "192.0.2.7"


def test_header_of_the_proxy_is_believed_where_it_is_named(settings: Any) -> None:
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    headers = {"x-forwarded-for": "203.0.113.9, 198.51.100.1"}
    assert limits.client_of(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers=headers)) == "198.51.100.1"


def test_what_was_used_is_forgotten_when_it_can_not_be_used_again(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    send()
    proofs.forget_expired_proofs()
    limits.forget_old_counts()
    assert (SpentProof.objects.count(), Tally.objects.count()) == (1, 2)
    long_ago = "2020-01-01T00:00:00Z"
    SpentProof.objects.update(expires_at=long_ago)
    Tally.objects.update(ends_at=long_ago)
    proofs.forget_expired_proofs()
    limits.forget_old_counts()
    assert (SpentProof.objects.count(), Tally.objects.count()) == (0, 0)
