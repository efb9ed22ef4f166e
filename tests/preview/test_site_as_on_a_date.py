"""A link to a date shows the whole site as the schedule will have left it then, and leaves everything as it is."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from api.models import OpenChange, SearchEntry
from api.views import sharing
from home.models import PreviewLink, User
from home.models.preview_links import make_link
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
NOW = timezone.now()
SOON, THEN = NOW + DAY, NOW + 2 * DAY
ANSWERS = "/api/v1/shared/answers/"


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("editor@example.org")


@pytest.fixture
def key(small_site: SmallSite, editor: User) -> str:
    return make_link(small_site.home, editor, as_on=THEN)[1]


def ask(key: str, address: str, **headers: str) -> Any:
    body = {"address": address}
    return Client().post(ANSWERS, body, content_type="application/json", headers={"X-Preview-Link": key, **headers})


def schedule(page: Any, at: datetime.datetime = SOON, **changes: Any) -> None:
    """As an editor does it who publishes with a date to go live at."""
    page = Page.objects.get(pk=page.pk).specific
    for name, value in changes.items():
        setattr(page, name, value)
    page.go_live_at = at
    page.save_revision().publish()


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer.json()["items"]]


def test_what_goes_live_until_then_is_there(small_site: SmallSite, key: str) -> None:
    schedule(small_site.add_position(title="Still to come", live=False))
    assert "Still to come" in titles(ask(key, "/api/v1/positions/"))
    assert "Still to come" not in titles(Client().get("/api/v1/positions/"))


def test_what_goes_live_later_is_not_there(small_site: SmallSite, key: str) -> None:
    schedule(small_site.add_position(title="Later", live=False), THEN + DAY)
    assert "Later" not in titles(ask(key, "/api/v1/positions/"))


def test_draft_that_nobody_has_scheduled_is_not_there(small_site: SmallSite, key: str) -> None:
    small_site.add_position(title="Draft", live=False).save_revision()
    assert "Draft" not in titles(ask(key, "/api/v1/positions/"))


def test_what_expires_until_then_is_gone(small_site: SmallSite, key: str) -> None:
    page = small_site.add_position(title="Soon over", expire_at=SOON)
    assert "Soon over" in titles(Client().get("/api/v1/positions/"))
    assert "Soon over" not in titles(ask(key, "/api/v1/positions/"))
    assert ask(key, f"/api/v1/pages/{page.pk}/").status_code == 404


def test_scheduled_version_of_a_live_page_is_shown_everywhere(small_site: SmallSite, key: str) -> None:
    page = small_site.add_position(title="As it is", summary="Plain words")
    page.save_revision().publish()
    schedule(page, title="As it will be", slug="as-it-will-be")

    assert "As it will be" in titles(ask(key, "/api/v1/positions/"))
    assert ask(key, f"/api/v1/pages/{page.pk}/").json()["title"] == "As it will be"
    found = ask(key, "/api/v1/resolve/?path=/positions/as-it-will-be/").json()
    assert found["page"]["title"] == "As it will be"
    assert Client().get(f"/api/v1/pages/{page.pk}/").json()["title"] == "As it is"


def test_scheduled_words_are_found(small_site: SmallSite, key: str) -> None:
    page = small_site.add_position(title="As it is")
    page.save_revision().publish()
    schedule(page, summary="Dirigibles for everyone")
    address = "/api/v1/search/?q=dirigibles"
    assert [item["page"]["title"] for item in ask(key, address).json()["items"]] == ["As it is"]
    assert Client().get(address).json()["items"] == []


def test_dates_are_those_that_there_will_be(small_site: SmallSite, key: str) -> None:
    page = small_site.add_position(title="Still to come", live=False, first_published_at=None)
    schedule(page)
    meta = ask(key, f"/api/v1/pages/{page.pk}/").json()["meta"]
    assert datetime.datetime.fromisoformat(meta["first_published_at"]) == SOON


def test_answer_is_the_one_that_there_will_be(small_site: SmallSite, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Published by the schedule when the day has come, everything is as the link has shown it."""
    schedule(small_site.add_position(title="Still to come", live=False))
    changed = small_site.add_position(title="As it is")
    changed.save_revision().publish()
    schedule(changed, title="As it will be")
    small_site.add_position(title="Soon over", expire_at=SOON)
    addresses = ["/api/v1/positions/", "/api/v1/pages/?limit=100", "/api/v1/resolve/?path=/positions/"]
    foretold = [ask(key, address).json() for address in addresses]

    monkeypatch.setattr(timezone, "now", lambda: THEN)
    call_command("publish_scheduled")

    for address, told in zip(addresses, foretold, strict=True):
        assert without_dates(told) == without_dates(Client().get(address).json())


def without_dates(answer: Any) -> Any:
    """The test has the schedule run late, and pages say when they were published."""
    if isinstance(answer, dict):
        return {name: without_dates(value) for name, value in answer.items() if not name.endswith("_at")}
    return [without_dates(value) for value in answer] if isinstance(answer, list) else answer


def test_nothing_is_left_of_it(small_site: SmallSite, key: str) -> None:
    page = small_site.add_position(title="As it is")
    page.save_revision().publish()
    schedule(page, title="As it will be")
    watched = (Page, Revision, SearchEntry, OpenChange)
    before = [list(model.objects.order_by("pk").values()) for model in watched]

    assert ask(key, "/api/v1/positions/").status_code == 200

    assert [list(model.objects.order_by("pk").values()) for model in watched] == before
    assert not connection.needs_rollback


def test_nothing_is_left_of_it_where_the_answer_fails(small_site: SmallSite, key: str) -> None:
    schedule(small_site.add_position(title="Still to come", live=False))
    assert ask(key, "/api/v1/positions/?limit=x").status_code == 400
    assert "Still to come" not in titles(Client().get("/api/v1/positions/"))


def test_private_pages_stay_private(small_site: SmallSite, key: str) -> None:
    page = small_site.add_position(title="For members", live=False)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    schedule(page)
    assert "For members" not in ask(key, "/api/v1/pages/?limit=100").content.decode()


def test_opening_tells_date_and_place(small_site: SmallSite, editor: User) -> None:
    page = small_site.add_position(title="Still to come", live=False)
    schedule(page)
    key = make_link(page, editor, as_on=THEN)[1]
    shown = Client().post("/api/v1/shared/", headers={"X-Preview-Link": key}).json()
    assert (shown["page"], shown["path"]) == (None, "/positions/still-to-come/")
    assert datetime.datetime.fromisoformat(shown["as_on"]) == THEN


def test_look_begins_at_the_front_page_where_the_page_is_not_there_then(small_site: SmallSite, editor: User) -> None:
    key = make_link(small_site.add_position(title="Draft", live=False), editor, as_on=THEN)[1]
    assert Client().post("/api/v1/shared/", headers={"X-Preview-Link": key}).json()["path"] == "/"


def test_link_to_a_draft_gives_no_answers(small_site: SmallSite, editor: User) -> None:
    key = make_link(small_site.home, editor)[1]
    wrong, draft = ask("A" * 43, "/api/v1/positions/"), ask(key, "/api/v1/positions/")
    assert (wrong.status_code, wrong.content) == (draft.status_code, draft.content) == (404, wrong.content)


def test_ended_link_gives_no_answers(key: str) -> None:
    PreviewLink.objects.update(ends_at=timezone.now())
    assert ask(key, "/api/v1/positions/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/shared/",
        "/api/v1/shared/answers/",
        "/api/v1/contact/challenge/",
        "/api/v1/schema/",
        "/api/v1/nowhere/",
        "/admin/",
        "/",
        "https://elsewhere.example/api/v1/positions/",
        "//elsewhere.example/api/v1/positions/",
        "positions/",
        "http://[",
        "\u0000",
    ],
)
def test_other_addresses_are_refused_by_name(address: str, key: str) -> None:
    answer = ask(key, address)
    assert (answer.status_code, answer.json()["parameter"]) == (400, "address")


def test_answer_is_kept_by_nobody_and_found_by_nobody(key: str) -> None:
    answer = ask(key, "/api/v1/positions/")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "ETag" not in answer


def test_answers_of_one_client_are_limited(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "MOST_ANSWERS_AN_HOUR", 2)
    assert [ask(key, "/api/v1/positions/").status_code for _ in range(3)] == [200, 200, 429]


def test_login_of_who_asks_makes_no_difference(client: Client, small_site: SmallSite, editor: User, key: str) -> None:
    client.force_login(editor)
    body, headers = {"address": "/api/v1/pages/"}, {"X-Preview-Link": key}
    known, unknown = (
        who.post(ANSWERS, body, content_type="application/json", headers=headers) for who in (client, Client())
    )
    assert known.content == unknown.content
