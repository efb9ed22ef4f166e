"""Lists of pages: filtered, ordered and paged."""

import pytest
from django.test import Client

from tests.api.contract import assert_fits
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


def titles(answer) -> list[str]:
    return [item["title"] for item in answer["items"]]


def test_list_holds_every_page_in_tree_order(get, small_site: SmallSite) -> None:
    answer = get("pages/")
    assert_fits(answer, "PageList")
    assert answer["meta"]["total_count"] == len(small_site.every_page())
    assert titles(answer)[:4] == ["Home", "Manifesto", "Positions", "Rent cap"]


def test_type_filters(get, small_site: SmallSite) -> None:
    assert titles(get("pages/", type="position")) == ["Rent cap"]


def test_several_types_are_separated_by_commas(get, small_site: SmallSite) -> None:
    assert titles(get("pages/", type="position,article")) == ["Rent cap", "Against the cap"]


def test_child_of_filters(get, small_site: SmallSite) -> None:
    small_site.add_position(title="Second")
    assert titles(get("pages/", child_of=small_site.positions.pk)) == ["Rent cap", "Second"]


def test_children_of_nothing_are_none(get, small_site: SmallSite) -> None:
    assert get("pages/", child_of=99999) == {"meta": {"total_count": 0}, "items": []}


def test_order_turns_round(get, small_site: SmallSite) -> None:
    assert titles(get("pages/", order="-title")) == sorted(titles(get("pages/")), reverse=True)


def test_limit_and_offset_page_without_gap_or_repetition(get, small_site: SmallSite) -> None:
    for _ in range(7):
        small_site.add_position(title="Same title")
    everything = [item["id"] for item in get("pages/", order="title", limit=100)["items"]]
    paged = [
        item["id"] for start in range(0, 20, 3) for item in get("pages/", order="title", limit=3, offset=start)["items"]
    ]
    assert paged == everything


def test_total_count_ignores_the_limit(get, small_site: SmallSite) -> None:
    assert get("pages/", limit=1)["meta"]["total_count"] == len(small_site.every_page())


def test_unknown_parameter_is_refused_by_name(client: Client, small_site: SmallSite) -> None:
    response = client.get("/api/v1/pages/?typ=position")
    assert response.status_code == 400
    assert response.json()["parameter"] == "typ"
    assert "type" in response.json()["detail"]
