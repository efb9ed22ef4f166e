"""What tests of the contact form share: somebody who writes."""

from collections.abc import Callable
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.test import Client

from api.contact import proofs
from tests.pages import SmallSite

LETTER = {"name": "Robin", "email": "robin@example.org", "message": "When do you meet?"}


def solved(challenge: dict[str, Any]) -> str:
    """The solution of a challenge as the API gives it, found as a browser finds it: by trying."""
    puzzle = Challenge.from_dict(challenge)
    solution = solve_challenge(puzzle)
    assert solution
    return Payload(puzzle, solution).to_base64()


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets messages come at once, as if somebody had been writing for some seconds, with puzzles that are quick to solve."""
    monkeypatch.setattr(proofs, "LEAST_SECONDS", 0)
    monkeypatch.setattr(proofs, "COUNTERS", (1, 3))


@pytest.fixture
def proof(client: Client, small_site: SmallSite, unhurried: None) -> Callable[[], str]:
    """Asks for a challenge and solves it."""
    return lambda: solved(client.get("/api/v1/contact/challenge/").json())


@pytest.fixture
def send(client: Client, proof: Callable[[], str]) -> Callable[..., Any]:
    """Sends a message to the API, `send(email="...")`; with a fresh proof if none is given, without a field that is None."""

    def sent(headers: dict[str, str] | None = None, **fields: Any) -> Any:
        letter = {**LETTER, **fields}
        letter.setdefault("proof", proof())
        content = {name: value for name, value in letter.items() if value is not None}
        return client.post("/api/v1/contact/", content, content_type="application/json", headers=headers)

    return sent
