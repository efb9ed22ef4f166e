"""A change throws away the answers that read what has changed, and leaves the others."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
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


def linking_page(world: World) -> str:
    """Where a page is whose text has a link to the position `third`."""
    text = f'<p>See <a linktype="page" id="{world.third.pk}">there</a>.</p>'
    return f"/api/v1/pages/{world.add(StandardPage, title='Links', body=[('rich_text', {'text': text})]).pk}/"


def test_text_that_links_to_a_page_is_left_when_that_is_worded_anew(world: World, stored: StoredSite) -> None:
    address = linking_page(world)
    stored.fill([address])
    with stored.changing():
        publish(current(world.third), title="Another title", summary="Other words.")
    assert stored.kept([address]) == {address}
    assert not list(stored.stale([address]))


@pytest.mark.parametrize(
    "do",
    [
        lambda page: publish(page, slug="elsewhere"),
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: publish(page, expire_at=timezone.now() + datetime.timedelta(hours=1)),
    ],
)
def test_text_that_links_to_a_page_is_thrown_away_when_that_goes(
    world: World, stored: StoredSite, do: Callable[[Any], Any]
) -> None:
    address = linking_page(world)
    stored.fill([address])
    with stored.changing():
        do(current(world.third))
    assert stored.kept([address]) == set()


def test_text_that_links_to_a_page_is_thrown_away_when_that_expires(world: World, stored: StoredSite) -> None:
    publish(current(world.third), expire_at=timezone.now() + datetime.timedelta(hours=1))
    address = linking_page(world)
    stored.fill([address])
    stored.clock.seconds += 3601
    assert stored.kept([address]) == set()


def test_text_that_links_to_a_hidden_page_is_thrown_away_when_that_is_published(world: World, stored: StoredSite) -> None:
    current(world.third).unpublish()
    address = linking_page(world)
    stored.fill([address])
    with stored.changing():
        publish(current(world.third))
    assert stored.kept([address]) == set()
    assert "/positions/repairs/" in stored.get(address).body.decode()


@pytest.fixture
def busy(world: World, stored: StoredSite) -> StoredSite:
    """The site with more activities than any block shows, and with its home page in the store."""
    for days in range(2, 16):
        world.add_activity(title=f"Stall {days}", starts_at=timezone.now() - datetime.timedelta(days=days), ends_at=None)
    stored.fill(["/"])
    return stored


def test_latest_activities_are_left_when_an_old_one_changes(world: World, busy: StoredSite) -> None:
    with busy.changing():
        publish(current(world.activity), title="Long ago")
    assert busy.kept(["/"]) == {"/"}


@pytest.mark.parametrize("days", [-3, 1])
def test_latest_activities_are_thrown_away_when_an_old_one_becomes_one_of_them(
    world: World, busy: StoredSite, days: int
) -> None:
    with busy.changing():
        publish(current(world.activity), starts_at=timezone.now() - datetime.timedelta(days=days), ends_at=None)
    assert busy.kept(["/"]) == set()


def test_latest_activities_are_thrown_away_when_one_of_them_becomes_old(world: World, busy: StoredSite) -> None:
    newest = Page.objects.get(title="Stall 2").specific
    with busy.changing():
        publish(newest, starts_at=timezone.now() - datetime.timedelta(days=4000))
    assert busy.kept(["/"]) == set()


def test_latest_activities_are_thrown_away_when_one_is_added(world: World, busy: StoredSite) -> None:
    with busy.changing():
        world.add_activity(title="Picket", starts_at=timezone.now(), ends_at=None)
    assert busy.kept(["/"]) == set()


def test_tags_are_right_when_what_an_article_answers_is_hidden(world: World, stored: StoredSite) -> None:
    world.menus.main = [("item", {"page": world.rebuttal})]
    world.menus.save()
    stored.fill(["/contact/"])
    with stored.changing():
        current(world.answer).unpublish()
    assert not list(stored.stale(["/contact/"]))


def test_nobody_can_tell_from_tags_that_an_answer_is_being_drafted(world: World, stored: StoredSite) -> None:
    address = f"/api/v1/pages/{world.answer.pk}/"
    before = stored.fresh(address).headers["cache-tag"]
    world.add_article(title="In the making", responds_to=world.answer, live=False)
    assert stored.fresh(address).headers["cache-tag"] == before


def test_exchange_is_whole_as_soon_as_one_between_is_published(world: World, stored: StoredSite) -> None:
    """The later one answers what was hidden, and is all that the earlier one could know of."""
    with stored.changing():
        current(world.answer).unpublish()
    addresses = [f"/api/v1/pages/{page.pk}/" for page in (world.article, world.rebuttal)]
    stored.fill(addresses)
    with stored.changing():
        publish(current(world.answer))
    assert not list(stored.stale(addresses))
    exchange = json.loads(stored.get(addresses[0]).body)["exchange"]
    assert [entry["article"]["title"] for entry in exchange] == [world.article.title, world.answer.title, "Once more"]
