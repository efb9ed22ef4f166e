"""What a read costs where documents are made: four queries, for little and for much."""

import pytest
from django.db import connection
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


@pytest.fixture
def full_site(small_site: SmallSite, client: Client) -> SmallSite:
    abundance.fill(small_site, 25)
    make_what_is_missing()
    # What a process asks the database once is asked.
    client.get("/api/v1/pages/")
    return small_site


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
