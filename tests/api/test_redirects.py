"""Editors' redirects end where they lead in the end, or nowhere."""

from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from tests.api.contract import assert_fits
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """A context whose end is taken for the end of a transaction: Wagtail makes its own redirects then."""
    return django_capture_on_commit_callbacks


def chain(*links: str, **fields: Any) -> None:
    """Redirects from each path to the next."""
    for old, new in pairwise(links):
        Redirect.add_redirect(old, new, **fields)


def is_missing(client: Client, path: str) -> bool:
    return client.get("/api/v1/resolve/", {"path": path}).status_code == 404 and client.get(path).status_code == 404


def test_chain_is_answered_in_one_hop(get: Any, client: Client, small_site: SmallSite) -> None:
    chain("/a", "/b/", "http://localhost/c", "/positions/rent-cap/")
    expected = {"kind": "redirect", "location": "/positions/rent-cap/", "is_permanent": True}
    assert get("resolve/", path="/a/") == expected
    assert client.get("/a/")["Location"] == "/positions/rent-cap/"


def test_chain_is_permanent_where_all_of_it_is(get: Any, small_site: SmallSite) -> None:
    chain("/a", "/b")
    chain("/b", "/contact/", is_permanent=False)
    assert get("resolve/", path="/a")["is_permanent"] is False


def test_chain_may_lead_elsewhere(get: Any, small_site: SmallSite) -> None:
    chain("/a", "/b", "https://example.org/new?x=1#part")
    assert get("resolve/", path="/a")["location"] == "https://example.org/new?x=1#part"


@pytest.mark.parametrize("links", [("/a", "/a"), ("/a", "/b", "/a"), ("/a", "/b", "/c", "http://localhost/b/")])
def test_circle_leads_nowhere(client: Client, small_site: SmallSite, links: tuple[str, ...]) -> None:
    chain(*links)
    assert is_missing(client, "/a/")


def test_chain_without_end_leads_nowhere(client: Client, small_site: SmallSite) -> None:
    chain(*(f"/{number}" for number in range(50)), "/contact/")
    assert is_missing(client, "/0/")


@pytest.mark.parametrize("link", ["/nowhere/", "/positions/draft/", "http://localhost/positions/draft/", "/private/child/"])
def test_redirect_to_an_address_without_a_public_page_is_none(client: Client, small_site: SmallSite, link: str) -> None:
    small_site.add_position(title="Draft", live=False)
    chain("/a", link)
    assert is_missing(client, "/a/")


def test_redirect_finds_the_place_inside_a_page(get: Any, small_site: SmallSite) -> None:
    chain("/a", "http://localhost/manifesto#1.2")
    assert get("resolve/", path="/a")["location"] == "/manifesto/#1.2"


@pytest.mark.parametrize("link", ["/feed.xml", "/activities.ics", "/documents/3/leaflet.pdf", "/media/images/x.jpg"])
def test_redirect_may_lead_to_what_is_no_page(get: Any, small_site: SmallSite, link: str) -> None:
    chain("/a", link)
    assert get("resolve/", path="/a")["location"] == link


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "ftp://x.example/", "x", "http://[", "http://x:y/"],
)
def test_redirect_to_what_is_no_web_address_is_none(client: Client, small_site: SmallSite, link: str) -> None:
    chain("/a", link)
    assert is_missing(client, "/a/")


@pytest.mark.parametrize("path", ["//[", "/\t/[", "//evil.example/a", "/a?%", "/?", "/a;b=1", "/%5B//["])
def test_odd_path_has_no_redirect(client: Client, small_site: SmallSite, path: str) -> None:
    chain("/other", "/contact/")
    assert client.get("/api/v1/resolve/", {"path": path}).status_code in (200, 404)


def test_path_without_a_target_is_gone(get: Any, client: Client, small_site: SmallSite) -> None:
    Redirect.objects.create(old_path="/old")
    answer = get("resolve/", path="/old/")
    assert answer == {"kind": "gone"}
    assert_fits(answer, "GoneResolution")
    response = client.get("/old/")
    assert response.status_code == 410
    assert b'"kind": "gone"' in response.content


def test_chain_may_end_in_what_is_gone(get: Any, small_site: SmallSite) -> None:
    chain("/a", "/b")
    Redirect.objects.create(old_path="/b")
    assert get("resolve/", path="/a") == {"kind": "gone"}


def test_page_comes_before_the_word_that_it_is_gone(get: Any, small_site: SmallSite) -> None:
    Redirect.objects.create(old_path="/contact")
    assert get("resolve/", path="/contact/")["kind"] == "page"


def test_redirect_of_this_site_comes_before_one_of_all_sites(get: Any, small_site: SmallSite) -> None:
    Redirect.objects.create(old_path="/old", redirect_page=small_site.contact)
    Redirect.objects.create(old_path="/old", redirect_page=small_site.debate, site=small_site.site)
    assert get("resolve/", path="/old/")["location"] == "/debate/"


def test_redirect_of_another_site_is_none(client: Client, small_site: SmallSite) -> None:
    root = small_site.home.get_parent().add_child(instance=type(small_site.home)(title="Other", purpose="Other."))
    other = Site.objects.create(hostname="other.example", root_page=root)
    Redirect.objects.create(old_path="/old", redirect_page=small_site.contact, site=other)
    assert is_missing(client, "/old/")


def test_redirect_may_depend_on_the_query(get: Any, client: Client, small_site: SmallSite) -> None:
    Redirect.add_redirect("/index.php?id=7&lang=en", small_site.contact)
    Redirect.add_redirect("/index.php", small_site.debate)
    assert client.get("/index.php?lang=en&id=7")["Location"] == "/contact/"
    assert client.get("/index.php?id=8")["Location"] == "/debate/"
    assert get("resolve/", path="/index.php?id=7&lang=en")["location"] == "/contact/"


def test_query_does_not_keep_a_page_from_being_found(client: Client, small_site: SmallSite) -> None:
    assert client.get("/contact/?utm=x").status_code == 200
    assert client.get("/contact?utm=x")["Location"] == "/contact/"


def test_page_that_is_moved_is_found_at_its_old_address(get: Any, small_site: SmallSite, committed: Any) -> None:
    small_site.contact.slug = "write-to-us"
    with committed(execute=True):
        small_site.contact.save_revision().publish()
    assert get("resolve/", path="/contact/")["location"] == "/write-to-us/"


def test_redirect_leads_to_the_page_that_was_chosen_whatever_its_language(get: Any, small_site: SmallSite) -> None:
    small_site.translate(small_site.home)
    kontakt = small_site.translate(small_site.contact, title="Kontakt", slug="kontakt")
    Redirect.add_redirect("/old", small_site.contact)
    Redirect.add_redirect("/alt", kontakt)
    assert get("resolve/", path="/old")["location"] == "/contact/"
    assert get("resolve/", path="/alt")["location"] == "/de/kontakt/"
    assert get("resolve/", path="/old", locale="de")["location"] == "/de/kontakt/"


def test_translation_that_is_moved_is_found_at_its_old_address(get: Any, small_site: SmallSite, committed: Any) -> None:
    small_site.translate(small_site.home)
    kontakt = small_site.translate(small_site.contact, title="Kontakt", slug="kontakt")
    page = Page.objects.get(pk=kontakt.pk).specific
    page.slug = "schreib-uns"
    with committed(execute=True):
        page.save_revision().publish()
    assert get("resolve/", path="/de/kontakt/")["location"] == "/de/schreib-uns/"


def test_editor_is_told_how_to_say_that_something_is_gone(admin_client: Client, small_site: SmallSite) -> None:
    assert "gone for good" in admin_client.get("/admin/redirects/add/").content.decode()
    response = admin_client.post(
        "/admin/redirects/add/",
        {"old_path": "/old/", "site": "", "is_permanent": "on", "redirect_page": "", "redirect_link": ""},
    )
    assert response.status_code == 302
    assert Client().get("/old/").status_code == 410
