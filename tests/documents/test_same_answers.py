"""With documents every answer is the same as without them, to the byte, right after each change. When the worker has made
them anew, the tests of the response store ask the same of what it was given then."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from api import changes
from api.documents.making import make_what_is_missing
from api.models import PublishedDocument
from tests.documents.comparing import built_answers, different
from tests.store.world import ACTIONS, ENDPOINTS, Action, World, current, publish

pytestmark = pytest.mark.django_db

LISTS = [
    "/api/v1/pages/?limit=100",
    "/api/v1/pages/?limit=3&fields=title,path",
    "/api/v1/pages/?limit=2&offset=3",
    "/api/v1/pages/?limit=5&offset=5000",
    "/api/v1/pages/?slug=nothing",
    "/api/v1/pages/?search=homes",
    "/api/v1/pages/?search=homes&order=title",
    "/api/v1/pages/?locale=de",
    "/api/v1/activities/?tag=rents,other",
    "/api/v1/articles/?order=title",
]


def addresses() -> list[str]:
    """Every page that has a document by its id, some by their paths, and lists. A page without one is built either way."""
    pages = [f"/api/v1/pages/{pk}/" for pk in PublishedDocument.objects.order_by("pk").values_list("pk", flat=True)]
    return [*(f"/api/v1/{address}" for address in ENDPOINTS), *LISTS, *pages, "/", "/positions/rent-cap/", "/de/"]


def test_every_public_page_has_one(world: World) -> None:
    assert PublishedDocument.objects.count() == Page.objects.filter(depth__gt=1, live=True).count()


def test_answers_are_the_same_and_say_that_they_are_made_of_the_same(client: Client, world: World) -> None:
    assert different(client, built_answers(client, addresses())) == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
@pytest.mark.parametrize("number", [3])
def test_nothing_of_before_a_change_is_left(
    client: Client, world: World, action: Action, number: int, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks():
        try:
            with transaction.atomic():
                action(world, number)
        except ValidationError:
            """An editor is refused, and nothing has happened."""
    assert different(client, built_answers(client, addresses())) == []


def test_without_listening_something_of_before_is_left(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "listeners", [])
    publish(current(world.position), title="Other")
    assert different(client, built_answers(client, addresses()))


@pytest.mark.parametrize("field", ["expire_at", "go_live_at"])
@pytest.mark.parametrize("is_looked_through", [False, True])
def test_nothing_of_before_a_moment_is_left(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch, field: str, is_looked_through: bool
) -> None:
    page = current(world.positions)
    setattr(page, field, timezone.now() + datetime.timedelta(hours=1))
    page.save()
    make_what_is_missing()
    later = timezone.now() + datetime.timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    if is_looked_through:
        make_what_is_missing()
    assert different(client, built_answers(client, addresses())) == []


def test_clock_that_passes_a_moment_leaves_what_it_does_not_change(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + datetime.timedelta(hours=6)
    monkeypatch.setattr(timezone, "now", lambda: later)
    all_pages = PublishedDocument.objects.count()
    assert 0 < make_what_is_missing() < all_pages
    assert PublishedDocument.objects.count() == all_pages


def test_worker_is_asked_once_for_all_that_a_transaction_changes(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(current(world.position), title="Other")
        publish(current(world.second), title="Another")
    assert "Another" in PublishedDocument.objects.get(pk=world.second.pk).detail
