"""The address under which pages are given is the one at which the site answers."""

import pytest
from django.test import Client
from wagtail.models import Site

from cms.address import keep_address
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("site_url", "root_url"),
    [
        ("http://localhost:9000", "http://localhost:9000"),
        ("https://group.example", "https://group.example"),
        ("http://group.example:8080", "http://group.example:8080"),
    ],
)
def test_new_site_takes_the_address_it_answers_at(
    client: Client, small_site: SmallSite, site_url: str, root_url: str
) -> None:
    keep_address(site_url)
    page = client.get("/api/v1/resolve/?path=/contact/").json()["page"]
    assert page["meta"]["url"] == f"{root_url}/contact/"


def test_address_that_an_administrator_has_set_is_kept(small_site: SmallSite) -> None:
    Site.objects.update(hostname="group.example", port=443)
    keep_address("http://localhost:9000")
    assert Site.objects.get().root_url == "https://group.example"


def test_port_follows_when_the_site_moves_on_this_machine(small_site: SmallSite) -> None:
    keep_address("http://localhost:8000")
    keep_address("http://localhost:9000")
    assert Site.objects.get().root_url == "http://localhost:9000"
