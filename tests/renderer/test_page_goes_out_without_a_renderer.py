"""Whatever becomes of the renderer, readers get head and state, soon, and the log tells once."""

import json
import socket
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from django.test import Client

from cms.renderer.asking import MOST_BYTES
from cms.renderer.circuit import LONGEST_PAUSE, STARTING_SECONDS, Circuit
from tests.pages import SmallSite
from tests.renderer.conftest import Behaviour, take_order

Pretend = Callable[[Behaviour], list[int]]
PAGE = json.dumps({"html": "<h1>Drawn</h1>", "hydration": "{}"}).encode()
never = Event()


def answer(text: bytes) -> Behaviour:
    def behave(connection: socket.socket) -> None:
        with connection:
            take_order(connection)
            connection.sendall(text)

    return behave


def hang(connection: socket.socket) -> None:
    take_order(connection)
    never.wait()


def take_nothing(connection: socket.socket) -> None:
    never.wait()


def drip(connection: socket.socket) -> None:
    """An answer that always goes on."""
    with connection:
        while not never.wait(0.01):
            connection.sendall(b" ")


def break_off(connection: socket.socket) -> None:
    connection.close()


FAILURES = {
    "hangs": (hang, "gave no answer within 50 ms"),
    "takes nothing": (take_nothing, "gave no answer within 50 ms"),
    "drips": (drip, "gave no answer within 50 ms"),
    "breaks off": (break_off, ""),
    "dies midway": (answer(PAGE[:20]), "answered something else than a page"),
    "says nothing": (answer(b""), "ended without an answer"),
    "talks rubbish": (answer(b"\xff\x00 rubbish"), "answered something else than a page"),
    "gives other JSON": (answer(b'{"html": 1}'), "answered something else than a page"),
    "nests deeply": (answer(100_000 * b"["), "answered something else than a page"),
    "floods": (answer((MOST_BYTES + 1) * b"x"), "answered more than 8 MB"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("failure", "reason"), FAILURES.values(), ids=list(FAILURES))
def test_failure_costs_the_page_its_html_alone(
    client: Client,
    small_site: SmallSite,
    settings: Any,
    pretend: Pretend,
    caplog: pytest.LogCaptureFixture,
    failure: Behaviour,
    reason: str,
) -> None:
    settings.RENDERER_SECONDS = 0.05 if "within" in reason else 120.0
    works = True

    def behave(connection: socket.socket) -> None:
        answer(PAGE)(connection) if works else failure(connection)

    pretend(behave)
    # Before the failure it has to have worked, or it would pass for a start.
    while "Drawn" not in client.get("/").content.decode():
        pass
    works = False
    for path in ("/manifesto/", "/positions/", "/debate/"):
        response = client.get(path)
        page = response.content.decode()
        assert response.status_code == 200
        assert ("Drawn" in page, 'id="state"' in page, "<title>" in page) == (False, True, True)
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith(f"Pages go out without their HTML: the renderer {reason}")


@pytest.mark.django_db
def test_site_without_a_renderer_is_complete_but_for_the_html(client: Client, small_site: SmallSite) -> None:
    page = client.get("/").content.decode()
    assert ("<h1" in page, 'id="state"' in page) == (False, True)


@pytest.mark.django_db
def test_page_that_can_not_be_drawn_does_not_end_the_drawing_of_others(
    client: Client, small_site: SmallSite, pretend: Pretend, caplog: pytest.LogCaptureFixture
) -> None:
    refuse = answer(b'{"problem": "TypeError: no title"}')
    refused = iter([True, True, False])
    pretend(lambda connection: refuse(connection) if next(refused) else answer(PAGE)(connection))
    pages = [client.get("/").content.decode() for _ in range(3)]
    assert ["Drawn" in page for page in pages] == [False, False, True]
    assert caplog.messages == ["A page goes out without its HTML: TypeError: no title"]


class Clock:
    """A time that only a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def circuit(clock: Clock) -> Circuit:
    return Circuit(clock)


def test_renderer_that_is_down_costs_a_twentieth_of_the_time(circuit: Circuit, clock: Clock) -> None:
    fail_often(circuit, clock)
    clock.now += 0.3 * LONGEST_PAUSE - 0.01
    assert not circuit.lets_through()
    clock.now += 0.02
    assert circuit.lets_through()
    assert LONGEST_PAUSE == 20


def fail_often(circuit: Circuit, clock: Clock) -> None:
    for _ in range(10):
        clock.now += 0.3
        circuit.note_failure("hangs", 0.3)


def test_one_slow_answer_is_soon_forgotten(circuit: Circuit, clock: Clock) -> None:
    clock.now += 0.3
    circuit.note_failure("is slow", 0.3)
    assert not circuit.lets_through()
    clock.now += 0.31
    assert circuit.lets_through()


def test_pause_is_short_again_after_an_answer(circuit: Circuit, clock: Clock) -> None:
    fail_often(circuit, clock)
    circuit.note_answer()
    clock.now += 0.3
    circuit.note_failure("is slow", 0.3)
    clock.now += 0.31
    assert circuit.lets_through()


def test_what_is_asked_at_the_same_time_fails_once(circuit: Circuit, clock: Clock) -> None:
    clock.now += 0.3
    for _ in range(4):
        circuit.note_failure("is slow", 0.3)
    clock.now += 0.31
    assert circuit.lets_through()


def test_failure_is_told_once_and_again_after_a_recovery(
    circuit: Circuit, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    circuit.note_answer()
    for _ in range(2):
        circuit.note_failure("hangs", 0.3)
        circuit.note_failure("hangs", 0.3)
        circuit.note_answer()
        circuit.note_answer()
    told = "Pages go out without their HTML: the renderer hangs."
    assert caplog.messages == [told, "The renderer answers again: pages go out with their HTML."] * 2


def test_renderer_that_starts_beside_the_server_is_no_news(
    circuit: Circuit, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    circuit.note_failure("isn't running", 0)
    assert caplog.messages == []
    clock.now += STARTING_SECONDS
    circuit.note_failure("isn't running", 0)
    assert caplog.messages == ["Pages go out without their HTML: the renderer isn't running."]


def test_many_different_problems_do_not_fill_the_log(circuit: Circuit, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(1000):
        circuit.note_refusal(f"Error {number}")
    assert len(caplog.messages) == 20
