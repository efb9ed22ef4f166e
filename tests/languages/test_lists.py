"""A list is of one language."""

from typing import Any

import pytest
from django.test import Client

from home.models import ActivityPosition
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(german: SmallSite) -> SmallSite:
    """One page of each kind that has a list, in both languages, with a tag."""
    for page in (german.activity, german.article):
        page.tags.add("Housing")
        page.save()
    german.translate(german.activity, title="Infostand")
    german.translate(german.article, title="Gegen den Deckel")
    return german


LISTS = {
    "positions/": ("Rent cap", "Mietendeckel"),
    "activities/": ("Street stall", "Infostand"),
    "articles/": ("Against the cap", "Gegen den Deckel"),
    "pages/?type=position": ("Rent cap", "Mietendeckel"),
    "pages/?order=title&type=home": ("Home", "Startseite"),
}


@pytest.mark.parametrize("endpoint", LISTS)
def test_list_is_of_the_language_that_is_asked_for(get: Any, both: SmallSite, endpoint: str) -> None:
    english, german = LISTS[endpoint]
    join = "&" if "?" in endpoint else "?"
    assert [item["title"] for item in get(endpoint)["items"]] == [english]
    assert [item["title"] for item in get(f"{endpoint}{join}locale=en-GB")["items"]] == [english]
    assert [item["title"] for item in get(f"{endpoint}{join}locale=de")["items"]] == [german]


@pytest.mark.parametrize("endpoint", ["positions/", "activities/", "articles/", "pages/", "tags/", "site/", "navigation/"])
def test_unknown_language_is_refused_and_the_known_ones_named(client: Client, both: SmallSite, endpoint: str) -> None:
    response = client.get(f"/api/v1/{endpoint}", {"locale": "fr"})
    assert (response.status_code, response.json()["parameter"]) == (400, "locale")
    assert response.json()["detail"] == "This site has no pages in “fr”. It has: en-GB, de."


@pytest.mark.parametrize("tag", ["en-gb", "EN-GB", "en-GB"])
def test_case_of_a_language_does_not_matter(get: Any, both: SmallSite, tag: str) -> None:
    assert get("positions/", locale=tag)["meta"]["total_count"] == 1


@pytest.mark.parametrize("tag", ["", "%00", "x" * 40, "de,en-GB"])
def test_odd_language_is_refused(client: Client, both: SmallSite, tag: str) -> None:
    response = client.get(f"/api/v1/positions/?locale={tag}")
    assert (response.status_code, response.json()["parameter"]) == (400, "locale")


def test_page_that_is_named_decides_on_the_language(get: Any, both: SmallSite) -> None:
    positionen = get("resolve/", path="/de/positionen/")["page"]["id"]
    assert [item["title"] for item in get("pages/", child_of=positionen)["items"]] == ["Mietendeckel"]
    assert get("pages/", child_of=positionen, locale="en-GB")["items"] == []


def test_tags_are_counted_in_one_language(get: Any, both: SmallSite) -> None:
    both.translate(both.add_article(title="Untagged"), title="Ohne")
    (tag,) = get("tags/", locale="de")["items"]
    assert (tag["activities"], tag["articles"]) == (1, 1)


def test_relation_is_found_through_either_translation(get: Any, both: SmallSite) -> None:
    ActivityPosition.objects.create(page=both.activity, position=both.position)
    # As Wagtail copies it: the German activity points at the English position.
    aktion = get("activities/", locale="de")["items"][0]["id"]
    ActivityPosition.objects.create(page_id=aktion, position=both.position)
    german_position = get("positions/", locale="de")["items"][0]["id"]
    for position in (both.position.pk, german_position):
        assert [item["title"] for item in get("activities/", position=position)["items"]] == ["Street stall"]
        assert [item["title"] for item in get("activities/", position=position, locale="de")["items"]] == ["Infostand"]


def test_answers_are_found_through_either_translation(get: Any, both: SmallSite) -> None:
    answer = both.add_article(title="Yes, but", responds_to=both.article)
    both.translate(answer, title="Ja, aber")
    german_article = get("articles/", locale="de")["items"][-1]["id"]
    assert [item["title"] for item in get("articles/", responds_to=german_article, locale="de")["items"]] == ["Ja, aber"]


def test_exchange_is_in_the_language_of_the_article(get: Any, both: SmallSite) -> None:
    answer = both.add_article(title="Yes, but", responds_to=both.article)
    # As Wagtail copies it: the German answer answers the English article.
    both.translate(answer, title="Ja, aber")
    untranslated = both.add_article(title="No", responds_to=answer)
    for path, expected in {
        "/de/debate/against-the-cap/": ["Gegen den Deckel", "Ja, aber", "No"],
        "/debate/no/": ["Against the cap", "Yes, but", "No"],
    }.items():
        exchange = get("resolve/", path=path)["page"]["exchange"]
        assert [(entry["article"]["title"], entry["depth"]) for entry in exchange] == list(
            zip(expected, range(3), strict=True)
        )
    page = get("resolve/", path="/de/debate/yes-but/")["page"]
    assert (page["responds_to"]["title"], [card["title"] for card in page["responses"]]) == ("Gegen den Deckel", ["No"])
    assert untranslated.pk == page["responses"][0]["id"]


def test_filters_name_positions_in_the_language_of_the_list(get: Any, both: SmallSite) -> None:
    for activity in (both.activity, both.add_activity(title="March")):
        ActivityPosition.objects.create(page=activity, position=both.position)
    both.translate(both.add_activity(title="Picket"), title="Streikposten")
    picket = get("pages/", slug="picket", locale="de")["items"][0]["id"]
    ActivityPosition.objects.create(page_id=picket, position=both.position)
    filters = {path: get("resolve/", path=path)["page"]["filters"] for path in ("/activities/", "/de/activities/")}
    for path, title, count in (("/activities/", "Rent cap", 2), ("/de/activities/", "Mietendeckel", 1)):
        assert [(entry["title"], entry["activities"]) for entry in filters[path]["positions"]] == [(title, count)]


def test_latest_activities_are_of_the_pages_language(get: Any, both: SmallSite) -> None:
    body = [block("latest_activities", {"heading": "", "count": 3})]
    both.standard.body = body
    both.standard.save()
    both.translate(both.standard, title="Datenschutz", slug="datenschutz")
    for path, title in (("/privacy/", "Street stall"), ("/de/datenschutz/", "Infostand")):
        (latest,) = get("resolve/", path=path)["page"]["body"]
        assert [card["title"] for card in latest["activities"]] == [title]
    assert [card["title"] for card in get("resolve/", path="/de/")["page"]["activities"]] == ["Infostand"]
    assert [card["title"] for card in get("resolve/", path="/de/")["page"]["positions"]] == ["Mietendeckel"]
