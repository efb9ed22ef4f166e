"""Two processes that do the same at the same time: a proof is good for one of them, and no count is lost."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from api import limits
from api.contact import proofs
from tests.contact.conftest import solved
from tests.copies import Environment, copied_database
from tests.pages import SmallSite

Start = Callable[..., "Sender"]
ME = "192.0.2.7"


class Sender:
    """A process of `tests.contact.sender`, with the settings that a site has."""

    def __init__(self, database: Environment, *arguments: str) -> None:
        environment = {
            **os.environ,
            **database,
            "DJANGO_SETTINGS_MODULE": "cms.settings.development",
            "SECRET_KEY": settings.SECRET_KEY,
            "ALLOWED_HOSTS": "testserver",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.contact.sender", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=settings.BASE_DIR,
        )

    def says(self) -> str:
        """The next word that it says."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def go_on(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()


@pytest.fixture
def start(tmp_path: Path, small_site: SmallSite) -> Iterator[Start]:
    """Starts processes on a copy of the test's database, made when the first of them starts."""
    started: list[Sender] = []
    with ExitStack() as stack:

        def start_sender(*arguments: str) -> Sender:
            started.append(Sender(database(), *arguments))
            return started[-1]

        @cache
        def database() -> Environment:
            return stack.enter_context(copied_database(tmp_path))

        yield start_sender
        for sender in started:
            sender.process.kill()
            sender.process.communicate()


def overtake(first: Sender, second: Sender) -> tuple[str, str]:
    """What both say in the end: the second begins while the first has written and not committed."""
    assert (first.says(), second.says()) == ("ready", "ready")
    first.go_on()
    assert first.says() == "inside"
    second.go_on()
    first.go_on()
    return first.says(), second.says()


def a_proof_made_a_minute_ago(monkeypatch: pytest.MonkeyPatch) -> str:
    now = time.time()
    with monkeypatch.context() as clock:
        clock.setattr("api.contact.proofs.time.time", lambda: now - 60)
        return solved(proofs.new_challenge())


def test_proof_is_good_for_one_of_two_processes(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    proof = a_proof_made_a_minute_ago(monkeypatch)
    assert overtake(start("send", proof, "hold"), start("send", proof)) == ("done", "refused")


def test_each_of_two_processes_has_its_own_proof(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = a_proof_made_a_minute_ago(monkeypatch), a_proof_made_a_minute_ago(monkeypatch)
    assert overtake(start("send", first, "hold"), start("send", second)) == ("done", "done")


@pytest.mark.parametrize(("before", "outcome"), [(3, ("done", "done")), (4, ("done", "refused"))])
def test_two_processes_count_together(start: Start, before: int, outcome: tuple[str, str]) -> None:
    for _ in range(before):
        limits.count("message", ME, 5, seconds=10**10)
    assert overtake(start("count", ME, "hold"), start("count", ME)) == outcome
