"""Feeds for feed readers: Atom and JSON Feed, for the site, each kind and each tag."""

import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
PATHS = ["/feed", "/feeds/positions", "/feeds/activities", "/feeds/articles"]


def atom_titles(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return [entry.findtext(f"{ATOM}title") or "" for entry in ElementTree.fromstring(response.content).iter(f"{ATOM}entry")]


def json_feed(client: Client, path: str) -> dict[str, Any]:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/feed+json"
    feed: dict[str, Any] = response.json()
    return feed


def test_site_feed_lists_what_is_new_the_newest_first(client: Client, small_site: SmallSite) -> None:
    later = timezone.now() + datetime.timedelta(minutes=1)
    small_site.add_article(title="Newest", first_published_at=later)
    assert atom_titles(client, "/feed.xml")[0] == "Newest"
    assert {"Manifesto", "Rent cap", "Street stall", "Against the cap"} < set(atom_titles(client, "/feed.xml"))


@pytest.mark.parametrize("path", PATHS)
def test_both_forms_list_the_same(client: Client, small_site: SmallSite, path: str) -> None:
    titles = [item["title"] for item in json_feed(client, f"{path}.json")["items"]]
    assert titles == atom_titles(client, f"{path}.xml")


@pytest.mark.parametrize(
    ("kind", "title"), [("positions", "Rent cap"), ("activities", "Street stall"), ("articles", "Against the cap")]
)
def test_feed_of_a_kind_lists_that_kind(client: Client, small_site: SmallSite, kind: str, title: str) -> None:
    assert atom_titles(client, f"/feeds/{kind}.xml") == [title]


def test_feed_of_a_tag_lists_what_carries_it(client: Client, small_site: SmallSite) -> None:
    small_site.article.tags.add("Housing")
    small_site.article.save()
    assert atom_titles(client, "/feeds/tags/housing.xml") == ["Against the cap"]
    assert json_feed(client, "/feeds/tags/housing.json")["title"] == "Home: Housing"


def test_tag_of_hidden_pages_only_has_no_feed(client: Client, small_site: SmallSite) -> None:
    small_site.article.tags.add("Secret")
    small_site.article.save()
    small_site.article.unpublish()
    assert client.get("/feeds/tags/secret.xml").status_code == 404


@pytest.mark.parametrize("path", ["/feeds/contacts.xml", "/feeds/tags/none.json", "/feed.rss", "/feeds/tags/%00.xml"])
def test_unknown_feed_is_a_404(client: Client, small_site: SmallSite, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_hidden_page_is_in_no_feed(client: Client, small_site: SmallSite, path: str) -> None:
    for page in (small_site.position, small_site.activity, small_site.article):
        page.title = f"canary {page.title}"
        page.live = False
        page.save()
    for form in ("xml", "json"):
        assert b"canary" not in client.get(f"{path}.{form}").content


def test_entry_keeps_its_identifier_when_its_address_changes(client: Client, small_site: SmallSite) -> None:
    before = json_feed(client, "/feeds/articles.json")["items"][0]
    small_site.article.slug = "moved"
    small_site.article.save()
    after = json_feed(client, "/feeds/articles.json")["items"][0]
    assert after["id"] == before["id"]
    assert after["url"] == "http://localhost/debate/moved/"


def test_unchanged_feed_is_not_sent_again(client: Client, small_site: SmallSite) -> None:
    for path in ("/feed.xml", "/feed.json", "/activities.ics", "/sitemap.xml", "/robots.txt"):
        etag = client.get(path)["ETag"]
        assert client.get(path, headers={"if-none-match": etag}).status_code == 304, path
