"""Sizes of pictures are kept like pages, only where they are found, and given on while the database is away."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection
from wagtail.models import CollectionViewRestriction

from api.outage import Outage
from api.signpost import Signpost
from api.store.answers import OVERHEAD
from api.store.store import Store
from home.models import CustomImage
from tests.store import world as editors
from tests.store.asking import HOST, Clock, StoredSite, ask, environ_of, reply_to
from tests.store.world import World

pytestmark = pytest.mark.django_db

LONG = 30
Doing = Callable[[World], Any]


def make_its_collection_private(world: World) -> None:
    CollectionViewRestriction.objects.create(collection=world.shown, restriction_type="login")


def put_it_into_a_private_collection(world: World) -> None:
    image = CustomImage.objects.get(pk=world.picture.pk)
    image.collection = world.members
    image.save()


TAKEN_BACK: dict[str, Doing] = {
    "it is deleted": lambda world: CustomImage.objects.get(pk=world.picture.pk).delete(),
    "it is replaced": lambda world: editors.replace_the_picture(world, 3),
    "its sizes are deleted": lambda world: editors.lose_the_sizes(world, 3),
    "it becomes private": put_it_into_a_private_collection,
    "it becomes private with others": lambda world: CustomImage.objects.filter(pk__in=[world.picture.pk]).update(
        collection=world.members
    ),
    "its collection becomes private": make_its_collection_private,
    "its collection is moved into a private one": lambda world: editors.move_the_collection(world, 3),
}


class Pictures:
    """The store, the address of a picture, and a database that can be away."""

    def __init__(self, stored: StoredSite, address: str) -> None:
        self.stored, self.address = stored, address
        self._is_back = Event()
        self._outage = Outage(self._ask, lambda: None if self._is_back.wait(LONG) else pytest.fail("It never came back."))
        stored.store._outage = self._outage

    def _ask(self) -> None:
        if not self._is_back.is_set():
            raise OperationalError("gone")

    @contextmanager
    def without_database(self) -> Iterator[None]:
        """Nobody can ask it anything; the store finds that out within a second."""

        def refuse(*args: Any) -> None:
            raise OperationalError("gone")

        self._is_back.clear()
        with connection.execute_wrapper(refuse):
            self.stored.clock.seconds += 1
            yield
        self._is_back.set()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(self._outage.wait).result(LONG)

    @property
    def is_kept(self) -> bool:
        return bool(self.stored.kept([self.address]))

    @property
    def file(self) -> Path:
        from django.conf import settings

        return Path(settings.MEDIA_ROOT) / self.address.removeprefix(settings.MEDIA_URL)


@pytest.fixture
def pictures(world: World, stored: StoredSite, settings: Any) -> Pictures:
    # On Postgres nothing is given on without a Redis; which is asked nothing here, since the signpost is another one.
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    return Pictures(stored, world.shown_size)


def test_picture_is_asked_of_django_once(pictures: Pictures) -> None:
    stored, address = pictures.stored, pictures.address
    first = stored.get(address)
    assert first.status == 200
    assert [stored.get(address) for _ in range(3)] == [first] * 3
    assert first.same() == stored.fresh(address).same()
    assert (stored.store.figures.misses, stored.store.figures.hits) == (1, 3)


def test_headers_are_those_of_a_picture(pictures: Pictures) -> None:
    for _ in range(2):
        headers = pictures.stored.get(pictures.address, accept_encoding="br, gzip").headers
    assert pictures.is_kept
    assert headers["cache-control"] == "private, max-age=31536000, immutable"
    assert headers["content-type"] == "image/avif"
    assert headers["content-disposition"] == f'inline; filename="{pictures.file.name}"'
    assert headers["content-length"] == str(pictures.file.stat().st_size)
    assert headers["content-security-policy"].startswith("default-src 'none'; sandbox")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers.keys().isdisjoint({"etag", "last-modified", "content-encoding", "cache-tag", "set-cookie"})


def test_picture_is_given_on_while_the_database_is_away(pictures: Pictures) -> None:
    stored, address = pictures.stored, pictures.address
    before = stored.get(address)
    with pictures.without_database():
        assert stored.get(address) == before
        assert stored.get(address, cache_control="no-cache") == before
        assert stored.get(f"{address}?x=1").status == 503
    assert stored.get(address) == before


def test_picture_that_nobody_has_asked_for_is_said_to_be_away(pictures: Pictures) -> None:
    pictures.stored.get("/")
    with pictures.without_database():
        assert pictures.stored.get("/").status == 200
        assert pictures.stored.get(pictures.address).status == 503
    assert pictures.stored.get(pictures.address).status == 200


@pytest.mark.parametrize("name", TAKEN_BACK)
def test_picture_that_is_taken_back_is_thrown_away(name: str, world: World, pictures: Pictures) -> None:
    stored, address = pictures.stored, pictures.address
    stored.get(address)
    assert pictures.is_kept
    with stored.changing():
        TAKEN_BACK[name](world)
    assert not pictures.is_kept
    assert stored.get(address).status == stored.fresh(address).status == 404


@pytest.mark.parametrize("name", TAKEN_BACK)
def test_picture_that_is_taken_back_is_not_given_on(name: str, world: World, pictures: Pictures) -> None:
    """The database goes before any reader has come again."""
    stored, address = pictures.stored, pictures.address
    stored.get(address)
    assert pictures.is_kept
    with stored.changing():
        TAKEN_BACK[name](world)
    with pictures.without_database():
        assert stored.get(address).status == 503


def test_other_picture_leaves_it(world: World, pictures: Pictures) -> None:
    pictures.stored.get(pictures.address)
    with pictures.stored.changing():
        world.image(id=world.picture.pk + 1).delete()
    assert pictures.is_kept


def test_missing_file_that_is_put_back_is_found(world: World, pictures: Pictures) -> None:
    """There is no news of that: nobody has written anything."""
    pictures.file.unlink()
    for _ in range(2):
        assert pictures.stored.get(pictures.address).status == 404
    assert len(pictures.stored.store.memory) == 0
    world.put_files_back()
    assert pictures.stored.get(pictures.address).status == 200


def test_size_that_is_drawn_again_is_found(world: World, pictures: Pictures) -> None:
    with pictures.stored.changing():
        editors.lose_the_sizes(world, 3)
    assert pictures.stored.get(pictures.address).status == 404
    with pictures.stored.changing():
        editors.draw_the_picture(world, 3)
    assert pictures.stored.get(pictures.address).status == 200


def test_upload_itself_is_not_kept(world: World, pictures: Pictures) -> None:
    address = f"/media/{world.picture.file.name}"
    assert pictures.stored.get(address).status == 404
    assert len(pictures.stored.store.memory) == 0


ASKED_OTHERWISE: list[dict[str, str]] = [
    {"if_none_match": "*"},
    {"if_none_match": '"x"'},
    {"if_modified_since": "Sat, 01 Jan 2100 00:00:00 GMT"},
    {"if_match": '"x"'},
    {"if_unmodified_since": "Sat, 01 Jan 2000 00:00:00 GMT"},
    {"range": "bytes=0-1"},
    {"if_range": '"x"', "range": "bytes=0-1"},
    {"cache_control": "no-cache"},
    {"cookie": "sessionid=guess"},
    {"origin": "https://other.example"},
    {"accept": "image/avif,image/webp,*/*;q=0.8"},
    {"accept": "image/webp"},
    {"accept_encoding": "gzip, br, zstd"},
]


@pytest.mark.parametrize("headers", ASKED_OTHERWISE, ids=lambda headers: "+".join(headers))
@pytest.mark.parametrize("megabytes", [64, 0.001], ids=["kept", "too large"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_however_it_is_asked_for_django_would_say_the_same(
    pictures: Pictures, headers: dict[str, str], megabytes: float, method: str
) -> None:
    store, address = pictures.stored.new_store(pictures.stored.shell, megabytes), pictures.address
    for _ in range(2):
        reply = ask(store, address, method, **headers)
        assert reply.same()[:2] == ask(pictures.stored.django, address, method, **headers).same()[:2]
    assert ask(store, address).same() == ask(pictures.stored.django, address).same()


def test_head_has_no_content_and_fills_the_store(pictures: Pictures) -> None:
    reply = ask(pictures.stored.store, pictures.address, "HEAD")
    whole = pictures.stored.get(pictures.address)
    assert (reply.status, reply.headers, reply.body) == (200, whole.headers, b"")
    assert pictures.stored.store.figures.hits == 1


def test_picture_takes_its_memory_once_however_it_may_be_encoded(pictures: Pictures) -> None:
    for encoding in ("br", "zstd", "gzip"):
        pictures.stored.get(pictures.address, accept_encoding=encoding)
    answer = pictures.stored.answer_to(pictures.address)
    assert answer.size - OVERHEAD < 2 * len(answer.body)
    assert pictures.stored.store.memory.bytes == answer.size


def test_each_host_has_pictures_of_its_own(pictures: Pictures) -> None:
    pictures.stored.get(pictures.address)
    assert ask(pictures.stored.store, pictures.address, host="localhost").status == 200
    assert ask(pictures.stored.store, pictures.address, host="evil.example").status == 400
    assert {key[2] for key in pictures.stored.store.memory.found} == {HOST, "localhost"}


class Film:
    """What a site gives that has a large picture: counts what is read of it."""

    PARTS = 100

    def __init__(self) -> None:
        self.read = 0
        self.closed = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> "Film":
        start_response("200 OK", [("Content-Type", "image/webp"), ("Content-Length", str(self.PARTS * 10_000))])
        return self

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(self.PARTS):
            self.read += 1
            yield b"x" * 10_000

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def film() -> Film:
    return Film()


@pytest.fixture
def cinema(film: Film, tmp_path: Path) -> Store:
    """A store in front of a picture that is too large for it."""
    return Store(film, 1024**2, Signpost(tmp_path / "signpost"), tmp_path / "shell.html", Clock())


def test_too_large_picture_is_read_only_as_it_is_sent(film: Film, cinema: Store) -> None:
    content = iter(cinema(environ_of("/media/film.webp"), lambda *args: None))
    assert film.read == 0
    next(content)
    assert film.read == 1


def test_too_large_picture_arrives_whole_and_is_not_kept(film: Film, cinema: Store) -> None:
    for times in (1, 2):
        assert len(ask(cinema, "/media/film.webp").body) == 1_000_000
        assert film.closed == times
    assert len(cinema.memory) == 0


def test_head_of_a_too_large_picture_reads_nothing(film: Film, cinema: Store) -> None:
    reply = reply_to(cinema, environ_of("/media/film.webp", "HEAD"))
    assert (reply.headers["content-length"], reply.body) == ("1000000", b"")
    assert (film.read, film.closed) == (0, 1)
