"""A cache in front of the site may keep what readers see, where there is one that is told what to forget; nobody else may,
and nothing that is for one person."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from api.models import EdgeAddress
from cms.front import caches_in_front
from tests.manners.test_keeping_answers import ERRORS, READABLE, SOFTWARE
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

FOR_CACHES = ("CDN-Cache-Control", "Surrogate-Control", "Surrogate-Key")
STALE = "stale-while-revalidate=60, stale-if-error=86400"


@pytest.fixture
def cdn(settings: Any) -> None:
    settings.CDN = "varnish"


@pytest.fixture
def cdn_without_tags(settings: Any) -> None:
    settings.CDN = "http"


def has_none(response: Any) -> bool:
    return "s-maxage" not in response["Cache-Control"] and not any(name in response for name in FOR_CACHES)


def test_without_a_cache_in_front_nobody_keeps_anything_unasked(client: Client, small_site: SmallSite) -> None:
    assert all(has_none(client.get(address)) for address in READABLE)


@pytest.mark.usefixtures("cdn")
def test_cache_in_front_may_keep_what_readers_see(client: Client, small_site: SmallSite) -> None:
    for address in READABLE:
        response = client.get(address)
        if "security" in address:
            # It says another day tomorrow.
            continue
        assert response["Cache-Control"] == f"public, max-age=0, must-revalidate, s-maxage=3600, {STALE}", address
        assert response["CDN-Cache-Control"] == response["Surrogate-Control"] == f"max-age=3600, {STALE}", address
        assert response["Surrogate-Key"].split(" ") == response["Cache-Tag"].split(","), address


@pytest.mark.usefixtures("cdn")
def test_unchanged_answer_has_the_same_headers(client: Client, small_site: SmallSite) -> None:
    first = client.get("/positions/rent-cap/")
    again = client.get("/positions/rent-cap/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert all(again[name] == first[name] for name in (*FOR_CACHES, "Cache-Control", "Cache-Tag"))


@pytest.mark.usefixtures("cdn")
def test_error_is_for_no_cache(client: Client, small_site: SmallSite) -> None:
    assert all(has_none(client.get(address)) for address, _ in ERRORS)


@pytest.mark.usefixtures("cdn")
def test_what_has_no_tags_is_for_no_cache(client: Client, small_site: SmallSite) -> None:
    assert all(has_none(client.get(address)) for address in SOFTWARE)


@pytest.mark.usefixtures("cdn")
@pytest.mark.parametrize(
    "headers",
    [{"cookie": "sessionid=abc"}, {"cookie": "seen=1"}, {"authorization": "Bearer abc"}, {"x-preview-link": "abc"}],
)
def test_what_somebody_in_particular_asks_is_for_no_cache(
    client: Client, small_site: SmallSite, headers: dict[str, str]
) -> None:
    for address in READABLE:
        response = client.get(address, headers=headers)
        assert (response["Cache-Control"], has_none(response)) == ("public, no-cache", True), address


@pytest.mark.usefixtures("cdn")
@pytest.mark.parametrize("address", ["/admin/login/", "/preview/", "/shared/", "/api/v1/contact/challenge/"])
def test_what_is_made_for_one_person_is_for_no_cache(client: Client, small_site: SmallSite, address: str) -> None:
    response = client.get(address)
    # The page that reads a draft's key from its address is the same for everybody.
    assert has_none(response) or address == "/shared/"
    assert has_none(client.post(address))


@pytest.mark.usefixtures("cdn")
def test_nothing_is_kept_past_the_moment_at_which_it_changes(client: Client, small_site: SmallSite) -> None:
    small_site.position.expire_at = timezone.now() + datetime.timedelta(seconds=100)
    small_site.position.save()
    seconds = numbers_in(client.get("/positions/rent-cap/")["Surrogate-Control"])
    assert 90 < seconds["max-age"] <= 100
    assert seconds["stale-while-revalidate"] == seconds["stale-if-error"] == 0


@pytest.mark.usefixtures("cdn")
def test_nor_is_it_when_it_is_stale_or_can_not_be_asked_for(client: Client, small_site: SmallSite) -> None:
    small_site.position.expire_at = timezone.now() + datetime.timedelta(seconds=4000)
    small_site.position.save()
    seconds = numbers_in(client.get("/positions/rent-cap/")["Surrogate-Control"])
    assert (seconds["max-age"], seconds["stale-while-revalidate"]) == (3600, 60)
    assert 3600 + seconds["stale-if-error"] <= 4000


def numbers_in(header: str) -> dict[str, int]:
    return {name: int(value) for name, value in (part.split("=") for part in header.split(", "))}


@pytest.mark.usefixtures("cdn_without_tags")
def test_cache_without_tags_keeps_addresses_that_are_noted(client: Client, small_site: SmallSite) -> None:
    response = client.get("/positions/rent-cap/")
    assert response["Surrogate-Control"].startswith("max-age=60, ")
    row = EdgeAddress.objects.get()
    assert row.address == "http://testserver/positions/rent-cap/"
    assert row.tags == response["Surrogate-Key"]
    client.get("/positions/rent-cap/")
    assert EdgeAddress.objects.count() == 1


@pytest.mark.usefixtures("cdn_without_tags")
@pytest.mark.parametrize("address", ["/?kind=x", "/api/v1/resolve/?path=/", "/nowhere/", f"/{'x' * 1000}/"])
def test_other_addresses_are_not_kept(client: Client, small_site: SmallSite, address: str) -> None:
    assert has_none(client.get(address))
    assert not EdgeAddress.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("akamai", [], "", ""), "CDN is akamai; it has to be one of cloudflare, fastly, varnish, http, or nothing."),
        (("varnish", [], "", ""), "CDN is varnish; CDN_URLS has to say where it is, such as http://127.0.0.1:6081."),
        (("http", ["10.0.0.1"], "", ""), "CDN_URLS has 10.0.0.1; each has to be an origin, such as http://127.0.0.1:6081."),
        (("fastly", [], "", "t"), "CDN is fastly; CDN_ID and CDN_TOKEN have to say which one, and with which right."),
        (
            ("cloudflare", [], "abc", ""),
            "CDN is cloudflare; CDN_ID and CDN_TOKEN have to say which one, and with which right.",
        ),
    ],
)
def test_setting_that_can_not_be_meant_is_told(given: Any, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as told:
        caches_in_front(*given)
    assert str(told.value) == sentence


def test_settings_of_each_kind() -> None:
    assert caches_in_front("", [], "", "") == {}
    assert caches_in_front("varnish", ["http://a:1", "http://b:1"], "", "") == {
        "varnish 1": {"BACKEND": "api.edge.backends.Varnish", "LOCATION": "http://a:1"},
        "varnish 2": {"BACKEND": "api.edge.backends.Varnish", "LOCATION": "http://b:1"},
    }
    fastly = {"BACKEND": "api.edge.backends.Fastly", "SERVICE": "abc", "TOKEN": "t"}
    assert caches_in_front("fastly", [], "abc", "t") == {"fastly": fastly}
    cloudflare = {"BACKEND": "api.edge.backends.Cloudflare", "ZONEID": "abc", "BEARER_TOKEN": "t"}
    assert caches_in_front("cloudflare", [], "abc", "t") == {"cloudflare": cloudflare}
