"""The pages that list activities and articles say where they go on, and what their activities can be filtered by."""

from typing import Any

import pytest
from django.test import Client

from home.models import ActivityPosition
from tests.api.contract import assert_fits
from tests.api.test_costs import queries
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Index pages list two pages of a kind; making hundreds would take a minute."""
    for module in ("lists", "reading"):
        monkeypatch.setattr(f"api.representation.{module}.MOST_IN_A_LIST", 2)


def titles(items: list[dict[str, Any]]) -> list[str]:
    return [item["title"] for item in items]


@pytest.mark.usefixtures("lists_of_two")
def test_list_of_past_activities_goes_on_where_the_index_ends(get: Any, small_site: SmallSite) -> None:
    for days in (-20, -30, -40, 3):
        small_site.add_activity(days=days, title=f"{days} days")
    page = get("resolve/", path="/activities/")["page"]
    assert titles(page["past"]) == ["Street stall", "-20 days"]
    rest = get("activities/", when="past", cursor=page["past_cursor"])
    assert titles(rest["items"]) == ["-30 days", "-40 days"]


@pytest.mark.usefixtures("lists_of_two")
def test_list_of_articles_goes_on_where_the_debate_ends(get: Any, small_site: SmallSite) -> None:
    for day in (1, 2):
        small_site.add_article(title=f"January {day}", written_on=f"2020-01-0{day}")
    page = get("resolve/", path="/debate/")["page"]
    assert titles(page["articles"]) == ["Against the cap", "January 2"]
    assert titles(get("articles/", cursor=page["cursor"])["items"]) == ["January 1"]


@pytest.mark.usefixtures("lists_of_two")
def test_list_that_is_whole_has_no_cursor(get: Any, small_site: SmallSite) -> None:
    small_site.add_activity(days=-20, title="Picket")
    assert get("resolve/", path="/activities/")["page"]["past_cursor"] is None
    assert get("resolve/", path="/debate/")["page"]["cursor"] is None


def test_filters_count_the_public_activities_of_each_value(get: Any, small_site: SmallSite) -> None:
    small_site.activity.tags.add("Housing", "Rents")
    small_site.activity.save()
    talk = small_site.add_activity(title="Talk", kind="theoretical")
    talk.tags.add("Housing")
    talk.save()
    hidden = small_site.add_activity(title="Hidden", live=False)
    hidden.tags.add("Housing", "Secret")
    hidden.save()
    for activity in (small_site.activity, talk, hidden):
        ActivityPosition.objects.create(page=activity, position=small_site.position)
    page = get("resolve/", path="/activities/")["page"]
    assert_fits(page, "ActivityIndexPage")
    assert page["filters"]["kinds"] == [{"kind": "practical", "activities": 1}, {"kind": "theoretical", "activities": 1}]
    assert page["filters"]["tags"] == [
        {"name": "Housing", "slug": "housing", "activities": 2},
        {"name": "Rents", "slug": "rents", "activities": 1},
    ]
    (position,) = page["filters"]["positions"]
    assert (position["id"], position["title"], position["activities"]) == (small_site.position.pk, "Rent cap", 2)


def test_filters_do_not_name_a_hidden_position(client: Client, small_site: SmallSite) -> None:
    ActivityPosition.objects.create(page=small_site.activity, position=small_site.position)
    small_site.position.live = False
    small_site.position.save()
    assert "Rent cap" not in client.get("/api/v1/resolve/?path=/activities/").content.decode()


def test_queries_of_an_exchange_do_not_grow_with_its_length(client: Client, small_site: SmallSite) -> None:
    article = small_site.article
    second = small_site.add_article(title="Second", responds_to=article)
    second.tags.add("tag")
    second.save()
    few = queries(client, f"/api/v1/pages/{article.pk}/")
    for number in range(12):
        small_site.add_article(title=f"Answer {number}", responds_to=second)
    assert len(queries(client, f"/api/v1/pages/{article.pk}/")) == len(few) <= 11
    assert len(queries(client, "/api/v1/articles/")) <= 12
