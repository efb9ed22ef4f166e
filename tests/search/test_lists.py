"""`pages/?search=` narrows the list of pages by the same index, in Wagtail's manner."""

from typing import Any

import pytest
from django.test import Client

from api.search.index import bring_up_to_date
from tests.pages import SmallSite


@pytest.fixture
def site(small_site: SmallSite) -> SmallSite:
    """A site with four pages about tenants; the last is the best match."""
    small_site.add_article(title="B", summary="Of a tenant.")
    small_site.add_article(title="A", summary="Of a tenant among others, and what became of it all.")
    small_site.add_position(title="C", summary="Of a tenant.")
    small_site.add_article(title="Tenant")
    bring_up_to_date()
    return small_site


def titles(client: Client, **parameters: Any) -> list[str]:
    response = client.get("/api/v1/pages/", {"search": "tenant", **parameters})
    assert response.status_code == 200, response.content
    return [item["title"] for item in response.json()["items"]]


def test_best_pages_come_first(client: Client, site: SmallSite) -> None:
    assert titles(client)[0] == "Tenant"
    assert titles(client)[-1] == "A"


def test_order_can_be_another_one(client: Client, site: SmallSite) -> None:
    assert titles(client, order="title") == ["A", "B", "C", "Tenant"]
    assert titles(client, order="-title", limit=2, offset=1) == ["C", "B"]


def test_other_filters_go_together_with_it(client: Client, site: SmallSite) -> None:
    for order in ({}, {"order": "title"}):
        assert titles(client, type="position", **order) == ["C"]
        assert titles(client, child_of=site.positions.pk, **order) == ["C"]
        assert titles(client, child_of=99999, **order) == []


def test_parts_follow_each_other(client: Client, site: SmallSite) -> None:
    everything = titles(client)
    assert [*titles(client, limit=3), *titles(client, limit=3, offset=3)] == everything
    meta = client.get("/api/v1/pages/?search=tenant&limit=3").json()["meta"]
    assert meta == {"total_count": 4, "next_cursor": None}


def test_cursor_walks_in_a_given_order(client: Client, site: SmallSite) -> None:
    first = client.get("/api/v1/pages/?search=tenant&order=title&limit=3").json()
    assert titles(client, order="title", cursor=first["meta"]["next_cursor"]) == ["Tenant"]


def test_answer_can_be_sparse(client: Client, site: SmallSite) -> None:
    response = client.get("/api/v1/pages/?search=tenant&fields=title&limit=1")
    assert [set(item) for item in response.json()["items"]] == [{"id", "type", "title"}]


def test_punctuation_finds_nothing(client: Client, site: SmallSite) -> None:
    for order in ({}, {"order": "title"}):
        assert titles(client, search="?!", **order) == []
