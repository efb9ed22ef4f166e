"""Machines can ask whether a process lives, whether it can work, and how it does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection

from cms.probes import with_probes
from cms.wsgi import Site
from tests.pages import SmallSite
from tests.store.asking import ask

TOKEN = "sixteen letters or more"


@contextmanager
def database_is_away() -> Iterator[None]:
    def fail(*args: Any) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def site() -> Callable[..., Any]:
    return with_probes(Site())


def test_process_lives_whatever_the_database_does(site: Any) -> None:
    # Without the mark that lets a test ask the database.
    reply = ask(site, "/livez", host="192.0.2.7")
    assert (reply.status, reply.body) == (200, b"This process answers.\n")


@pytest.mark.django_db
def test_site_is_ready_when_the_database_answers(site: Any) -> None:
    reply = ask(site, "/readyz", host="192.0.2.7")
    assert (reply.status, reply.headers["cache-control"]) == (200, "no-store")


@pytest.mark.django_db
def test_site_is_not_ready_while_the_database_is_away(site: Any) -> None:
    with database_is_away():
        reply = ask(site, "/readyz")
    assert (reply.status, reply.body) == (503, b"The database can't be asked.\n")
    assert ask(site, "/readyz").status == 200


def test_browser_does_nothing_with_a_probe(site: Any) -> None:
    headers = ask(site, "/livez").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_probe_can_be_asked_for_its_head_alone(site: Any) -> None:
    reply = ask(site, "/livez", "HEAD")
    assert (reply.status, reply.body, reply.headers["content-length"]) == (200, b"", "22")


@pytest.mark.django_db
def test_metrics_tell_how_the_process_does(site: Any, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    told = ask(site, "/metrics", authorization=f"Bearer {TOKEN}").body.decode()
    assert "process_resident_memory_bytes" in told
    assert "# TYPE broadside_tasks gauge" in told


@pytest.mark.django_db
def test_metrics_are_told_while_the_database_is_away(site: Any, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    with database_is_away():
        told = ask(site, "/metrics", authorization=f"Bearer {TOKEN}").body.decode()
    assert "process_resident_memory_bytes" in told
    assert "broadside_tasks" not in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "sent"),
    [
        (TOKEN, {}),
        (TOKEN, {"authorization": "Bearer another token of that kind"}),
        ("", {"authorization": "Bearer "}),
        ("", {}),
    ],
)
def test_without_the_token_there_are_no_metrics(
    small_site: SmallSite, site: Any, settings: Any, token: str, sent: dict[str, str]
) -> None:
    settings.METRICS_TOKEN = token
    assert ask(site, "/metrics", **sent).status == ask(site, "/nothing-here").status
