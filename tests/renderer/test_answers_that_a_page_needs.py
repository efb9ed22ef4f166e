"""What a page needs beyond the usual answers is found out while it is drawn, and goes out in its state."""

import json
import re
import socket
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.pages import SmallSite
from tests.renderer.conftest import Behaviour, take_order

pytestmark = pytest.mark.django_db

Pretend = Callable[[Behaviour], list[int]]
PAST = "/api/v1/activities/?when=past"


def wants(*addresses: str) -> Behaviour:
    """A renderer that asks for these answers, one after the other, before it draws the page."""

    def behave(connection: socket.socket) -> None:
        with connection:
            state = json.loads(take_order(connection))["state"]
            lacking = [address for address in addresses if address not in state][:1]
            drawn = {"html": f"<h1>Drawn with {len(state)} answers</h1>", "hydration": "{}"}
            connection.sendall(json.dumps({"lacking": lacking} if lacking else drawn).encode())

    return behave


def state_of(response: Any) -> dict[str, Any]:
    match = re.search(r'id="state">(.*?)</script>', response.content.decode())
    assert match
    return json.loads(match[1])


def test_answer_that_the_state_lacked_goes_out_with_the_page(
    client: Client, small_site: SmallSite, pretend: Pretend
) -> None:
    pretend(wants(PAST, "/api/v1/tags/"))
    response = client.get("/activities/")
    assert "Drawn with 5 answers" in response.content.decode()
    state = state_of(response)
    for address in (PAST, "/api/v1/tags/"):
        assert state[address] == {"status": 200, "body": client.get(address).json()}


def test_page_goes_stale_with_every_answer_in_it(client: Client, small_site: SmallSite, pretend: Pretend) -> None:
    pretend(wants("/api/v1/articles/"))
    assert "type:article" in client.get("/contact/")["Cache-Tag"].split(",")


def test_question_that_the_api_refuses_is_answered_with_the_refusal(
    client: Client, small_site: SmallSite, pretend: Pretend
) -> None:
    pretend(wants("/api/v1/activities/?when=never"))
    response = client.get("/activities/")
    assert "Drawn with 4 answers" in response.content.decode()
    assert state_of(response)["/api/v1/activities/?when=never"]["status"] == 400


@pytest.mark.parametrize(
    ("addresses", "problem"),
    [
        (["/api/v1/nothing/"], "it asks for something that the API doesn't have."),
        (["/admin/"], "it asks for something that the API doesn't have."),
        ([f"/api/v1/articles/?limit={n}" for n in range(1, 9)], "it asks the API for more and more, 3 times."),
    ],
)
def test_renderer_that_asks_for_too_much_gets_nothing(
    client: Client,
    small_site: SmallSite,
    pretend: Pretend,
    caplog: pytest.LogCaptureFixture,
    addresses: list[str],
    problem: str,
) -> None:
    pretend(wants(*addresses))
    for _ in range(2):
        response = client.get("/activities/")
        assert response.status_code == 200
        assert "Drawn" not in response.content.decode()
    assert caplog.messages == [f"A page goes out without its HTML: {problem}"]
