"""What this process asks the API for itself is what a reader would get."""

import pytest
from django.test import Client, RequestFactory

from api.answers import answer
from api.dependencies import Dependencies
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/activities/?when=past&tag=a%20b&limit=1",
        "/api/v1/activities/?when=never",
        "/api/v1/resolve/?path=%2Fpositions%2F",
        "/api/v1/resolve/?path=%2Fnowhere%2F",
        "/api/v1/resolve/",
        "/api/v1/pages/1000000/",
        "/api/v1/site/",
    ],
)
def test_answer_is_the_one_that_everybody_gets(
    client: Client, small_site: SmallSite, rf: RequestFactory, address: str
) -> None:
    response = client.get(address)
    assert answer(address, rf.get("/"), Dependencies()) == {"status": response.status_code, "body": response.json()}


def test_what_the_answer_was_made_of_is_added(small_site: SmallSite, rf: RequestFactory) -> None:
    coming = small_site.add_activity(days=3, title="Assembly")
    dependencies = Dependencies(keys={"page:0"})
    answer("/api/v1/activities/?when=upcoming", rf.get("/"), dependencies)
    assert {"page:0", "type:activity_report", f"page:{coming.pk}"} <= dependencies.keys
    assert dependencies.until == coming.starts_at


@pytest.mark.parametrize(
    "address", ["", "/", "/positions/", "/admin/", "/api/v1/", "/api/v1/nothing/", "/api/v1/docs/", "//api/v1/site/", "?a"]
)
def test_nothing_but_the_api_answers(small_site: SmallSite, rf: RequestFactory, address: str) -> None:
    assert answer(address, rf.get("/"), Dependencies()) is None
