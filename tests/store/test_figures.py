"""Whoever looks after the server sees how the store does; nobody else sees that there is one."""

import logging
from typing import Any

import pytest
from django.test import Client

from api.store import running, with_store
from cms.probes import with_probes
from cms.wsgi import Site
from home.models import User
from tests.store.asking import StoredSite, ask
from tests.store.world import World

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/health/"


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def test_staff_see_the_figures(db: None) -> None:
    store = with_store(Site())
    reply = ask(store, ADDRESS, cookie=cookie_of(User.objects.create_superuser("admin@example.org")))
    assert reply.status == 200
    assert reply.headers["cache-control"] == "no-store"
    assert b'"hits":0' in reply.body
    assert running() is store


@pytest.mark.parametrize("who", ["nobody", "an editor"])
def test_others_see_nothing(db: None, who: str) -> None:
    headers = {} if who == "nobody" else {"cookie": cookie_of(User.objects.create_user("editor@example.org"))}
    store = with_store(Site())
    reply, other = ask(store, ADDRESS, **headers), ask(store, "/api/v1/nothing/", **headers)
    assert reply.status == 404
    assert reply.body == other.body


def test_log_says_a_line_once_an_hour(world: World, stored: StoredSite, caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("api.store.store")
    logger.addHandler(caplog.handler)
    try:
        for _ in range(3):
            stored.get("/robots.txt")
            stored.clock.seconds += 3000
    finally:
        logger.removeHandler(caplog.handler)
    lines = [record.getMessage() for record in caplog.records if record.name == "api.store.store"]
    assert len(lines) == 1
    assert lines[0].startswith("1 answers from memory, 1 made by Django (1 kept), 0 not the store's, 0 thrown away")


def test_store_can_be_switched_off(settings: object) -> None:
    site = Site()
    settings.RESPONSE_STORE_MB = 0  # type: ignore[attr-defined]  # pytest-django's
    assert with_store(site) is site


def test_prometheus_is_told_with_a_token(db: None, settings: Any) -> None:
    settings.METRICS_TOKEN = "sixteen letters or more"
    site = with_probes(with_store(Site()))
    for _ in range(3):
        ask(site, "/robots.txt")
    told = ask(site, "/metrics", authorization="Bearer sixteen letters or more").body.decode()
    assert 'broadside_answers_total{source="memory"} 2.0' in told
    assert 'broadside_answers_total{source="django"} 1.0' in told
