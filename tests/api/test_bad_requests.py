"""Bad requests get a problem document that names the parameter, never an error of the server."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.api.contract import PROBLEM, assert_fits, document, operation
from tests.api.hostile import BODIES, DIGITS, HEADERS, HOSTS, METHODS, PATHS, VALUES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_site")]

LARGEST_PROBLEM = 4096
BAD = [
    "pages/?offset=10000000000000000000000",
    "pages/?offset=-1",
    "pages/?limit=0",
    "pages/?limit=101",
    "pages/?limit=zzz",
    f"pages/?child_of={DIGITS}",
    "pages/?child_of=abc",
    "pages/?child_of=",
    "pages/?child_of=%00",
    "pages/?type=zz",
    "pages/?type=",
    "pages/?type=%00",
    "pages/?type=position,,article",
    "pages/?order=owner",
    "pages/?order=--title",
    "pages/?order=title__x",
    "pages/?owner__email=a",
    "pages/?fields=" + "(" * 2000,
    "pages/?search=%00",
    "pages/?first_published_at=zzz",
    "pages/?limit=5&limit=6",
    "pages/?%00=1",
    "pages/?%FF=1",
    "resolve/",
    "resolve/?path=",
    "resolve/?path=positions",
    "resolve/?path=%00",
    "resolve/?path=/" + "a" * 3000,
    "resolve/?path=/&html_path=%00",
    "site/?x=1",
    "navigation/?site=%00",
]
MISSING = [
    f"pages/{DIGITS}/",
    "pages/4294967296/",
    "pages/0/",
    "pages/abc/",
    "pages/find/?id=abc",
    "resolve/?path=/%FF/",
    "resolve/?path=/%25/",
    "nothing/",
    "",
    "%00/",
]


def endpoints() -> list[str]:
    """The address of every endpoint, with an id where its path has a place for one."""
    return [path.replace("{id}", "3") for path in document()["paths"]]


def parameters() -> list[tuple[str, str]]:
    """Every endpoint with each of its query parameters."""
    described = [(path, item["get"].get("parameters", [])) for path, item in document()["paths"].items() if "get" in item]
    return [(path, parameter["name"]) for path, several in described for parameter in several if parameter["in"] == "query"]


def address_of(path: str, name: str) -> str:
    """The endpoint with all parameters that it has to have, up to the name of one that is still to be written."""
    described = document()["paths"][path]["get"]["parameters"]
    needed = [parameter["name"] for parameter in described if parameter.get("required") and parameter["in"] == "query"]
    given = "".join(f"{other}={'/' if other == 'path' else 'rent'}&" for other in needed if other != name)
    return f"{path.replace('{id}', '3')}?{given}{name}"


EVERYWHERE = [
    "/api/v1/pages/",
    "/api/v1/resolve/?path=/",
    "/api/v1/nothing/",
    "/api/v1/schema/",
    "/api/v1/docs/",
    "/positions/rent-cap/",
    "/old.html",
    "/feed.xml",
    "/activities/street-stall.ics",
    "/sitemap.xml",
    "/.well-known/security.txt",
    "/media/images/a.webp",
    "/documents/1/leaflet.txt",
    "/admin/login/",
]
"""One address of each kind that the server has, for what goes wrong whatever is asked."""


def assert_is_no_error_of_the_server(response: Any) -> None:
    """Also: an error of the API is a problem document of at most 4 KB, and nobody is led to another site."""
    assert response.status_code < 500
    path = response.request["PATH_INFO"]
    if path.startswith("/api/v1/") and response.status_code >= 400 and response.request["REQUEST_METHOD"] != "HEAD":
        assert response["Content-Type"] == PROBLEM
        assert_fits(response.json(), "Problem")
        assert len(response.content) <= LARGEST_PROBLEM
        assert response.status_code != 400 or response.json()["parameter"]
    if 300 <= response.status_code < 400 and response.status_code != 304:
        assert urlsplit(response["Location"]).netloc in ("", "testserver")


@pytest.mark.parametrize("address", BAD)
def test_bad_request_is_told_so(client: Client, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert_is_no_error_of_the_server(response)


@pytest.mark.parametrize("address", MISSING)
def test_what_is_missing_is_a_problem_document(client: Client, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 404
    assert_fits(response.json(), "Problem")


@pytest.mark.parametrize(("path", "name"), parameters())
def test_parameter_takes_no_nonsense(client: Client, path: str, name: str) -> None:
    for value in VALUES.values():
        response = client.get(f"{address_of(path, name)}={value}")
        assert_is_no_error_of_the_server(response)
        if response.status_code == 400:
            assert response.json()["parameter"] == name, value


@pytest.mark.parametrize(("path", "name"), parameters())
def test_parameter_is_given_once_and_spelled_right(client: Client, path: str, name: str) -> None:
    for wrong in (
        f"{name}=1&{name}=1",
        f"{name}=1&{name}",
        f"{name}[]=1",
        f"{name}[a][b]=1",
        f"{name}__in=1",
        f"{name}%00=1",
    ):
        response = client.get(f"{path.replace('{id}', '3')}?{wrong}")
        assert response.status_code == 400, wrong
        assert_is_no_error_of_the_server(response)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ascii(path)[:40])
def test_odd_path_is_no_error_of_the_server(client: Client, path: str) -> None:
    for method in ("GET", "OPTIONS", "POST"):
        response = client.generic(method, path)
        assert_is_no_error_of_the_server(response)
        assert b"Traceback" not in response.getvalue()


@pytest.mark.parametrize(("name", "value"), HEADERS, ids=lambda text: ascii(text)[:40])
def test_odd_header_is_no_error_of_the_server(client: Client, name: str, value: str) -> None:
    for address in EVERYWHERE:
        assert_is_no_error_of_the_server(client.get(address, headers={name: value}))


@pytest.mark.parametrize("host", HOSTS, ids=lambda text: ascii(text)[:40])
def test_odd_host_is_no_error_of_the_server(client: Client, host: str) -> None:
    for address in EVERYWHERE:
        response = client.get(address, HTTP_HOST=host)
        assert response.status_code < 500
        assert "evil" not in response.get("Location", "")
        assert "evil" not in response.getvalue().decode(errors="replace")


@pytest.mark.parametrize("address", EVERYWHERE)
def test_hundreds_of_headers_are_no_error_of_the_server(client: Client, address: str) -> None:
    bomb = {f"X-Bomb-{number}": "b" * 500 for number in range(500)}
    assert_is_no_error_of_the_server(client.get(address, headers=bomb))


@pytest.mark.parametrize("path", endpoints())
def test_method_that_the_document_does_not_know_is_refused(client: Client, path: str) -> None:
    for method in METHODS:
        if operation(method, path) is None:
            response = client.generic(method, path)
            assert response.status_code == 405, method
            assert_is_no_error_of_the_server(response)


@pytest.mark.parametrize(("body", "content_type"), BODIES, ids=lambda value: ascii(value)[:40])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_body_that_nobody_asked_for_is_no_error(client: Client, method: str, body: bytes, content_type: str) -> None:
    for address in EVERYWHERE:
        response = client.generic(method, address, body, content_type)
        assert response.status_code < 500


def test_hundreds_of_bad_requests_are_made() -> None:
    values = len(parameters()) * len(VALUES)
    everywhere = len(EVERYWHERE) * (len(HEADERS) + len(HOSTS) + 2 * len(BODIES))
    assert len({*BAD, *MISSING, *PATHS, *VALUES.values()}) + len(HEADERS) + len(HOSTS) + len(METHODS) + len(BODIES) >= 300
    assert values + everywhere + 3 * len(PATHS) >= 3000
