"""Lists of pages: filtered, ordered and paged."""

import datetime

import pytest
from django.test import Client

from home.models import ActivityPosition
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
    assert get("pages/", child_of=99999) == {"meta": {"total_count": 0, "next_cursor": None}, "items": []}


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


def test_pages_are_found_by_slug_and_by_relation(get, small_site: SmallSite) -> None:
    assert titles(get("pages/", slug="rent-cap")) == ["Rent cap"]
    assert titles(get("pages/", descendant_of=small_site.positions.pk)) == ["Rent cap"]
    assert "Street stall" in titles(get("pages/", descendant_of=small_site.home.pk))
    assert titles(get("pages/", ancestor_of=small_site.position.pk)) == ["Home", "Positions"]


@pytest.mark.parametrize("order", ["id", "-id", "tree", "title", "-title", "first_published_at", "-first_published_at"])
def test_cursor_walks_everything_once(get, small_site: SmallSite, order: str) -> None:
    small_site.add_position(title="Never published", first_published_at=None)
    small_site.add_position(title="Rent cap", slug="same-title")
    expected = [item["id"] for item in get("pages/", order=order, limit=100)["items"]]
    walked, parameters = [], {"order": order, "limit": 2}
    for _ in range(len(expected)):
        part = get("pages/", **parameters)
        walked += [item["id"] for item in part["items"]]
        if part["meta"]["next_cursor"] is None:
            break
        parameters["cursor"] = part["meta"]["next_cursor"]
    assert walked == expected


def test_cursor_misses_nothing_when_a_page_is_taken_down(get, small_site: SmallSite) -> None:
    first = get("pages/", order="id", limit=3)
    expected = [item["id"] for item in get("pages/", order="id")["items"]][3:]
    small_site.manifesto.unpublish()
    rest = get("pages/", order="id", cursor=first["meta"]["next_cursor"])
    assert [item["id"] for item in rest["items"]] == expected


def test_cursor_of_another_order_is_refused(client: Client, get, small_site: SmallSite) -> None:
    cursor = get("pages/", order="id", limit=1)["meta"]["next_cursor"]
    response = client.get("/api/v1/pages/", {"order": "title", "cursor": cursor})
    assert (response.status_code, response.json()["parameter"]) == (400, "cursor")


@pytest.mark.parametrize("cursor", ["x", "%00", "W10", "bnVsbA", "WyJ0cmVlIiwgbnVsbCwgIngiXQ", "é", "[" * 400])
def test_made_up_cursor_is_refused(client: Client, small_site: SmallSite, cursor: str) -> None:
    response = client.get("/api/v1/pages/", {"cursor": cursor})
    assert (response.status_code, response.json()["parameter"]) == (400, "cursor")


def test_fields_make_the_answer_sparse(client: Client, small_site: SmallSite) -> None:
    response = client.get("/api/v1/pages/?type=position&fields=title,path")
    assert response["Content-Type"] == "application/vnd.broadside.sparse+json"
    assert_fits(response.json(), "SparseList")
    assert response.json()["items"] == [
        {"id": small_site.position.pk, "type": "position", "title": "Rent cap", "path": "/positions/rent-cap/"}
    ]


def test_unknown_field_is_refused_by_name(client: Client, small_site: SmallSite) -> None:
    response = client.get("/api/v1/pages/?fields=owner")
    assert (response.status_code, response.json()["parameter"]) == (400, "fields")


@pytest.mark.parametrize(
    ("endpoint", "component", "title"),
    [
        ("positions/", "PositionList", "Rent cap"),
        ("activities/", "ActivityList", "Street stall"),
        ("articles/", "ArticleList", "Against the cap"),
    ],
)
def test_list_of_one_kind(get, small_site: SmallSite, endpoint: str, component: str, title: str) -> None:
    answer = get(endpoint)
    assert_fits(answer, component)
    assert titles(answer) == [title]


def test_activities_are_filtered_by_kind_and_time(get, small_site: SmallSite) -> None:
    small_site.add_activity(days=3, title="Reading group", kind="theoretical")
    assert titles(get("activities/", kind="theoretical")) == ["Reading group"]
    assert titles(get("activities/", kind="theoretical,practical")) == ["Reading group", "Street stall"]
    assert titles(get("activities/", when="upcoming")) == ["Reading group"]
    assert titles(get("activities/", when="past")) == ["Street stall"]


def test_activities_are_filtered_by_days_of_the_sites_zone(get, small_site: SmallSite) -> None:
    # 23:30 UTC is half past midnight of the next day in a British summer.
    small_site.add_activity(title="Night", starts_at=datetime.datetime(2025, 6, 30, 23, 30, tzinfo=datetime.UTC))
    assert titles(get("activities/", **{"from": "2025-07-01", "to": "2025-07-01"})) == ["Night"]
    assert titles(get("activities/", **{"from": "2025-06-30", "to": "2025-06-30"})) == []


def test_activities_are_filtered_by_tag_and_position(get, small_site: SmallSite) -> None:
    tagged = small_site.add_activity(title="Tagged")
    tagged.tags.add("Housing", "Rent")
    tagged.save()
    ActivityPosition.objects.create(page=tagged, position=small_site.position)
    assert titles(get("activities/", tag="housing,rent")) == ["Tagged"]
    assert titles(get("activities/", tag="nothing")) == []
    assert titles(get("activities/", position=small_site.position.pk)) == ["Tagged"]


def test_hidden_position_can_not_be_guessed_by_its_activities(get, small_site: SmallSite) -> None:
    ActivityPosition.objects.create(page=small_site.activity, position=small_site.position)
    small_site.position.unpublish()
    assert titles(get("activities/", position=small_site.position.pk)) == []


def test_articles_are_filtered_by_what_they_answer(get, small_site: SmallSite) -> None:
    small_site.add_article(title="Answer", responds_to=small_site.article)
    assert titles(get("articles/", responds_to=small_site.article.pk)) == ["Answer"]
    small_site.article.unpublish()
    assert titles(get("articles/", responds_to=small_site.article.pk)) == []


def test_tags_are_counted_on_public_pages_only(get, small_site: SmallSite) -> None:
    for page in (small_site.activity, small_site.article, small_site.add_article(title="Draft", live=False)):
        page.tags.add("Housing")
        page.save()
    hidden = small_site.add_article(title="Hidden", live=False)
    hidden.tags.add("Secret")
    hidden.save()
    answer = get("tags/")
    assert_fits(answer, "TagList")
    assert answer["items"] == [{"name": "Housing", "slug": "housing", "activities": 1, "articles": 1}]
