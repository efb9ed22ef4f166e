"""Where the site has https, it is had by nothing else; and Django has nothing to say against the settings."""

import json
import os
import subprocess
import sys
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from cms.arrival import with_scheme
from cms.bootstrap.places import ROOT
from tests.headers.conftest import Ask
from tests.headers.observatory import score
from tests.store.asking import environ_of

TWO_YEARS = "max-age=63072000"


@pytest.fixture
def secured(settings: Any) -> Any:
    """The settings of a site with https, those that are made of its address."""
    settings.SITE_URL = "https://testserver"
    settings.IS_HTTPS = settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 63072000
    return settings


@pytest.fixture(scope="module")
def production() -> dict[str, str]:
    """What a process with https in its settings tells of them, and what `check --deploy` says."""
    told = "import django, json; django.setup(); from django.conf import settings as s; from django.core.management import "
    told += (
        "call_command; call_command('check', deploy=True, fail_level='WARNING'); print(json.dumps({n: str(getattr(s, n)) "
    )
    told += "for n in dir(s) if n.startswith(('SESSION_COOKIE_', 'CSRF_COOKIE_', 'SECURE_', 'ALLOWED_'))}))"
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("ALLOWED_HOSTS", "HSTS_SUBDOMAINS")},
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SITE_URL": "https://example.org",
        "ADMIN_URL": "https://desk.example.org",
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ",
    }
    run = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    said, _, values = run.stdout.partition("{")
    return {"said": run.stderr + said, **json.loads("{" + values)}


def test_django_has_nothing_to_say_against_the_settings(production: dict[str, str]) -> None:
    assert "WARNINGS" not in production["said"]
    assert "System check identified no issues" in production["said"]


def test_cookies_are_for_this_host_its_server_and_https_alone(production: dict[str, str]) -> None:
    for cookie in ("SESSION_COOKIE", "CSRF_COOKIE"):
        assert production[f"{cookie}_NAME"].startswith("__Host-")
        kinds = {name: production[f"{cookie}_{name}"] for name in ("SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")}
        assert kinds == {"SECURE": "True", "HTTPONLY": "True", "SAMESITE": "Lax", "PATH": "/", "DOMAIN": "None"}


def test_site_answers_to_its_own_names_alone(production: dict[str, str]) -> None:
    assert production["ALLOWED_HOSTS"] == "['example.org', 'desk.example.org']"


@pytest.mark.parametrize(
    ("told", "scheme"),
    [(None, "https"), ("https", "https"), ("http", "http"), ("https, HTTP", "http"), ("nonsense", "https"), ("", "https")],
)
def test_proxy_tells_how_a_request_came(told: str | None, scheme: str, secured: Any) -> None:
    seen: list[str] = []
    headers = {} if told is None else {"x_forwarded_proto": told}
    with_scheme(lambda environ, start: seen.append(environ["wsgi.url_scheme"]))(environ_of("/", **headers), None)
    assert seen == [scheme]


def test_header_means_nothing_to_a_site_without_https(settings: Any) -> None:
    seen: list[str] = []
    site = with_scheme(lambda environ, start: seen.append(environ["wsgi.url_scheme"]))
    site(environ_of("/", x_forwarded_proto="https"), None)
    assert seen == ["http"]


def test_nothing_is_had_without_https(asked: dict[str, Ask], secured: Any) -> None:
    response = Client().get("/positions/rent-cap/?a=b")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/positions/rent-cap/?a=b")
    assert response["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in response


def test_browsers_remember_it_whatever_the_answer(asked: dict[str, Ask], secured: Any) -> None:
    for address in ("/", "/api/v1/site/", "/api/v1/nothing/", "/nothing/", "/admin/login/", "/icon.svg", f"/{'x' * 9000}"):
        assert Client().get(address, secure=True)["Strict-Transport-Security"] == TWO_YEARS, address[:40]


@pytest.mark.parametrize("address", ["/", "/positions/rent-cap/", "/search/", "/api/v1/docs/"])
def test_observatory_gives_pages_a_hundred_and_more(address: str, asked: dict[str, Ask], secured: Any) -> None:
    response = Client().get(address, secure=True)
    headers = {name.lower(): value for name, value in response.items()}
    assert score(headers, response.content.decode()) >= 130
    assert "upgrade-insecure-requests" in headers["content-security-policy"]


def test_observatory_gives_the_login_a_hundred_and_more(asked: dict[str, Ask], secured: Any) -> None:
    """It loses nothing for styles that Wagtail writes into the page, and gains nothing by its policy."""
    response = Client().get("/admin/login/", secure=True)
    cookies = SimpleCookie(response.cookies).output(header="").strip()
    headers = {name.lower(): value for name, value in response.items()} | {"set-cookie": cookies}
    assert score(headers, response.content.decode()) >= 120
    assert configured.CSRF_COOKIE_HTTPONLY


def test_score_of_a_page_without_headers_is_low() -> None:
    assert score({}, '<script src="//elsewhere.example/x.js"></script>') == 0
