"""What a search costs: as many queries for one page as for fifty, and not one write."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.search.index import bring_up_to_date
from home.models import ActivityPhoto
from tests.pages import SmallSite
from tests.unwatched import unwatched

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def add(site: SmallSite, count: int) -> None:
    """Activities with a picture and a tag, articles and positions that all contain the same word."""
    with unwatched():
        image = site.image()
        for number in range(count):
            activity = site.add_activity(title=f"Tenant {count} {number}")
            ActivityPhoto.objects.create(page=activity, image=image)
            activity.tags.add(f"Tag {number}")
            activity.save()
    bring_up_to_date()


@pytest.mark.parametrize("filters", ["", "&type=activity_report&tag=tag-0,tag-1&offset=0"])
def test_queries_of_a_search_do_not_grow_with_what_it_finds(client: Client, small_site: SmallSite, filters: str) -> None:
    address = f"/api/v1/search/?q=tenant&limit=50{filters}"
    add(small_site, 1)
    few = queries(client, address)
    add(small_site, 49)
    many = queries(client, address)
    assert client.get("/api/v1/search/?q=tenant&limit=50").json()["meta"]["total_count"] == 50
    assert len(many) == len(few) <= MOST_QUERIES


@pytest.mark.parametrize("order", ["", "&order=title"])
def test_queries_of_a_list_that_searches_do_not_grow_with_its_length(
    client: Client, small_site: SmallSite, order: str
) -> None:
    address = f"/api/v1/pages/?search=tenant&limit=50{order}"
    add(small_site, 1)
    few = queries(client, address)
    add(small_site, 49)
    assert len(queries(client, address)) == len(few) <= MOST_QUERIES


def test_search_looks_its_words_up_once_and_for_extracts_once_more(client: Client, small_site: SmallSite) -> None:
    add(small_site, 3)
    assert sum("tenant" in sql for sql in queries(client, "/api/v1/search/?q=tenant")) == 2


@pytest.mark.parametrize("address", ["search/?q=tenant", "search/?q=nothing", "pages/?search=tenant"])
def test_search_writes_nothing(client: Client, small_site: SmallSite, address: str) -> None:
    add(small_site, 2)
    for sql in queries(client, f"/api/v1/{address}"):
        assert sql.lstrip("(").split()[0] in ("SELECT", "WITH"), sql
