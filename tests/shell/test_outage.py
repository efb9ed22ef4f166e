"""A defect of ours, or of the database, is told to readers in the site's own words, and to nobody else."""

import json
import re

import pytest
from django.test import Client


@pytest.fixture
def broken() -> Client:
    """Asks a site whose database can't be used: in these tests, to use it is an error."""
    return Client(raise_request_exception=False)


def test_reader_gets_a_page_that_speaks_of_an_outage(broken: Client) -> None:
    response = broken.get("/positions/?a=b")
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert "<title>Connection trouble</title>" in page


def test_browser_is_told_of_the_outage_and_asks_nothing(broken: Client) -> None:
    match = re.search(r'id="state">(.*?)</script>', broken.get("/positions/").content.decode())
    assert match
    state = json.loads(match[1])
    assert list(state) == ["/api/v1/resolve/?path=%2Fpositions%2F", "/api/v1/site/", "/api/v1/navigation/"]
    assert {entry["status"] for entry in state.values()} == {500}


@pytest.mark.parametrize("path", ["/feed.xml", "/sitemap.xml", "/activities.ics"])
def test_others_are_told_in_djangos_words(broken: Client, path: str) -> None:
    response = broken.get(path)
    assert response.status_code == 500
    assert "Connection trouble" not in response.content.decode()
