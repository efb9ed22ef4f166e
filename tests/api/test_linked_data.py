"""What search engines and shared links are told has what they ask for."""

import datetime
from typing import Any

import pytest
from django.test import Client

from home.models import ActivityPhoto, OrganisationSettings
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

PUBLISHER = {"@type": "Organization", "name": "Tenants", "url": "http://localhost/"}


@pytest.fixture
def site(small_site: SmallSite) -> SmallSite:
    logo = small_site.image(alt="logo")
    OrganisationSettings.objects.create(
        site=small_site.site, name="Tenants", tagline="Together", email="a@b.example", share_image=logo
    )
    return small_site


@pytest.fixture
def described(get: Any) -> Any:
    """The descriptions of the page at a path, by their types."""
    return lambda path: {item["@type"]: item for item in get("resolve/", path=path)["page"]["meta"]["seo"]["json_ld"]}


def test_organisation_is_described_on_the_home_page(described: Any, site: SmallSite) -> None:
    organisation = described("/")["Organization"]
    logo = organisation.pop("logo")
    assert organisation == {
        "@context": "https://schema.org",
        **PUBLISHER,
        "description": "Together",
        "email": "a@b.example",
    }
    assert logo.startswith("http://localhost/media/")


def test_site_is_described_on_the_home_page(described: Any, site: SmallSite) -> None:
    web_site = described("/")["WebSite"]
    assert (web_site["name"], web_site["url"], web_site["inLanguage"]) == ("Tenants", "http://localhost/", "en-GB")


def test_article_is_described(described: Any, site: SmallSite) -> None:
    site.article.tags.add("Rent", "Housing")
    site.article.save()
    article = described("/debate/against-the-cap/")["Article"]
    assert article["headline"] == "Against the cap"
    assert article["author"] == {"@type": "Person", "name": "A. Nonym"}
    assert article["publisher"] == PUBLISHER
    assert article["isPartOf"] == {"@type": "WebSite", "name": "Tenants", "url": "http://localhost/"}
    assert article["mainEntityOfPage"] == article["url"] == "http://localhost/debate/against-the-cap/"
    assert article["datePublished"] == site.article.written_on.isoformat()
    assert (article["inLanguage"], article["keywords"]) == ("en-GB", ["Housing", "Rent"])
    assert article["image"].startswith("http://localhost/media/")


def test_position_is_described_as_the_organisations(described: Any, site: SmallSite) -> None:
    site.position.adopted_on = datetime.date(2026, 5, 1)
    site.position.save()
    position = described("/positions/rent-cap/")["Article"]
    assert (position["author"], position["datePublished"]) == (PUBLISHER, "2026-05-01")


def test_event_is_described(described: Any, site: SmallSite) -> None:
    activity = site.activity
    activity.place, activity.address = "Town hall", "1 Market Street, Aldermouth"
    activity.ends_at = activity.starts_at + datetime.timedelta(hours=2)
    activity.save()
    event = described("/activities/street-stall/")["Event"]
    assert datetime.datetime.fromisoformat(event["startDate"]) == activity.starts_at
    assert datetime.datetime.fromisoformat(event["endDate"]) == activity.ends_at
    assert event["location"] == {"@type": "Place", "name": "Town hall", "address": "1 Market Street, Aldermouth"}
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert (event["organizer"], event["inLanguage"]) == (PUBLISHER, "en-GB")


def test_event_without_a_street_is_not_said_to_be_somewhere(described: Any, site: SmallSite) -> None:
    site.activity.place = "Online"
    site.activity.save()
    assert "eventAttendanceMode" not in described("/activities/street-stall/")["Event"]


def test_activity_is_shared_with_its_own_photo(get: Any, site: SmallSite) -> None:
    ActivityPhoto.objects.create(page=site.activity, image=site.image(alt="The stall"))
    seo = get("resolve/", path="/activities/street-stall/")["page"]["meta"]["seo"]
    assert seo["open_graph"]["image_alt"] == "The stall"
    assert seo["json_ld"][0]["image"] == seo["open_graph"]["image"]


def test_nothing_is_said_with_nothing(described: Any, small_site: SmallSite) -> None:
    for path in ("/", "/debate/against-the-cap/", "/activities/street-stall/", "/positions/rent-cap/"):
        for item in described(path).values():
            for value in [*item.values(), *(part for part in item.values() if isinstance(part, dict))]:
                assert value not in (None, "", [], {})
    assert described("/debate/against-the-cap/")["Article"]["publisher"]["name"] == "Home"


def test_way_to_the_page_is_described(described: Any, site: SmallSite) -> None:
    items = described("/positions/rent-cap/")["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in items] == [
        (1, "Home", "http://localhost/"),
        (2, "Positions", "http://localhost/positions/"),
        (3, "Rent cap", "http://localhost/positions/rent-cap/"),
    ]


def test_shared_article_says_when_and_about_what_it_was_written(client: Client, site: SmallSite) -> None:
    site.article.tags.add('"Rent" & more')
    site.article.last_published_at = site.article.first_published_at + datetime.timedelta(days=1)
    site.article.save()
    html = client.get("/debate/against-the-cap/").content.decode()
    first = site.article.first_published_at.astimezone().isoformat()
    assert '<meta property="article:published_time" content="' in html
    assert datetime.datetime.fromisoformat(first).strftime("%Y-%m-%d") in html
    assert '<meta property="article:modified_time" content="' in html
    assert '<meta property="article:tag" content="&quot;Rent&quot; &amp; more">' in html
    assert "article:" not in client.get("/contact/").content.decode()
