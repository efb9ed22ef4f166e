"""From a path to a page, a redirect or nothing."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from tests.api.contract import assert_fits
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


def test_path_gives_the_whole_page(get, small_site: SmallSite) -> None:
    resolution = get("resolve/", path="/positions/rent-cap/")
    assert resolution == {"kind": "page", "page": get(f"pages/{small_site.position.pk}/")}


def test_root_is_the_home_page(get, small_site: SmallSite) -> None:
    assert get("resolve/", path="/")["page"]["type"] == "home"


def test_slash_at_the_end_may_be_missing(get, small_site: SmallSite) -> None:
    assert get("resolve/", path="/positions/rent-cap")["page"]["id"] == small_site.position.pk


def test_unknown_path_is_a_problem_document(client: Client, small_site: SmallSite) -> None:
    response = client.get("/api/v1/resolve/?path=/nowhere/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert_fits(response.json(), "Problem")


@pytest.mark.parametrize("is_permanent", [True, False])
def test_redirect_gives_the_pages_path(get, small_site: SmallSite, is_permanent: bool) -> None:
    Redirect.objects.create(old_path="/old", redirect_page=small_site.position, is_permanent=is_permanent)
    expected = {"kind": "redirect", "location": "/positions/rent-cap/", "is_permanent": is_permanent}
    assert get("resolve/", path="/old/") == expected


def test_redirect_leads_elsewhere(get, small_site: SmallSite) -> None:
    Redirect.objects.create(old_path="/old", redirect_link="https://example.org/new")
    assert get("resolve/", path="/old/")["location"] == "https://example.org/new"


def test_page_comes_before_a_redirect(get, small_site: SmallSite) -> None:
    Redirect.objects.create(old_path="/positions", redirect_page=small_site.contact)
    assert get("resolve/", path="/positions/")["kind"] == "page"


def test_breadcrumbs_lead_from_the_home_page_to_the_parent(get, small_site: SmallSite) -> None:
    meta = get("resolve/", path="/positions/rent-cap/")["page"]["meta"]
    assert [link["path"] for link in meta["breadcrumbs"]] == ["/", "/positions/"]
    assert meta["parent"] == meta["breadcrumbs"][-1]
