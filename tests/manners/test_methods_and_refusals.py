"""Odd methods, odd requests, and other sites' pages: each gets a clear answer, in the form of the API's other answers."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from api.views.site import SiteView
from tests.api.contract import assert_fits
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://app.example.org"


def assert_problem(response: Any, status: int) -> None:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert len(response.content) <= 4096
    assert response["Content-Length"] == str(len(response.content))
    assert_fits(response.json(), "Problem")
    assert response.json()["status"] == status


def test_options_says_what_is_possible(client: Client, small_site: SmallSite) -> None:
    for address in ("/", "/api/v1/pages/", "/api/v1/resolve/", "/api/v1/schema/", "/feed.json", "/robots.txt"):
        response = client.options(address)
        assert (response.status_code, response.content) == (204, b""), address
        assert sorted(response["Allow"].split(", ")) == ["GET", "HEAD", "OPTIONS"], address


def test_there_is_no_method_for_what_does_not_exist(client: Client, small_site: SmallSite) -> None:
    for address in ("/api/", "/api/v2/pages/", "/api/v1/nothing/", "/api/v1/pages/abc/"):
        for method in ("GET", "POST", "OPTIONS", "TRACE", "PROPFIND"):
            assert_problem(client.generic(method, address), 404)


def test_odd_method_is_refused(client: Client, small_site: SmallSite) -> None:
    for address in ("/api/v1/pages/", "/api/v1/pages/1/", "/api/v1/resolve/", "/api/v1/schema/"):
        for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "BREW"):
            response = client.generic(method, address)
            assert_problem(response, 405)
            assert "GET" in response["Allow"]


def test_odd_method_is_refused_outside_of_the_api_too(client: Client, small_site: SmallSite) -> None:
    for address in ("/", "/positions/rent-cap/", "/feed.xml", "/activities.ics", "/robots.txt"):
        for method in ("POST", "DELETE", "TRACE", "PROPFIND"):
            response = client.generic(method, address)
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), (address, method)


def test_who_takes_no_json_is_told_so(client: Client, small_site: SmallSite) -> None:
    assert_problem(client.get("/api/v1/pages/", headers={"accept": "application/xml"}), 406)


def test_who_takes_json_gets_it(client: Client, small_site: SmallSite) -> None:
    for accept in ("*/*", "application/*", "application/json", "text/html, application/json;q=0.1"):
        response = client.get("/api/v1/pages/", headers={"accept": accept})
        assert (response.status_code, response["Content-Type"]) == (200, "application/json"), accept


def test_format_is_a_parameter_like_any_other_that_is_unknown(client: Client, small_site: SmallSite) -> None:
    response = client.get("/api/v1/pages/?format=xml")
    assert_problem(response, 400)
    assert response.json()["parameter"] == "format"


def test_condition_that_does_not_hold_is_told(client: Client, small_site: SmallSite) -> None:
    assert_problem(client.get("/api/v1/pages/", headers={"if-match": '"other"'}), 412)


def test_address_without_an_end_is_refused(client: Client, small_site: SmallSite) -> None:
    for address in ("/", "/nowhere/"):
        response = client.get(f"{address}?x={'a' * 8000}")
        assert (response.status_code, response["Cache-Control"]) == (414, "no-store"), address
    assert_problem(client.get(f"/api/v1/pages/?x={'a' * 8000}"), 414)


def test_very_many_parameters_are_refused(client: Client, small_site: SmallSite, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
    assert_problem(client.get("/api/v1/pages/?" + "&" * 7000 + "a=b"), 400)
    assert_problem(client.get("/api/v1/pages/?" + "a&" * 500), 400)


def test_other_host_is_refused(client: Client, small_site: SmallSite) -> None:
    assert_problem(client.get("/api/v1/pages/", headers={"host": "evil.example"}), 400)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret")


urlpatterns = [path("api/broken/", broken), path("api/v1/site/", SiteView.as_view(), name="site")]


@pytest.mark.urls("tests.manners.test_methods_and_refusals")
def test_fault_of_the_server_tells_nothing_of_it(client: Client, small_site: SmallSite) -> None:
    client.raise_request_exception = False
    response = client.get("/api/broken/")
    assert_problem(response, 500)
    assert "secret" not in response.content.decode()


def test_page_of_a_known_origin_may_read(client: Client, small_site: SmallSite, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    for address in ("/api/v1/pages/", "/feed.json", "/feeds/articles.json", "/activities.ics"):
        response = client.get(address, headers={"origin": ELSEWHERE})
        assert response["Access-Control-Allow-Origin"] == ELSEWHERE
        assert "Access-Control-Allow-Credentials" not in response
        assert "origin" in response["Vary"].lower()


def test_page_of_a_known_origin_may_read_errors_and_checks(client: Client, small_site: SmallSite, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    tag = client.get("/api/v1/pages/")["ETag"]
    for address, headers in (("/api/v1/nothing/", {}), ("/api/v1/pages/", {"if-none-match": tag})):
        response = client.get(address, headers={"origin": ELSEWHERE, **headers})
        assert response["Access-Control-Allow-Origin"] == ELSEWHERE


def test_page_of_another_origin_may_not_read(client: Client, small_site: SmallSite, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    for origin in ("https://evil.example", "null", "http://app.example.org", "https://app.example.org.evil.example"):
        response = client.get("/api/v1/pages/", headers={"origin": origin})
        assert "Access-Control-Allow-Origin" not in response
        assert "origin" in response["Vary"].lower()


def test_answer_is_the_same_for_all_origins_but_for_the_permission(client: Client, small_site: SmallSite) -> None:
    assert client.get("/api/v1/pages/", headers={"origin": ELSEWHERE})["ETag"] == client.get("/api/v1/pages/")["ETag"]


def test_preflight_allows_reading_only(client: Client, small_site: SmallSite, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    asked = {"origin": ELSEWHERE, "access-control-request-method": "GET"}
    response = client.options("/api/v1/pages/", headers=asked)
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in response["Access-Control-Allow-Headers"]


def test_pages_are_not_for_other_origins(client: Client, small_site: SmallSite, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    for address in ("/", "/admin/login/"):
        assert "Access-Control-Allow-Origin" not in client.get(address, headers={"origin": ELSEWHERE})
