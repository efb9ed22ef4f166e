"""Parts of the site that no editor has made have a shell too, at addresses that are never missing."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from home.models import OrganisationSettings
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


def state_of(response: Any) -> dict[str, Any]:
    match = re.search(r'id="state">(.*?)</script>', response.content.decode())
    assert match
    return json.loads(match[1])


@pytest.mark.parametrize("address", ["/search/", "/search/?q=rent", "/search/?q=", "/search/?q=%00"])
def test_search_has_an_address_of_its_own(client: Client, small_site: SmallSite, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "<title>Search</title>" in response.content.decode()
    assert list(state_of(response)) == ["/api/v1/site/", "/api/v1/navigation/"]


def test_search_stays_where_it_is_whatever_editors_call_their_pages(client: Client, small_site: SmallSite) -> None:
    small_site.standard.slug = "search"
    small_site.standard.save()
    assert "<title>Search</title>" in client.get("/search/").content.decode()


def test_nothing_is_posted_to_the_search(client: Client, small_site: SmallSite) -> None:
    assert client.post("/search/").status_code == 405


def test_search_says_whose_site_it_searches_where_it_is_listed(client: Client, small_site: SmallSite) -> None:
    settings = OrganisationSettings.objects.create(site=small_site.site, name="Tenants", tagline="Who <rents> here")
    described = '<meta name="description" content="{}">'
    assert described.format("Who &lt;rents&gt; here") in client.get("/search/").content.decode()
    settings.tagline = ""
    settings.save()
    assert described.format("Tenants") in client.get("/search/").content.decode()


def test_missing_page_offers_nothing_to_list(client: Client, small_site: SmallSite) -> None:
    assert '<meta name="description"' not in client.get("/nowhere/").content.decode()
