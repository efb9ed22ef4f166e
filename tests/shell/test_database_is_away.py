"""While the database is away: readers, editors and programs are told so, each in their own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from api.outage import outage
from home.models import User
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@contextmanager
def without_database() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outage, "is_on", True)
        yield


def answer_to(address: str, client: Client | None = None, **data: Any) -> Any:
    client = client or Client()
    client.raise_request_exception = False
    with without_database():
        return client.post(address, data) if data else client.get(address)


@pytest.mark.parametrize("address", ["/positions/", "/search/?q=rent", "/api/v1/site/", "/feed.xml", "/admin/login/"])
def test_everybody_is_asked_to_come_again(small_site: SmallSite, address: str) -> None:
    answer = answer_to(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "no-store" in answer["Cache-Control"]


def test_readers_get_the_site_that_says_so(small_site: SmallSite) -> None:
    page = answer_to("/positions/").content.decode()
    assert '"status": 503' in page
    assert "<title>" in page


def test_programs_get_a_problem_document(small_site: SmallSite) -> None:
    answer = answer_to("/api/v1/site/")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "The database can't be asked just now."


def test_editors_are_told_what_has_become_of_their_work(small_site: SmallSite) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("editor@example.org", "a password"))
    answer = answer_to(f"/admin/pages/{small_site.position.pk}/edit/", client, title="Lost?")
    assert answer.status_code == 503
    assert "has not been saved" in answer.content.decode()


def test_connection_from_before_is_closed_and_keeps_no_request_from_its_answer(tmp_path: Path) -> None:
    """It is there where another thread has noticed the outage."""
    before: Any = connection.copy()
    if before.vendor == "sqlite":
        before.settings_dict["NAME"] = tmp_path / "db.sqlite3"
    before.ensure_connection()
    with without_database():
        before.close_if_unusable_or_obsolete()
    assert before.connection is None


def test_log_is_not_filled_with_it(small_site: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    answer_to("/positions/")
    assert capsys.readouterr().err == ""
