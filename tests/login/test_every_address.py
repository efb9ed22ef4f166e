"""No address of the admin answers whoever has not taken the second step, whichever it is and however it is asked."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from home.models import User
from tests.leaks.addresses import routes
from tests.login.conftest import LOGIN, SET_UP, STEP, give_password

SAMPLES = {"uuid": "00000000-0000-0000-0000-000000000000"}
# What the pages of the second step are made of: the same for a stranger.
FOR_EVERYBODY = ("/admin/sprite/", "/admin/jsi18n/")


def addresses() -> Iterator[str]:
    """Each pattern of the admin once, filled in. The last one takes whatever is left."""
    for route in routes():
        if route.startswith("admin/"):
            plain = (
                re.sub(r"\(\?P<\w+>[^)]*\)", "1", route)
                .replace("\\.", ".")
                .replace(".*", "no/such/address")
                .removesuffix("$")
            )
            yield "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda gap: SAMPLES.get(gap[1], "1"), plain)


@pytest.fixture(params=["with a second factor", "without one"])
def half_in(request, client, newcomer) -> Client:
    """Somebody who has given the password, and nothing else; and a session made past the page for it."""
    if request.param == "with a second factor":
        request.getfixturevalue("editor")
    give_password(client)
    return client


def test_addresses_are_filled_in():
    found = list(addresses())
    assert len(found) > 200
    assert [address for address in found if re.search(r"[<>^$*()]", address)] == []


def test_every_address_leads_to_the_second_step(half_in):
    answered = {}
    for address in addresses():
        if address in (STEP, SET_UP, *FOR_EVERYBODY):
            continue
        for ask, headers in ((half_in.get, {}), (half_in.post, {}), (half_in.get, {"x-requested-with": "XMLHttpRequest"})):
            answer = ask(address, headers=headers)
            if answer.status_code != 302 or not answer.url.startswith((STEP + "?", SET_UP + "?")):
                answered[address] = answer.status_code
    assert answered == {}


def test_session_made_past_the_page_for_the_password_is_no_way_in(client, newcomer):
    client.force_login(newcomer)
    assert client.get("/admin/").url.startswith(STEP)


@pytest.mark.parametrize("address", FOR_EVERYBODY)
def test_what_is_open_is_the_same_for_everybody(half_in, address):
    assert half_in.get(address).content == Client().get(address).content


def test_nothing_outside_of_the_admin_knows_who_it_is(half_in, small_site):
    """Among these are private documents, the store's figures, previews, and whatever has a page's address."""
    stranger = Client()
    for route in routes():
        if route.startswith("admin/") or re.search(r"[(^<]", route):
            continue
        ours, theirs = half_in.get("/" + route), stranger.get("/" + route)
        assert ours.status_code == theirs.status_code, route
        assert not getattr(ours.wsgi_request.user, "is_authenticated", False), route


def test_private_documents_are_not_served(half_in, small_site):
    from tests.login.documents import private_document

    address = private_document()
    assert half_in.get(address).status_code == 404
    insider = Client()
    insider.force_login(User.objects.get())
    session = insider.session
    session["second_step_at"] = 1
    session.save()
    assert insider.get(address).status_code == 200


def test_store_tells_its_figures_to_nobody_half_in(half_in, small_site):
    assert half_in.get("/api/v1/health/").status_code == 404


@pytest.mark.parametrize("address", ["signup/", "login/", "email/", "password/change/", "2fa/", "2fa/totp/activate/"])
def test_pages_of_allauth_have_no_address(client, newcomer, address):
    client.force_login(newcomer)
    for prefix in ("/accounts/", "/account/", "/"):
        assert client.get(prefix + address).status_code == 404


def test_login_page_is_one(client, db):
    """Wagtail's own answers at the same address, behind ours: it is never reached."""
    assert client.get(LOGIN).resolver_match.func.view_class.__module__ == "cms.login.views"
