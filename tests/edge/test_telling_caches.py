"""Caches in front are told what is stale, each in its own words, as soon as it is; what fails is tried again."""

import datetime
import json
import logging
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import get_backends
from wagtail.models import Site

from api.dependencies import Dependencies
from api.edge import purging
from api.edge.purging import Purger
from api.edge.tags import stale_tags, tags_of
from api.signpost import signpost_at
from cms.front import caches_in_front
from home.models import OrganisationSettings
from tests.pages import SmallSite
from tests.store.asking import Clock, StoredSite, using

pytestmark = pytest.mark.django_db


class Told(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: str


class Listener:
    """A server in the place of a cache. Remembers what it is told, and answers with `status` and `body`."""

    def __init__(self) -> None:
        self.status, self.body = 200, b'{"success": true}'
        self.heard: list[Told] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                listener.heard.append(Told(self.command, self.path, headers, content))
                self.send_response(listener.status)
                self.send_header("Content-Length", str(len(listener.body)))
                self.end_headers()
                self.wfile.write(listener.body)

            do_PURGE = do_POST

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def end(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take(self) -> list[Told]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    yield server
    server.end()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime.fromtimestamp(clock.seconds, datetime.UTC))
    return clock


@pytest.fixture
def purger_of(tmp_path: Path, built_shell: Path, clock: Clock, settings: Any) -> Iterator[Callable[..., Purger]]:
    """Makes a purger that has told already what it begins with."""

    def make(kind: str, url: str) -> Purger:
        settings.CDN = kind
        caches = caches_in_front(kind, [url] if kind in ("varnish", "http") else [], "abc123", "secret")
        for cache in caches.values():
            cache["LOCATION"] = url
        purger = Purger(get_backends(caches), signpost_at(tmp_path / "signpost"), built_shell, clock)
        purger.step()
        clock.seconds += purging.AGAIN_SECONDS
        purger.step()
        return purger

    with using(tmp_path):
        yield make


def name_the_organisation(tagline: str) -> None:
    OrganisationSettings.objects.update_or_create(site=Site.objects.get(), defaults={"tagline": tagline})


def keys_of(told: Told) -> set[str]:
    return set(told.headers["surrogate-key"].split(" "))


def test_varnish_is_told_tags(
    small_site: SmallSite, listener: Listener, purger_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    purger = purger_of("varnish", listener.url)
    assert [(told.method, told.path, keys_of(told)) for told in listener.take()] == [("PURGE", "/", {"*"})] * 2
    with django_capture_on_commit_callbacks(execute=True):
        name_the_organisation("Other")
    purger.step()
    assert [(told.method, keys_of(told)) for told in listener.take()] == [("PURGE", {"site"})]


def test_fastly_is_told_tags(
    small_site: SmallSite, listener: Listener, purger_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    purger = purger_of("fastly", listener.url)
    assert [told.path for told in listener.take()] == ["/service/abc123/purge_all"] * 2
    with django_capture_on_commit_callbacks(execute=True):
        name_the_organisation("Other")
    purger.step()
    (told,) = listener.take()
    assert (told.method, told.path, told.headers["fastly-key"]) == ("POST", "/service/abc123/purge", "secret")
    assert keys_of(told) == {"site"}


def test_cloudflare_is_told_tags(
    small_site: SmallSite, listener: Listener, purger_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    purger = purger_of("cloudflare", listener.url)
    assert [json.loads(told.body) for told in listener.take()] == [{"purge_everything": True}] * 2
    with django_capture_on_commit_callbacks(execute=True):
        name_the_organisation("Other")
    purger.step()
    (told,) = listener.take()
    assert (told.method, told.headers["authorization"]) == ("POST", "Bearer secret")
    assert json.loads(told.body) == {"tags": ["site"]}


def test_cache_without_tags_is_told_the_addresses_of_what_is_stale(
    client: Client, small_site: SmallSite, listener: Listener, purger_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    purger = purger_of("http", listener.url)
    client.get("/positions/rent-cap/")
    client.get("/robots.txt")
    listener.take()
    with django_capture_on_commit_callbacks(execute=True):
        small_site.position.title = "Rents"
        small_site.position.save()
    listener.status = 404
    purger.step()
    told = [(told.method, told.path, told.headers["host"]) for told in listener.take()]
    assert told == [("PURGE", "/positions/rent-cap/", "testserver")]


def test_everything_is_told_once_more_a_little_later(
    small_site: SmallSite, listener: Listener, purger_of: Any, clock: Clock, django_capture_on_commit_callbacks: Any
) -> None:
    purger = purger_of("varnish", listener.url)
    listener.take()
    with django_capture_on_commit_callbacks(execute=True):
        name_the_organisation("Other")
    for _ in range(3):
        purger.step()
    assert len(listener.take()) == 1
    clock.seconds += purging.AGAIN_SECONDS
    for _ in range(3):
        purger.step()
    assert [keys_of(told) for told in listener.take()] == [{"site"}]


def test_clock_tells_too(
    small_site: SmallSite, listener: Listener, purger_of: Any, clock: Clock, django_capture_on_commit_callbacks: Any
) -> None:
    purger = purger_of("varnish", listener.url)
    with django_capture_on_commit_callbacks(execute=True):
        small_site.position.expire_at = timezone.now() + datetime.timedelta(minutes=10)
        small_site.position.save()
    for _ in range(2):
        purger.step()
        clock.seconds += purging.AGAIN_SECONDS
    purger.step()
    listener.take()
    clock.seconds += 580
    purger.step()
    assert listener.take() == []
    clock.seconds += 20
    purger.step()
    (told,) = listener.take()
    assert {f"page:{small_site.position.pk}", "tree"} <= keys_of(told)


def test_new_build_of_the_frontend_is_told(
    small_site: SmallSite, listener: Listener, purger_of: Any, clock: Clock, built_shell: Path
) -> None:
    purger = purger_of("varnish", listener.url)
    listener.take()
    built_shell.write_text("another")
    clock.seconds += 2
    purger.step()
    assert [keys_of(told) for told in listener.take()] == [{"frontend"}]


REFUSALS = [
    ("varnish", 503, b""),
    ("fastly", 401, b""),
    ("http", 500, b""),
    ("cloudflare", 429, b""),
    *(("cloudflare", 200, body) for body in (b'{"success": false, "errors": []}', b"{}", b"nonsense")),
]


@pytest.mark.parametrize(("kind", "status", "body"), REFUSALS)
def test_cache_that_refuses_is_told_again_and_that_is_said_once(
    client: Client,
    small_site: SmallSite,
    listener: Listener,
    purger_of: Any,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
    kind: str,
    status: int,
    body: bytes,
) -> None:
    purger = purger_of(kind, listener.url)
    client.get("/positions/rent-cap/")
    listener.take()
    with django_capture_on_commit_callbacks(execute=True):
        name_the_organisation("Other")
    listener.status, listener.body = status, body
    for _ in range(30):
        purger.step()
        clock.seconds += 1
    # After 1, 2, 4 and 8 seconds.
    assert len(listener.take()) == 5
    listener.status, listener.body = 200, b'{"success": true}'
    clock.seconds += purging.LONGEST_DELAY
    purger.step()
    assert len(listener.take()) == 1
    lines = [record.getMessage() for record in caplog.records if record.name == purging.__name__]
    assert [line.partition(") ")[2][:10] for line in lines] == ["can't be t", "has been t"]
    assert "secret" not in caplog.text
    assert "rent-cap" not in caplog.text


def test_cache_that_is_not_there_holds_up_nobody(
    small_site: SmallSite,
    listener: Listener,
    purger_of: Any,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    listener.end()
    with caplog.at_level(logging.WARNING):
        purger = purger_of("varnish", listener.url)
        with django_capture_on_commit_callbacks(execute=True):
            name_the_organisation("Other")
        purger.step()
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_whatever_an_answer_is_tagged_with_is_purged_when_a_key_of_it_is_stale() -> None:
    few = {"page:1", "place:2", "order:7", "answers:3", "about:4", "children:7", "type:position", "tree", "site", "image:4"}
    many = {f"page:{number}" for number in range(1000)} | few
    for keys in (few, many):
        tags = set(tags_of(Dependencies(keys=keys)))
        for key in keys:
            assert tags & set(stale_tags({key})), key


def test_answer_from_the_store_says_how_old_it_is_where_that_matters(
    small_site: SmallSite,
    tmp_path: Path,
    built_shell: Path,
    clock: Clock,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """So that a cache keeps it only for what is left until it changes."""
    settings.CDN = "varnish"
    with using(tmp_path):
        site = StoredSite(tmp_path, built_shell, django_capture_on_commit_callbacks)
        site.clock = site.store._clock = clock
        with site.changing():
            small_site.position.expire_at = timezone.now() + datetime.timedelta(seconds=100)
            small_site.position.save()
        first = site.get("/positions/rent-cap/")
        clock.seconds += 40
        again = site.get("/positions/rent-cap/")
        assert site.store.figures.hits == 1
    assert first.headers["surrogate-control"].startswith("max-age=100,")
    assert (again.headers["surrogate-control"], again.headers["age"]) == (first.headers["surrogate-control"], "40")
