"""Processes that share a database see each other's changes at their next request."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.bootstrap.places import ROOT

ADDRESS = "get /api/v1/resolve/?path=%2F"


class Worker:
    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.store.worker"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, order: str) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def title(self) -> str:
        status, body = self(ADDRESS)
        assert status == 200
        return str(json.loads(body)["page"]["title"])

    def hits(self) -> int:
        return int(self("figures")[0])

    def end(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("data")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.development", "DATA_DIR": str(folder)}
    environment |= {"SECRET_KEY": "tests only", "DATABASE_URL": "", "PORT": "8000", "SITE_URL": ""}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    return environment


@pytest.fixture
def workers(environment: dict[str, str]) -> Iterator[list[Worker]]:
    started = [Worker(environment) for _ in range(3)]
    yield started
    for worker in started:
        worker.end()


def test_change_of_one_is_seen_by_the_others_at_once(workers: list[Worker]) -> None:
    first, second, editor = workers
    for number in range(50):
        assert editor(f"title Edition {number}") == "published"
        titles = [worker.title() for worker in (first, second, first, second)]
        assert titles == [f"Edition {number}"] * 4
    assert first.hits() >= 50
    assert second.hits() >= 50


def test_readers_that_ask_all_the_time_never_get_what_was_before(workers: list[Worker]) -> None:
    """The workers read on while something is published: an answer is the edition before or this one, and after it was
    published only this one."""
    first, second, editor = workers
    editor("title Edition 0")
    for number in range(1, 20):
        assert editor.process.stdin
        editor.process.stdin.write(f"title Edition {number}\n")
        editor.process.stdin.flush()
        seen = [worker.title() for worker in (first, second) for _ in range(5)]
        assert set(seen) <= {f"Edition {number - 1}", f"Edition {number}"}
        assert editor.process.stdout
        assert json.loads(editor.process.stdout.readline()) == "published"
        assert {first.title(), second.title()} == {f"Edition {number}"}
