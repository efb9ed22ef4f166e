"""Bad requests get a problem document that names the parameter, never an error of the server."""

import pytest
from django.test import Client

from tests.api.contract import assert_fits
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

DIGITS = "1" * 40
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


@pytest.mark.parametrize("address", BAD)
def test_bad_request_is_told_so(client: Client, small_site: SmallSite, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert_fits(response.json(), "Problem")
    assert response.json()["parameter"] is not None
    assert len(response.content) < 4096


@pytest.mark.parametrize("address", MISSING)
def test_what_is_missing_is_a_problem_document(client: Client, small_site: SmallSite, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 404
    assert_fits(response.json(), "Problem")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("endpoint", ["pages/", "pages/3/", "resolve/", "site/", "navigation/"])
def test_nothing_can_be_written(client: Client, small_site: SmallSite, method: str, endpoint: str) -> None:
    response = getattr(client, method)(f"/api/v1/{endpoint}")
    assert response.status_code == 405
    assert_fits(response.json(), "Problem")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*;q=zz", "\x00", ""])
def test_answer_is_json_or_a_refusal_whatever_is_accepted(client: Client, small_site: SmallSite, accept: str) -> None:
    response = client.get("/api/v1/site/", headers={"accept": accept})
    assert response.status_code in (200, 406)
    assert "json" in response["Content-Type"]
