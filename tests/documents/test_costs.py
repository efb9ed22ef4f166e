"""What a read costs where documents are made: four queries, for little and for much."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.documents.making import make_what_is_missing
from tests.api import abundance
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

MOST_QUERIES = 4


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture(scope="module")
def standing_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[SmallSite]:
    """Made once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        site = SmallSite()
        abundance.fill(site, 25)
        make_what_is_missing()
        yield site
        transaction.set_rollback(True)


@pytest.fixture
def full_site(standing_site: SmallSite, client: Client) -> SmallSite:
    # What a process asks the database once is asked.
    client.get("/api/v1/pages/")
    return standing_site


def test_page_takes_four(client: Client, full_site: SmallSite) -> None:
    for page in full_site.every_page():
        assert queries(client, f"/api/v1/pages/{page.pk}/") <= MOST_QUERIES
        assert queries(client, f"/api/v1/resolve/?path={page.url}") <= MOST_QUERIES


@pytest.mark.parametrize(
    "address",
    ["pages/?", "positions/?", "activities/?", "activities/?when=past&tag=tag-25-1&", "articles/?", "pages/?type=article&"],
)
def test_list_takes_four(client: Client, full_site: SmallSite, address: str) -> None:
    # Whether an activity has begun is a question of its own: when does the next one?
    allowed = MOST_QUERIES + ("when=" in address)
    assert queries(client, f"/api/v1/{address}limit=20") <= allowed
    assert queries(client, f"/api/v1/{address}limit=100") <= allowed
