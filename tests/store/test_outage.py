"""While the database can't be asked: what was right at last is given on, and nothing that anybody has taken back."""

import datetime
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Semaphore
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from api.dependencies import NOTE, Dependencies
from api.models import StaleKeys
from api.outage import Outage, outage
from api.signpost import Signpost
from api.staleness import EVERYTHING
from api.store.lookout import Lookout
from api.store.store import LONGEST_OUTAGE, Store
from tests.store.asking import Clock, Reply, ask

LONG = 30


class Database:
    """Answers looks, unless it is away; whoever waits for it asks once for each `may_be_asked`."""

    next_moment = None

    def __init__(self) -> None:
        self.is_away = False
        self.connected: Callable[[], object] = lambda: None
        self.looks = 0
        self.is_in_doubt = False
        self.looks_in_doubt = 0
        self.may_be_asked = Semaphore(0)
        self.was_asked = Semaphore(0)
        self.has_answered = Event()

    def look(self, now: Any) -> set[str]:
        self.looks += 1
        self.ask()
        self.looks_in_doubt += self.is_in_doubt
        self.is_in_doubt = False
        return {EVERYTHING} if self.looks == 1 else set()

    def connect(self) -> None:
        self.connected()

    def let_go(self) -> None:
        """There is no pool."""

    def doubt(self) -> None:
        self.is_in_doubt = True

    def ask(self) -> None:
        if self.is_away:
            raise OperationalError("gone")

    def pause(self) -> None:
        self.was_asked.release()
        assert self.may_be_asked.acquire(timeout=LONG)


class Place:
    """A store whose database can be away; the site behind it then answers 503."""

    def __init__(self, folder: Path) -> None:
        self.database, self.clock, self.signpost = Database(), Clock(), Signpost(folder / "signpost")
        self.outage = Outage(self.database.ask, self.database.pause)
        self.store = Store(self.site, 1024**2, self.signpost, folder / "shell.html", self.clock, self.outage)
        self.store._lookout = self.database  # type: ignore[assignment]  # a test's own
        self.expires_in: float | None = None

    def site(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        if self.database.is_away:
            start_response("503 Service Unavailable", [])
            return [b"away"]
        until = self.expires_in and self.clock.seconds + self.expires_in
        environ[NOTE] = Dependencies({"page:1"}, datetime.datetime.fromtimestamp(until, datetime.UTC) if until else None)
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
        return [b"kept"]

    def get(self, address: str = "/", **headers: str) -> Reply:
        return ask(self.store, address, **headers)

    def lose_the_database(self) -> None:
        """And let the store find that out."""
        self.database.is_away = True
        self.clock.seconds += 1
        self.get()
        assert self.database.was_asked.acquire(timeout=LONG)

    def find_the_database(self) -> None:
        self.database.is_away = False
        self.database.may_be_asked.release()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(self._wait_until_it_is_over).result(LONG)

    def _wait_until_it_is_over(self) -> None:
        while self.outage.is_on:
            Event().wait(0.001)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr("api.store.addresses.known_parameters", lambda path: frozenset())
    # Of one machine, whatever the other tests run on.
    monkeypatch.setattr("api.store.store.connection.vendor", "sqlite")
    place = Place(tmp_path)
    place.get()
    yield place
    place.database.is_away = False
    place.database.may_be_asked.release(10)


def test_what_is_kept_is_given_on(place: Place) -> None:
    place.lose_the_database()
    assert place.get().body == b"kept"


def test_what_is_not_kept_is_said_to_be_away(place: Place) -> None:
    place.lose_the_database()
    assert place.get("/other/").status == 503


def test_somebody_who_wants_it_fresh_gets_what_there_is(place: Place) -> None:
    place.lose_the_database()
    assert place.get(cache_control="no-cache").body == b"kept"
    assert place.get(cookie="sessionid=1").status == 503


def test_nothing_is_given_once_anything_may_have_changed(place: Place) -> None:
    place.signpost.turn()
    place.lose_the_database()
    assert place.get().status == 503


def test_news_during_an_outage_are_news(place: Place) -> None:
    """Another process may still have the database."""
    place.lose_the_database()
    place.signpost.turn()
    assert place.get().status == 503


def test_what_expires_meanwhile_is_not_given(place: Place) -> None:
    place.expires_in = 60
    place.get("/expires/")
    place.lose_the_database()
    assert place.get("/expires/").body == b"kept"
    place.clock.seconds += 60
    assert place.get("/expires/").status == 503


def test_after_a_day_nothing_is_given(place: Place) -> None:
    place.lose_the_database()
    place.clock.seconds += LONGEST_OUTAGE - 2
    assert place.get().body == b"kept"
    place.clock.seconds += 2
    assert place.get().status == 503


def test_several_machines_need_a_redis_for_it(place: Place, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.store.store.connection.vendor", "postgresql")
    place.lose_the_database()
    assert place.get().status == 503
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert place.get().body == b"kept"


def test_nobody_looks_while_it_is_known_to_be_away(place: Place) -> None:
    place.lose_the_database()
    looks = place.database.looks
    for _ in range(10):
        place.clock.seconds += 10
        place.get()
    assert place.database.looks == looks


def test_what_was_kept_is_still_there_afterwards(place: Place) -> None:
    place.lose_the_database()
    place.find_the_database()
    fills = place.store.figures.misses
    assert place.get().body == b"kept"
    assert place.store.figures.misses == fills
    assert place.database.looks_in_doubt == 1


def test_database_that_turns_out_to_have_been_started_again_is_doubted_at_once(place: Place) -> None:
    place.signpost.turn()
    place.database.connected = place.outage.note_missed
    assert place.get().body == b"kept"
    assert place.database.looks_in_doubt == 1


def test_it_is_asked_until_it_answers(place: Place) -> None:
    place.lose_the_database()
    for _ in range(3):
        place.database.may_be_asked.release()
        assert place.database.was_asked.acquire(timeout=LONG)
        assert place.outage.is_on
    place.find_the_database()
    assert place.get("/other/").status == 200


@pytest.mark.skipif(connection.vendor == "sqlite", reason="There is no pool here.")
@pytest.mark.django_db
class TestPool:
    def test_what_a_look_has_used_is_given_back(self, tmp_path: Path) -> None:
        store = Store(lambda *asked: [], 0, Signpost(tmp_path / "signpost"), tmp_path / "shell.html")

        def look() -> Any:
            assert store._is_up_to_date()
            return connection.connection

        with ThreadPoolExecutor(1) as threads:
            assert threads.submit(look).result(LONG) is None

    def test_connection_from_before_tells_that_the_database_has_been_started_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Put back afterwards: there was no outage.
        monkeypatch.setattr(outage, "times", 0)
        other: Any = connection.copy("other")
        give, answers = other._tried_connection, iter([psycopg.OperationalError("gone")])

        def tried(parameters: Any) -> Any:
            for error in answers:
                raise error
            return give(parameters)

        other._tried_connection = tried
        try:
            other.ensure_connection()
            assert outage.times == 1
        finally:
            other.close()
            other.close_pool()


@pytest.mark.django_db
class TestLookout:
    now = timezone.now()

    def told(self, lookout: Lookout) -> set[str]:
        return lookout.look(self.now)

    def lookout(self) -> Lookout:
        lookout = Lookout()
        assert self.told(lookout) == {EVERYTHING}
        return lookout

    def test_news_of_a_look_that_failed_are_told_by_the_next(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lookout = self.lookout()
        StaleKeys.objects.create(keys="page:1\nsite")
        with monkeypatch.context() as patch:
            patch.setattr("api.store.lookout.next_moment", lambda after: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                self.told(lookout)
        assert self.told(lookout) == {"page:1", "site"}
        assert self.told(lookout) == set()

    def test_database_that_is_back_is_known_by_its_last_news(self) -> None:
        StaleKeys.objects.create(keys="page:1")
        lookout = self.lookout()
        lookout.doubt()
        StaleKeys.objects.create(keys="page:2")
        assert self.told(lookout) == {"page:2"}

    def test_database_without_news_is_the_one_without_news(self) -> None:
        lookout = self.lookout()
        lookout.doubt()
        assert self.told(lookout) == set()

    def test_database_from_a_backup_is_another_one(self) -> None:
        last = StaleKeys.objects.create(keys="page:1")
        lookout = self.lookout()
        lookout.doubt()
        StaleKeys.objects.filter(pk=last.pk).delete()
        assert self.told(lookout) == {EVERYTHING}

    def test_database_that_has_other_news_under_the_same_number_is_another_one(self) -> None:
        last = StaleKeys.objects.create(keys="page:1")
        lookout = self.lookout()
        lookout.doubt()
        StaleKeys.objects.filter(pk=last.pk).update(noted_at=self.now - datetime.timedelta(hours=1))
        assert self.told(lookout) == {EVERYTHING}
