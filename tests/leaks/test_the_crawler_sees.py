"""Pointed at Wagtail's own API v2, the same crawler finds what leaks there: it would find it here as well."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import clear_url_caches, set_urlconf

from tests.leaks import stock
from tests.leaks.addresses import secrets_of
from tests.leaks.canaries import Origin
from tests.leaks.conftest import MOST_VALUES
from tests.leaks.crawler import crawl, probes_of
from tests.leaks.hiding import ANCESTORS, WAYS
from tests.leaks.world import World
from tests.unwatched import unwatched

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("stock"),
    pytest.mark.once("It is about the crawler, which is the same."),
]


@pytest.fixture(scope="module")
def seen(django_db_setup: None, django_db_blocker: Any) -> Iterator[set[Origin]]:
    """The origins of all canaries that the stock API gives away."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.ROOT_URLCONF", stock.__name__)
        clear_url_caches()
        set_urlconf(None)
        stock.set_up(patch)
        with unwatched():
            world = World()
        probes = [
            probe for probe in probes_of(stock.described(), secrets_of(world).thinned(MOST_VALUES)) if probe.method == "GET"
        ]
        client = Client(raise_request_exception=False)
        found = crawl(client, probes, world.canaries.found_in, follow=200)
        yield {origin for origins in found.leaks.values() for origin in origins}
        transaction.set_rollback(True)
    clear_url_caches()


@pytest.mark.parametrize("state", [*WAYS, *ANCESTORS, "source of an alias", "other site"])
def test_stock_api_names_hidden_pages(seen: set[Origin], state: str) -> None:
    assert "title" in {origin.field for origin in seen if origin.state == state}


@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize("state", ["private collection", "below a private collection"])
def test_stock_api_names_private_files(seen: set[Origin], state: str, kind: str) -> None:
    assert Origin(state, kind, "title") in seen


def test_stock_api_gives_texts_of_expired_pages(seen: set[Origin]) -> None:
    assert {"body.quote.text", "summary"} <= {origin.field for origin in seen if origin.state == "expired"}
