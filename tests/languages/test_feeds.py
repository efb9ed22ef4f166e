"""Feeds, calendars, sitemap and heads tell other programs of every language."""

import re
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from django.test import Client
from wagtail.models import Locale

from home.models import OrganisationSettings
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

SITEMAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
FEED = re.compile(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">')
PATHS = ["feed", "feeds/positions", "feeds/activities", "feeds/articles", "feeds/tags/housing"]


@pytest.fixture
def both(german: SmallSite) -> SmallSite:
    """One page of each kind in both languages."""
    for page in (german.activity, german.article):
        page.tags.add("Housing")
        page.save()
    german.translate(german.activity, title="Infostand", slug="infostand")
    german.translate(german.article, title="Gegen den Deckel")
    return german


@pytest.mark.parametrize("path", PATHS)
def test_feed_is_of_the_language_of_its_address(client: Client, both: SmallSite, path: str) -> None:
    english, german = client.get(f"/{path}.json").json(), client.get(f"/de/{path}.json").json()
    assert (english["language"], german["language"]) == ("en-GB", "de")
    assert (english["home_page_url"], german["home_page_url"]) == ("http://localhost/", "http://localhost/de/")
    assert german["feed_url"] == f"http://localhost/de/{path}.json"
    assert german["items"]
    assert not [item["url"] for item in english["items"] if "/de/" in item["url"]]
    assert not [item["url"] for item in german["items"] if "/de/" not in item["url"]]


def test_atom_feed_says_its_language(client: Client, both: SmallSite) -> None:
    feed = ElementTree.fromstring(client.get("/de/feed.xml").content)
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "de"


def test_feed_is_called_like_the_list_in_its_language(client: Client, both: SmallSite) -> None:
    assert client.get("/de/feeds/positions.json").json()["title"] == "Startseite: Positionen"


@pytest.mark.parametrize("path", ["/fr/feed.xml", "/en-gb/feed.xml", "/de-at/feeds/positions.json", "/xx/activities.ics"])
def test_language_without_pages_has_no_feed(client: Client, both: SmallSite, path: str) -> None:
    assert client.get(path).status_code == 404


def test_hidden_language_has_no_feed(client: Client, both: SmallSite) -> None:
    home = both.home.get_translation(Locale.objects.get(language_code="de"))
    home.live = False
    home.save()
    for path in ("/de/feed.xml", "/de/activities.ics", "/de/feeds/articles.json"):
        assert client.get(path).status_code == 404


def test_calendar_is_of_the_language_of_its_address(client: Client, both: SmallSite) -> None:
    for path, title in (("/activities.ics", "Street stall"), ("/de/activities.ics", "Infostand")):
        calendar = icalendar.Calendar.from_ical(client.get(path).content)
        assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == [title]
    calendar = icalendar.Calendar.from_ical(client.get("/de/activities/infostand.ics").content)
    assert [str(event["url"]) for event in calendar.walk("VEVENT")] == ["http://localhost/de/activities/infostand/"]
    assert str(calendar["x-wr-calname"]) == "Startseite"


def alternates_in_sitemap(client: Client) -> dict[str, dict[str, str]]:
    found = {}
    for url in ElementTree.fromstring(client.get("/sitemap.xml").content).iter(f"{SITEMAP}url"):
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(f"{XHTML}link")}
        found[url.findtext(f"{SITEMAP}loc") or ""] = links
    return found


def test_sitemap_links_translations(client: Client, both: SmallSite) -> None:
    english, german = "http://localhost/positions/rent-cap/", "http://localhost/de/positionen/mietendeckel/"
    expected = {"en-GB": english, "de": german, "x-default": english}
    sitemap = alternates_in_sitemap(client)
    assert sitemap[english] == sitemap[german] == expected
    assert sitemap["http://localhost/contact/"] == {}


def test_sitemap_tells_of_no_hidden_translation_and_of_no_copy(client: Client, both: SmallSite) -> None:
    both.translate(both.contact, slug="kontakt", live=False)
    both.standard.copy_for_translation(Locale.objects.get(language_code="de"), alias=True)
    sitemap = alternates_in_sitemap(client)
    assert sitemap["http://localhost/contact/"] == sitemap["http://localhost/privacy/"] == {}
    assert not [address for address in sitemap if "kontakt" in address or "/de/privacy/" in address]


def test_head_links_translations(client: Client, both: SmallSite) -> None:
    html = client.get("/de/positionen/mietendeckel/").content.decode()
    assert ALTERNATE.findall(html) == [
        ("en-GB", "http://localhost/positions/rent-cap/"),
        ("x-default", "http://localhost/positions/rent-cap/"),
        ("de", "http://localhost/de/positionen/mietendeckel/"),
    ]
    assert ALTERNATE.findall(client.get("/contact/").content.decode()) == []


def test_head_tells_of_the_feeds(client: Client, both: SmallSite) -> None:
    OrganisationSettings.objects.create(site=both.site, name="Tenants")
    atom, feed = "application/atom+xml", "application/feed+json"
    expected: Any = [(atom, "Tenants", "/feed.xml"), (feed, "Tenants", "/feed.json")]
    assert FEED.findall(client.get("/contact/").content.decode()) == expected
    german = FEED.findall(client.get("/de/positionen/").content.decode())
    assert [href for _, _, href in german] == [
        "/de/feed.xml",
        "/de/feed.json",
        "/de/feeds/positions.xml",
        "/de/feeds/positions.json",
    ]
    assert ("text/calendar", "Infostand", "/de/activities/infostand.ics") in FEED.findall(
        client.get("/de/activities/infostand/").content.decode()
    )


@pytest.mark.parametrize("path", ["/", "/positions/", "/activities/", "/activities/street-stall/", "/de/", "/de/debate/"])
def test_feeds_that_a_head_tells_of_exist(client: Client, both: SmallSite, path: str) -> None:
    links = FEED.findall(client.get(path).content.decode())
    assert links
    for media_type, _, href in links:
        response = client.get(href)
        assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, media_type)


def test_security_contact_says_which_languages_are_spoken(client: Client, both: SmallSite) -> None:
    assert "Preferred-Languages: en-GB, de" in client.get("/.well-known/security.txt").content.decode()
