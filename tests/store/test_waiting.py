"""Several readers at once: one question is asked of Django once, and what changed meanwhile is not kept.

The site behind the store is a small one here, which waits until a test lets it go on.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event, Semaphore
from typing import Any

import pytest

from api.dependencies import NOTE, Dependencies
from api.signpost import Signpost
from api.store.store import Filling, Store
from tests.store.asking import Clock, Reply, ask

pytestmark = pytest.mark.django_db

LONG = 30


class SlowSite:
    """Answers with the content that it has when it is asked, as soon as it may."""

    def __init__(self) -> None:
        self.content = b"old"
        self.times = 0
        self.status = "200 OK"
        self.headers: list[tuple[str, str]] = []
        self.is_asked = Event()
        self.may_answer = Event()
        self.may_answer.set()
        self.is_whole = True
        self.keys = {"page:1"}
        self.fails = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.times += 1
        content = self.content
        self.is_asked.set()
        assert self.may_answer.wait(LONG)
        if self.fails:
            raise ValueError("a defect")
        environ[NOTE] = Dependencies(keys=self.keys, is_whole=self.is_whole)
        start_response(self.status, [("Content-Type", "text/plain"), ("Content-Length", str(len(content))), *self.headers])
        return [content]


class News:
    """Stands for the database: what has become stale since the last look."""

    def __init__(self, signpost: Signpost) -> None:
        self.keys: set[str] = set()
        self.next_moment = None
        self.looks = 0
        self._signpost = signpost

    def connect(self) -> None:
        """It is never away."""

    def let_go(self) -> None:
        """There is no pool."""

    def look(self, now: Any) -> set[str]:
        self.looks += 1
        keys, self.keys = self.keys, set()
        return keys

    def tell(self, *keys: str) -> None:
        self.keys |= set(keys)
        self._signpost.turn()


class Place:
    """A store with a slow site behind it, and people who ask at the same time."""

    def __init__(self, folder: Path, pool: ThreadPoolExecutor) -> None:
        signpost = Signpost(folder / "signpost")
        self.site, self.news, self.clock = SlowSite(), News(signpost), Clock()
        self.store = Store(self.site, 1024**2, signpost, folder / "shell.html", self.clock)
        self.store._lookout = self.news  # type: ignore[assignment]  # a test's own
        self._pool = pool

    def get(self, address: str = "/") -> Reply:
        return ask(self.store, address)

    def ask_meanwhile(self, address: str = "/") -> "Future[Reply]":
        return self._pool.submit(self.get, address)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    # Which addresses there are is another test's.
    monkeypatch.setattr("api.store.addresses.known_parameters", lambda path: frozenset())
    with ThreadPoolExecutor(16) as pool:
        yield Place(tmp_path, pool)


def asked_by_many(place: Place, number: int, monkeypatch: pytest.MonkeyPatch) -> "list[Future[Reply]]":
    """Asks once, and when that is under way, `number` times more; returns when all of those wait."""
    waiting = Semaphore(0)
    wait = Filling.wait

    def tell_and_wait(filling: Filling) -> bool:
        waiting.release()
        return wait(filling)

    place.site.may_answer.clear()
    first = place.ask_meanwhile()
    assert place.site.is_asked.wait(LONG)
    monkeypatch.setattr(Filling, "wait", tell_and_wait)
    others = [place.ask_meanwhile() for _ in range(number)]
    assert all(waiting.acquire(timeout=LONG) for _ in others)
    return [first, *others]


def bodies(futures: "list[Future[Reply]]") -> list[bytes]:
    return [future.result(LONG).body for future in futures]


def test_one_miss_fills_for_all_who_wait(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    futures = asked_by_many(place, 10, monkeypatch)
    place.site.may_answer.set()
    assert bodies(futures) == [b"old"] * 11
    assert place.site.times == 1


def test_what_changed_while_it_was_made_is_not_kept(place: Place) -> None:
    place.site.may_answer.clear()
    first = place.ask_meanwhile()
    assert place.site.is_asked.wait(LONG)
    place.site.content = b"new"
    place.news.tell("page:1")
    place.site.may_answer.set()
    first.result(LONG)
    assert not place.store.memory.found
    assert place.get().body == b"new"


def test_any_change_meanwhile_counts(place: Place) -> None:
    """What an answer reads is known when it is made, and may have been read before or after."""
    place.site.may_answer.clear()
    first = place.ask_meanwhile()
    assert place.site.is_asked.wait(LONG)
    place.news.tell("page:2")
    place.site.may_answer.set()
    first.result(LONG)
    assert not place.store.memory.found


def test_change_that_somebody_else_saw_meanwhile_counts(place: Place) -> None:
    place.site.may_answer.clear()
    first = place.ask_meanwhile("/first/")
    assert place.site.is_asked.wait(LONG)
    place.news.tell("page:1")
    other = place.ask_meanwhile("/other/")
    place.site.may_answer.set()
    first.result(LONG)
    other.result(LONG)
    assert place.get("/other/").body == b"old"
    assert {key[0] for key in place.store.memory.found} == {"/other/"}


def test_who_waits_is_not_given_what_changed_meanwhile(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    futures = asked_by_many(place, 5, monkeypatch)
    place.site.content = b"new"
    place.news.tell("page:1")
    place.site.may_answer.set()
    first, *others = bodies(futures)
    assert first == b"old"  # it was asked for before the change
    assert others == [b"new"] * 5


def test_a_thousand_changes_at_any_time_are_seen_by_the_next_question(place: Place) -> None:
    for number in range(1000):
        asked = [place.ask_meanwhile() for _ in range(3)]
        place.site.content = str(number).encode()
        place.news.tell("page:1")
        assert place.get().body == str(number).encode()
        bodies(asked)
        assert place.get().body == str(number).encode()


def test_defect_is_nobody_elses(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    futures = asked_by_many(place, 3, monkeypatch)
    place.site.fails = True
    place.site.may_answer.set()
    for future in futures:
        with pytest.raises(ValueError, match="a defect"):
            future.result(LONG)
    place.site.fails = False
    assert place.get().body == b"old"
    assert place.store._fillings == {}


def never_kept() -> dict[str, Callable[[SlowSite], Any]]:
    def with_headers(**headers: str) -> Callable[[SlowSite], Any]:
        sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
        return lambda site: site.headers.extend(sent)

    return {
        "a cookie": with_headers(Set_Cookie="a=b"),
        "varies with cookies": with_headers(Vary="Accept, Cookie"),
        "no-store": with_headers(Cache_Control="no-store"),
        "private": with_headers(Cache_Control="private, max-age=3"),
        "a defect": lambda site: setattr(site, "status", "500 Internal Server Error"),
        "refused": lambda site: setattr(site, "status", "400 Bad Request"),
        "a part is missing": lambda site: setattr(site, "is_whole", False),
    }


@pytest.mark.parametrize("name", never_kept())
def test_what_is_not_for_all_is_not_kept(place: Place, name: str) -> None:
    never_kept()[name](place.site)
    place.get()
    place.get()
    assert place.site.times == 2


def test_who_waited_for_what_is_not_kept_asks_for_oneself(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    futures = asked_by_many(place, 4, monkeypatch)
    place.site.status = "400 Bad Request"
    place.site.may_answer.set()
    assert len(bodies(futures)) == 5
    assert place.site.times == 5


def test_only_what_read_the_change_is_thrown_away(place: Place) -> None:
    place.get("/one/")
    place.site.keys = {"page:2"}
    place.get("/two/")
    place.news.tell("page:1")
    place.get("/two/")
    assert {key[0] for key in place.store.memory.found} == {"/two/"}
    assert (place.store.figures.hits, place.store.figures.thrown_away) == (1, 1)


def test_everything_is_thrown_away_together(place: Place) -> None:
    place.get("/one/")
    place.get("/two/")
    place.news.tell("everything")
    place.get("/two/")
    assert len(place.store.memory) == 1


def test_nobody_looks_at_the_database_while_nothing_is_told(place: Place) -> None:
    for _ in range(100):
        place.get()
    assert place.news.looks == 1


def test_a_second_later_the_store_looks_without_being_told(place: Place) -> None:
    place.get()
    place.site.content = b"new"
    place.news.keys = {"page:1"}  # and the signpost isn't turned: whoever should have done it has died
    assert place.get().body == b"old"
    place.clock.seconds += 1
    assert place.get().body == b"new"


def test_unlike_words_of_one_path_are_kept_apart(place: Place) -> None:
    place.get("/a%3Fb")
    place.site.content = b"another"
    assert place.get("/a?b").body == b"another"


def test_a_time_from_before_somebody_elses_look_is_no_clock_that_was_put_back(place: Place) -> None:
    """Two threads look at the clock, and the later one takes the lock first."""
    place.get("/first/")
    times = iter([place.clock.seconds + 2, place.clock.seconds + 3])
    late = place.clock.seconds + 3
    place.store._clock = lambda: next(times, late)
    place.get("/first/")
    assert (place.store._since, place.site.times) == (late, 1)
