"""A change throws away the answers that read what has changed, and leaves the others."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from home.models import StandardPage, User
from tests.store import world as editors
from tests.store.asking import StoredSite
from tests.store.world import World, current, publish

pytestmark = pytest.mark.django_db

Doing = Callable[[World], Any]

LEFT: dict[str, tuple[Doing, list[str]]] = {
    "a position's text": (
        lambda world: publish(current(world.third), summary="Other words."),
        [
            "/privacy/",
            "/contact/",
            "/debate/once-more/",
            "/nothing/",
            "/old/",
            "site/",
            "navigation/",
            "tags/",
            "/robots.txt",
        ],
    ),
    "an article's text": (
        lambda world: publish(current(world.rebuttal), summary="Other words."),
        [
            "/",
            "/positions/",
            "/positions/rent-cap/",
            "/positions/repairs/",
            "/activities/street-stall/",
            "/nothing/",
            "positions/",
        ],
    ),
    "a new activity": (
        lambda world: world.add_activity(title="Picket"),
        [
            "/positions/repairs/",
            "/debate/once-more/",
            "/contact/",
            "site/",
            "navigation/",
            "articles/?limit=1",
            "/feeds/positions.json",
        ],
    ),
    "a new position": (
        lambda world: world.add_position(title="Gardens"),
        ["/debate/once-more/", "/contact/", "/privacy/", "tags/", "articles/?limit=1", "/activities.ics"],
    ),
    "a draft": (lambda world: editors.save_a_draft(world, 3), ["*"]),
    "a new draft": (lambda world: world.add(StandardPage, title="Draft", live=False), ["*"]),
    "a user": (lambda world: User.objects.create_user("editor@example.org"), ["*"]),
    "a menu": (
        lambda world: editors.arrange_the_menu(world, 1),
        ["site/", "positions/", "/feed.xml", "/sitemap.xml", "/robots.txt"],
    ),
    "a redirect": (
        lambda world: editors.lead_somewhere_else(world, 2),
        ["/", "/positions/", "site/", "positions/", "/feed.xml", "/sitemap.xml"],
    ),
    "a picture": (
        lambda world: editors.describe_the_picture(world, 1),
        ["navigation/", "tags/", "positions/", "/robots.txt"],
    ),
    "another picture": (lambda world: world.image(), ["*"]),
    "a document": (lambda world: editors.title_the_document(world, 1), ["/", "site/", "/nothing/", "/debate/once-more/"]),
    "another order": (
        lambda world: current(world.below).move(Page.objects.get(pk=world.standard.pk), pos="first-child"),
        ["/positions/rent-cap/", "/debate/once-more/", "/feed.xml", "site/"],
    ),
}


@pytest.mark.parametrize("name", LEFT)
def test_the_rest_is_left(world: World, filled: StoredSite, name: str) -> None:
    do, left = LEFT[name]
    with filled.changing():
        do(world)
    expected = set(world.addresses()) if left == ["*"] else {a if a.startswith("/") else f"/api/v1/{a}" for a in left}
    assert expected - filled.kept(world.addresses()) == set()


def test_search_is_thrown_away_when_the_worker_has_written_its_index(world: World, filled: StoredSite) -> None:
    from api.search.index import write

    with filled.changing():
        write([world.position.pk])
    assert set(world.addresses()) - filled.kept(world.addresses()) == {"/api/v1/search/?q=homes"}


def test_rolled_back_change_throws_nothing_away(world: World, filled: StoredSite) -> None:
    from django.db import transaction

    with filled.changing(), transaction.atomic():
        publish(current(world.position), title="Never")
        transaction.set_rollback(True)
    assert filled.kept(world.addresses()) == set(world.addresses())
