"""Postgres stops, or hangs, and comes back; Redis too; and the web server is killed. One site goes through all of it."""

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from tests.faults.place import Fault, Note, Place, place
from tests.postgres import Postgres, running_postgres
from tests.processes import wait_until
from tests.servers.test_several_hosts import Redis


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="module")
def redis() -> Iterator[Redis]:
    server = Redis()
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def site(database: Postgres, redis: Redis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with place(tmp_path_factory.mktemp("site"), DATABASE_URL=database.url, REDIS_URL=redis.url) as site:
        yield site


Name = str
FAULTS: dict[Name, tuple[Callable[[Postgres], None], Callable[[Postgres], None]]] = {
    "database stopped": (Postgres.stop, Postgres.start),
    "database hangs": (Postgres.hang, Postgres.go_on),
}


@pytest.mark.parametrize("name", FAULTS)
def test_readers_read_on_and_editors_are_told(name: Name, site: Place, database: Postgres, record_property: Note) -> None:
    begins, ends = FAULTS[name]
    page = site.pages[0]
    site.desk.publish(page, f"Before: {name}")
    with Fault(site, name, record_property) as fault:
        begins(database)
        fault.lasts_for(100)
        told = site.desk.publish(page, f"During: {name}")
        assert (told.status, told.headers["Retry-After"]) == (503, "10")
        assert "has not been saved" in told.text
        assert site.get(site.cold()).status == 503
        ends(database)
        fault.ends(
            lambda: site.get(site.cold()).status == 200,
            lambda: site.desk.publish(page, f"After: {name}").status == 302,
        )
    assert site.check_whole(page) == f"After: {name}"


@pytest.mark.long
def test_database_that_is_started_again_at_once_is_hardly_noticed(
    site: Place, database: Postgres, record_property: Note
) -> None:
    page = site.pages[0]
    with Fault(site, "database started again", record_property) as fault:
        for number in range(3):
            database.stop()
            database.start()
            fault.ends(lambda number=number: site.desk.publish(page, f"Again {number}").status == 302)  # type: ignore[misc]
            assert site.check_whole(page) == f"Again {number}"
            # What the worker told just now: nobody could ask what it is if the database stopped before anybody has looked.
            fault.read_all()


@pytest.mark.parametrize(
    "name",
    [
        "Redis stopped",
        pytest.param("Redis hangs", marks=pytest.mark.long),
        pytest.param("Redis started again, empty", marks=pytest.mark.long),
    ],
)
def test_readers_notice_nothing_of_redis(name: str, site: Place, redis: Redis, record_property: Note) -> None:
    page = site.pages[1]
    with Fault(site, name, record_property) as fault:
        redis.freeze() if name == "Redis hangs" else redis.kill()
        if name.endswith("empty"):
            redis.start()
        fault.lasts_for(100)
        assert site.desk.publish(page, f"Without: {name}").status == 302
        assert f"Without: {name}" in site.get(site.path_of(page)).text
        redis.kill()
        redis.start()
        fault.ends(lambda: site.desk.publish(page, f"With: {name}").status == 302)
        assert f"With: {name}" in site.get(site.path_of(page)).text
    assert site.check_whole(page) == f"With: {name}"


def test_killed_web_server_is_started_again_while_readers_wait(site: Place, record_property: Note) -> None:
    page = site.pages[3]
    with Fault(site, "web server killed", record_property) as fault:
        assert site.desk.publish(page, "Kept").status == 302
        os.kill(site.pids("cms.web_server")[-1], signal.SIGKILL)
        fault.ends(lambda: site.get(site.cold()).status == 200, lambda: site.desk.publish(page, "Kept on").status == 302)
    assert site.check_whole(page) == "Kept on"


@pytest.mark.long
def test_nothing_acknowledged_is_lost_however_often_it_goes(site: Place, database: Postgres, record_property: Note) -> None:
    """Somebody publishes all the time while the database stops and hangs in turns."""
    page = site.pages[2]
    site.desk.open(page)
    with Fault(site, "database stops and hangs, 10 times", record_property) as fault:
        for number in range(10):
            begins, ends = list(FAULTS.values())[number % 2]
            begins(database)
            told = site.desk.publish(page, f"Lost {number}")
            assert told.status == 503
            fault.lasts_for(100)
            ends(database)
            wait_until(lambda: site.desk.publish(page, f"Kept {number}").status == 302, "all works again")  # noqa: B023
            assert site.check_whole(page) == f"Kept {number}"
            # What has changed and what nobody has asked for since then isn't kept.
            site.warm()
