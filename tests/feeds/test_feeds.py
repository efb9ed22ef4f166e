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


@pytest.mark.parametrize("path", PATHS)
def test_atom_feed_has_what_the_standard_asks_for(client: Client, small_site: SmallSite, path: str) -> None:
    feed = ElementTree.fromstring(client.get(f"{path}.xml").content)
    links = {link.attrib.get("rel"): link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://localhost/", "self": f"http://localhost{path}.xml"}
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated", "author"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert datetime.datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "").tzinfo
    newest = max(entry.findtext(f"{ATOM}updated") or "" for entry in feed.iter(f"{ATOM}entry"))
    assert feed.findtext(f"{ATOM}updated") == newest


def test_each_feed_and_each_entry_has_an_identifier_of_its_own(client: Client, small_site: SmallSite) -> None:
    feeds = [ElementTree.fromstring(client.get(f"{path}.xml").content) for path in PATHS]
    assert len({feed.findtext(f"{ATOM}id") for feed in feeds}) == len(PATHS)
    entries = [entry.findtext(f"{ATOM}id") for entry in feeds[0].iter(f"{ATOM}entry")]
    assert len(set(entries)) == len(entries)


def test_empty_feed_stays_the_same(client: Client, small_site: SmallSite) -> None:
    small_site.article.unpublish()
    etag = client.get("/feeds/articles.xml")["ETag"]
    assert client.get("/feeds/articles.xml", headers={"if-none-match": etag}).status_code == 304
    assert atom_titles(client, "/feeds/articles.xml") == []


@pytest.mark.parametrize("form", ["xml", "json"])
def test_odd_characters_break_no_feed(client: Client, small_site: SmallSite, form: str) -> None:
    small_site.article.title = "a \x0b\x1f & <b> \ufffe ]]>"
    small_site.article.summary = "<script>alert(1)</script>\x0c"
    small_site.article.save()
    response = client.get(f"/feeds/articles.{form}")
    assert response.status_code == 200
    if form == "xml":
        entry = next(ElementTree.fromstring(response.content).iter(f"{ATOM}entry"))
        assert entry.findtext(f"{ATOM}title") == "a  & <b>  ]]>"
        # The summary is HTML once more.
        assert entry.findtext(f"{ATOM}summary") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_feed_does_not_tell_what_a_hidden_home_page_is_called(client: Client, small_site: SmallSite) -> None:
    small_site.home.title, small_site.home.live = "Canary", False
    small_site.home.save()
    for path in ("/feed.xml", "/feed.json", "/activities.ics"):
        assert b"canary" not in client.get(path).content.lower()


def test_json_feed_has_what_its_version_asks_for(client: Client, small_site: SmallSite) -> None:
    feed = json_feed(client, "/feed.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost/feed.json"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert datetime.datetime.fromisoformat(item["date_published"]).tzinfo
