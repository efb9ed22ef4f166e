"""Machines with one database hear of each other's changes through a real Redis, and without it look for themselves."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.bootstrap.places import ROOT
from cms.bootstrap.servers import find_server
from tests.browser.conftest import environment_for, free_port, manage
from tests.processes import wait_until
from tests.servers.orders import Obedient

ADDRESS = "get /api/v1/resolve/?path=%2F"


class Redis:
    """A Redis server that keeps nothing, at a port of its own."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = find_server("redis-server")
        assert program, "There is no Redis. Install it (Debian: apt-get install redis-server), or run `make test-backend`."
        self._process = subprocess.Popen(
            [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL,
        )

    def freeze(self) -> None:
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


class Host(Obedient):
    """A machine with a data directory, and so a signpost, of its own."""

    def __init__(self, folder: Path, database: Path, redis: str) -> None:
        super().__init__("tests.servers.host", environment_of(folder, database, redis))

    def title(self) -> str:
        status, body = json.loads(self(ADDRESS))
        assert status == 200
        return str(json.loads(body)["page"]["title"])

    def will_say(self, title: str) -> None:
        wait_until(lambda: self.title() == title, f"{title} arrives")

    def publish(self, title: str) -> None:
        assert self(f"title {title}") == '"published"'

    def knows(self) -> bool:
        return self("knows") == "true"


def environment_of(folder: Path, database: Path, redis: str) -> dict[str, str]:
    settings = {"DATABASE_URL": f"sqlite:///{database}", "SECRET_KEY": "tests only", "REDIS_URL": redis}
    return environment_for(folder, 8000, **settings)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("database")
    path = folder / "db.sqlite3"
    manage(environment_of(folder, path, ""), "migrate", "--verbosity", "0")
    return path


@pytest.fixture(scope="module")
def redis() -> Iterator[Redis]:
    server = Redis()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def hosts(database: Path, redis: Redis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Host]]:
    started = [Host(tmp_path_factory.mktemp("host"), database, redis.url) for _ in range(3)]
    yield started
    for host in started:
        host.end()


def all_know(hosts: list[Host], redis: Redis) -> None:
    redis.start()
    wait_until(lambda: all(host.knows() for host in hosts), "Redis is heard")


def nobody_knows(hosts: list[Host], redis: Redis) -> None:
    redis.kill()
    wait_until(lambda: not any(host.knows() for host in hosts), "it is noticed that Redis is away")


def test_change_is_told_to_the_other_machines(hosts: list[Host], redis: Redis) -> None:
    """Where it is told is the only way to hear of it: these stores don't look by themselves."""
    all_know(hosts, redis)
    editor, *readers = hosts
    for number in range(10):
        editor.publish(f"Edition {number}")
        assert editor.title() == f"Edition {number}"
        for reader in readers:
            reader.will_say(f"Edition {number}")
    nobody_knows(hosts, redis)


def test_without_redis_each_answer_is_right_at_once(hosts: list[Host], redis: Redis) -> None:
    nobody_knows(hosts, redis)
    for number in range(10):
        editor = hosts[number % 3]
        editor.publish(f"Without, {number}")
        assert {host.title() for host in hosts} == {f"Without, {number}"}


def test_redis_that_hangs_is_as_good_as_none(hosts: list[Host], redis: Redis) -> None:
    all_know(hosts, redis)
    redis.freeze()
    wait_until(lambda: not any(host.knows() for host in hosts), "it is noticed that Redis is silent")
    hosts[0].publish("Said to nobody")
    assert {host.title() for host in hosts} == {"Said to nobody"}
    nobody_knows(hosts, redis)


def test_redis_that_is_back_is_used_again(hosts: list[Host], redis: Redis) -> None:
    all_know(hosts, redis)
    assert len({host.title() for host in hosts}) == 1
    nobody_knows(hosts, redis)
    hosts[0].publish("While it was away")
    all_know(hosts, redis)
    assert {host.title() for host in hosts} == {"While it was away"}
    hosts[0].publish("Back")
    for host in hosts[1:]:
        host.will_say("Back")
    assert all(host.knows() for host in hosts)
    nobody_knows(hosts, redis)


def test_without_the_setting_there_is_no_redis(database: Path, tmp_path: Path) -> None:
    """And a machine by itself needs none: its processes share the signpost."""
    host = Host(tmp_path, database, "")
    assert host.knows()
    host.end()


@pytest.mark.parametrize("url", ["10.0.0.5:6379", "http://10.0.0.5"])
def test_url_that_is_none_is_told(url: str, tmp_path: Path) -> None:
    finished = subprocess.run(
        ["python", "manage.py", "check"],
        cwd=ROOT,
        env={**environment_of(tmp_path, tmp_path / "db", url), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "it has to begin with redis://, rediss:// or unix://." in finished.stderr
