"""Each language has addresses of its own, the same for readers as for Wagtail."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Page

from home.models import StandardPage
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


def test_first_language_has_no_prefix_and_others_have(page_at: Any, german: SmallSite) -> None:
    assert page_at("/")["title"] == "Home"
    assert page_at("/de/")["title"] == "Startseite"
    assert page_at("/positions/rent-cap/")["meta"]["locale"] == "en-GB"
    assert page_at("/de/positionen/mietendeckel/")["meta"]["locale"] == "de"


@pytest.mark.parametrize("active", ["en-gb", "de"])
def test_wagtail_gives_the_same_addresses(get: Any, german: SmallSite, active: str) -> None:
    cards = get("pages/")["items"] + get("pages/", locale="de")["items"]
    assert len(cards) == 13
    with translation.override(active):
        for card in cards:
            assert Page.objects.get(pk=card["id"]).url == card["path"]


def test_page_of_one_language_is_not_found_below_another(client: Client, german: SmallSite) -> None:
    for path in ("/de/positions/", "/positionen/", "/en-gb/", "/home-de/"):
        assert client.get("/api/v1/resolve/", {"path": path}).status_code == 404, path


def test_missing_slash_is_forgiven(page_at: Any, client: Client, german: SmallSite) -> None:
    assert page_at("/de")["title"] == "Startseite"
    assert client.get("/de")["Location"] == "/de/"


def test_breadcrumbs_stay_in_the_language(page_at: Any, german: SmallSite) -> None:
    trail = page_at("/de/positionen/mietendeckel/")["meta"]["breadcrumbs"]
    assert [(link["title"], link["path"]) for link in trail] == [("Startseite", "/de/"), ("Positionen", "/de/positionen/")]


def test_language_whose_home_is_a_draft_is_hidden_altogether(client: Client, get: Any, german: SmallSite) -> None:
    home = Page.objects.get(slug="home-de")
    home.live = False
    home.save()
    for path in ("/de/", "/de/positionen/", "/de/positionen/mietendeckel/"):
        assert client.get("/api/v1/resolve/", {"path": path}).status_code == 404
        assert client.get(path).status_code == 404
    assert get("pages/", limit=100)["meta"]["total_count"] == len(german.every_page())
    assert [language["locale"] for language in get("site/")["languages"]] == ["en-GB"]
    assert client.get("/api/v1/pages/", {"locale": "de"}).status_code == 400
    assert "/de/" not in client.get("/api/v1/resolve/?path=/positions/rent-cap/").content.decode()


def test_page_that_is_called_like_a_language_gives_way_to_it(page_at: Any, small_site: SmallSite) -> None:
    small_site.add(StandardPage, title="Denmark", slug="de")
    assert page_at("/de/")["title"] == "Denmark"
    home = small_site.translate(small_site.home, title="Startseite")
    assert page_at("/de/")["title"] == "Startseite"
    home.live = False
    home.save()
    assert page_at("/de/")["title"] == "Denmark"


def test_site_whose_only_language_has_a_prefix_leads_there(get: Any, german: SmallSite) -> None:
    german.site.root_page = Page.objects.get(slug="home-de")
    german.site.save()
    german.home.live = False
    german.home.save()
    assert get("resolve/", path="/") == {"kind": "redirect", "location": "/de/", "is_permanent": False}
    assert get("positions/")["items"][0]["title"] == "Mietendeckel"


def test_page_below_a_private_home_is_hidden_in_its_language_only(client: Client, page_at: Any, german: SmallSite) -> None:
    Page.objects.get(slug="home-de").view_restrictions.create(restriction_type="login")
    assert client.get("/de/positionen/").status_code == 404
    assert page_at("/positions/")["title"] == "Positions"
