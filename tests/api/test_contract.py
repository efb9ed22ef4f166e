"""The check of every answer against the document sees what it should."""

from typing import Any

import pytest
from django.http import HttpResponse, JsonResponse
from django.test import Client

from tests.api.contract import PROBLEM, assert_answer_fits
from tests.pages import SmallSite

TAGS = "/api/v1/tags/"
TAG = {"name": "Rents", "slug": "rents", "activities": 1, "articles": 0}
NOT_FOUND = {"type": "about:blank", "title": "Not found", "status": 404, "detail": "Nothing is here."}


def answer(body: Any, status: int = 200, content_type: str = "application/json") -> HttpResponse:
    return JsonResponse(body, status=status, content_type=content_type)


def test_documented_answer_passes() -> None:
    assert_answer_fits("GET", TAGS, answer({"items": [TAG]}))


@pytest.mark.parametrize(
    ("body", "status", "content_type", "complaint"),
    [
        ({"items": [{**TAG, "owner": 3}]}, 200, "application/json", "owner"),
        ({"items": [{**TAG, "activities": "one"}]}, 200, "application/json", "activities"),
        ({"items": [{"name": "Rents"}]}, 200, "application/json", "slug"),
        ({"items": []}, 203, "application/json", "203"),
        ({"items": []}, 200, "text/json", "text/json"),
        (NOT_FOUND, 404, PROBLEM, "404"),
    ],
)
def test_undocumented_answer_is_told(body: Any, status: int, content_type: str, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint):
        assert_answer_fits("GET", TAGS, answer(body, status, content_type))


def test_undeclared_key_deep_in_a_union_is_told_by_its_place() -> None:
    card = {"id": 1, "type": "contact", "title": "", "path": "/", "summary": "", "first_published_at": None, "email": "x"}
    page_list = {"meta": {"total_count": 1, "next_cursor": None}, "items": [card]}
    with pytest.raises(AssertionError, match=r"PageList.*email.*items"):
        assert_answer_fits("GET", "/api/v1/pages/", answer(page_list))


def test_endpoint_that_the_document_does_not_know_has_to_be_missing() -> None:
    assert_answer_fits("GET", "/api/v1/nothing/", answer(NOT_FOUND, 404, PROBLEM))
    with pytest.raises(AssertionError, match="does not know it"):
        assert_answer_fits("GET", "/api/v1/nothing/", answer({}))


@pytest.mark.django_db
def test_every_test_client_checks_what_it_gets(small_site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.views.site.represent_site", lambda reader: {"name": "Tenants"})
    with pytest.raises(AssertionError, match=r"Site: .*required"):
        Client().get("/api/v1/site/")
