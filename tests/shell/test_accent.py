"""Pages come in the organisation's colour, from their first paint and without a style in the page."""

import pytest
from django.test import Client

from home.models import OrganisationSettings
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

LINK = '<link rel="stylesheet" href="/accent/005ea5.css">'


def pick(site: SmallSite, accent: str) -> None:
    OrganisationSettings.objects.create(site=site.site, accent=accent)


@pytest.mark.parametrize("path", ["/", "/positions/rent-cap/", "/nowhere/"])
def test_every_page_links_to_the_colour(client: Client, small_site: SmallSite, path: str) -> None:
    pick(small_site, "#005ea5")
    assert LINK in client.get(path).content.decode()


def test_the_sites_own_colour_takes_no_request(client: Client, small_site: SmallSite) -> None:
    assert "accent/" not in client.get("/").content.decode()


def test_site_answer_names_the_colour(client: Client, small_site: SmallSite) -> None:
    pick(small_site, "#005ea5")
    assert client.get("/api/v1/site/").json()["accent"] == "#005ea5"


def test_stylesheet_sets_the_colour_and_can_be_kept_for_good(client: Client) -> None:
    response = client.get("/accent/005ea5.css")
    assert response.content.decode() == "html:root{--accent:#005ea5}"
    assert response["Content-Type"] == "text/css"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("digits", ["005ea", "005ea5a", "zzzzzz", "005EA5"])
def test_what_is_no_colour_has_no_stylesheet(client: Client, small_site: SmallSite, digits: str) -> None:
    assert client.get(f"/accent/{digits}.css").status_code == 404
