"""What programs find at fixed addresses."""

import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Site

from home.models import OrganisationSettings
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(client: Client) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(client.get("/sitemap.xml").content).iter(LOCATION)]


def test_sitemap_lists_every_public_page(client: Client, small_site: SmallSite) -> None:
    assert locations(client) == [
        "http://localhost" + page.url for page in sorted(small_site.every_page(), key=lambda p: p.path)
    ]


def test_sitemap_follows_the_sites_own_address(client: Client, small_site: SmallSite) -> None:
    Site.objects.update(hostname="group.example", port=443)
    assert locations(client)[0] == "https://group.example/"


def test_sitemap_leaves_out_what_is_hidden(client: Client, small_site: SmallSite) -> None:
    small_site.positions.unpublish()
    assert not [location for location in locations(client) if "position" in location]


def test_robots_keep_out_of_the_admin_and_find_the_sitemap(client: Client, small_site: SmallSite) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def test_security_contact_is_the_organisations(client: Client, small_site: SmallSite) -> None:
    OrganisationSettings.objects.create(site=small_site.site, email="hello@group.example")
    fields = dict(
        line.split(": ", 1) for line in reversed(client.get("/.well-known/security.txt").content.decode().splitlines())
    )
    assert fields["Contact"] == "mailto:hello@group.example"
    assert datetime.datetime.fromisoformat(fields["Expires"]) > datetime.datetime.now(datetime.UTC)


def test_security_contact_is_absent_without_an_address(client: Client, small_site: SmallSite) -> None:
    small_site.contact.unpublish()
    assert client.get("/.well-known/security.txt").status_code == 404
