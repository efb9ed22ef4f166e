"""A link shows a draft to people without an account: that draft alone, for as long as it works, and to nobody else."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from api import sharing
from home.models import PositionPage, PreviewLink, User, page_models
from home.models.preview_links import digest_of, forget_ended_links, make_link
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

TYPES = sorted(page_models())


def opened(key: str, **headers: str) -> Any:
    return Client().post("/api/v1/shared/", headers={"X-Preview-Link": key, **headers})


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("editor@example.org")


@pytest.fixture
def draft(small_site: SmallSite) -> PositionPage:
    page = small_site.add_position(title="Not yet", live=False)
    page.save_revision()
    return page


def make_key(page: Any, editor: User, **options: Any) -> str:
    return make_link(page, editor, **options)[1]


def end(key: str) -> None:
    PreviewLink.objects.filter(digest=digest_of(key)).update(ends_at=timezone.now() - datetime.timedelta(seconds=1))


def test_link_shows_a_draft(draft: PositionPage, editor: User) -> None:
    shown = opened(make_key(draft, editor)).json()
    assert (shown["page"]["title"], shown["is_pinned"]) == ("Not yet", False)


@pytest.mark.parametrize("page_type", TYPES)
def test_link_shows_changes_of_a_live_page_that_are_not_published(
    page_type: str, small_site: SmallSite, editor: User
) -> None:
    page = next(page for page in small_site.every_page() if page.page_type == page_type)
    page.title = "Changed"
    page.save_revision()
    assert opened(make_key(page, editor)).json()["page"]["title"] == "Changed"


def test_page_that_was_never_saved_as_a_draft_is_shown_as_it_is(small_site: SmallSite, editor: User) -> None:
    assert opened(make_key(small_site.standard, editor)).json()["page"]["title"] == "Privacy"


def test_draft_below_a_draft_is_shown_and_the_one_above_is_not_named(small_site: SmallSite, editor: User) -> None:
    parent = small_site.add(type(small_site.standard), title="Unborn", live=False)
    page = small_site.add(type(small_site.standard), parent, title="Below it", live=False)
    page.save_revision()
    shown = opened(make_key(page, editor))
    assert shown.json()["page"]["title"] == "Below it"
    assert b"Unborn" not in shown.content


def test_link_follows_the_draft(draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor)
    draft.title = "Better"
    draft.save_revision()
    assert opened(key).json()["page"]["title"] == "Better"


def test_pinned_link_keeps_to_its_version(draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor, revision=draft.latest_revision)
    draft.title = "Better"
    draft.save_revision()
    shown = opened(key).json()
    assert (shown["page"]["title"], shown["is_pinned"]) == ("Not yet", True)


def test_pinned_link_ends_when_its_page_is_published(draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor, revision=draft.latest_revision)
    draft.save_revision().publish()
    assert opened(key).status_code == 404


def test_other_links_go_on_when_the_page_is_published(draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor)
    draft.save_revision().publish()
    assert opened(key).status_code == 200


@pytest.mark.parametrize("is_pinned", [True, False])
def test_link_ends_when_its_page_is_deleted(is_pinned: bool, draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor, revision=draft.latest_revision if is_pinned else None)
    draft.delete()
    assert opened(key).status_code == 404
    assert not PreviewLink.objects.exists()


def test_link_outlives_the_account_of_who_made_it(draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor)
    editor.delete()
    assert opened(key).status_code == 200


def test_draft_around_the_page_stays_hidden(draft: PositionPage, small_site: SmallSite, editor: User) -> None:
    small_site.add_position(title="Another draft", live=False)
    assert b"Another draft" not in opened(make_key(draft, editor)).content


def test_draft_of_a_private_page_is_shown_to_whom_it_was_shared_with(draft: PositionPage, editor: User) -> None:
    PageViewRestriction.objects.create(page=draft, restriction_type=PageViewRestriction.LOGIN)
    assert opened(make_key(draft, editor)).status_code == 200


def test_wrong_ended_and_missing_keys_are_answered_alike(draft: PositionPage, editor: User) -> None:
    ended, taken_back = make_key(draft, editor), make_key(draft, editor)
    end(ended)
    PreviewLink.objects.filter(digest=digest_of(taken_back)).delete()
    answers = [opened(key) for key in (ended, taken_back, "A" * 43, "", "ä" * 9, "x" * 5000)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_many_wrong_keys_have_to_wait_and_right_ones_need_not(
    draft: PositionPage, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "MOST_WRONG_AN_HOUR", 3)
    key = make_key(draft, editor)
    assert [opened("wrong").status_code for _ in range(5)] == [404, 404, 404, 429, 429]
    assert int(opened("wrong")["Retry-After"]) > 0
    assert opened(key).status_code == 200


def test_key_is_not_kept(draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor)
    assert key not in str(list(PreviewLink.objects.values()))


def test_key_has_256_random_bits(draft: PositionPage, editor: User) -> None:
    keys = {make_key(draft, editor) for _ in range(20)}
    assert len(keys) == 20
    # 43 characters of 6 bits each.
    assert {len(key) for key in keys} == {43}


def test_answer_is_kept_by_nobody_and_found_by_nobody(draft: PositionPage, editor: User) -> None:
    answer = opened(make_key(draft, editor))
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")


def test_opening_is_noted_without_who(draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor)
    assert PreviewLink.objects.get().opened_at is None
    before: dict[str, Any] = PreviewLink.objects.values()[0]  # type: ignore[assignment]  # compared by name below
    opened(key)
    after: dict[str, Any] = PreviewLink.objects.values()[0]  # type: ignore[assignment]  # as before
    assert after["opened_at"] >= before["made_at"]
    assert {name for name in after if after[name] != before[name]} == {"opened_at"}


def test_key_opens_no_other_door(draft: PositionPage, editor: User) -> None:
    """It is no login: elsewhere it changes nothing."""
    headers = {"X-Preview-Link": make_key(draft, editor)}
    asked = [f"/api/v1/pages/{draft.pk}/", "/api/v1/resolve/?path=/positions/not-yet/", "/api/v1/positions/", "/"]
    for address in asked:
        plain, with_key = Client().get(address), Client().get(address, headers=headers)
        assert (plain.status_code, plain.content) == (with_key.status_code, with_key.content)


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_link_is_only_posted_to(method: str, draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor)
    assert getattr(Client(), method)("/api/v1/shared/", headers={"X-Preview-Link": key}).status_code == 405


def test_key_in_the_address_is_refused_by_name(draft: PositionPage, editor: User) -> None:
    """It would be in logs and histories."""
    answer = Client().post(f"/api/v1/shared/?key={make_key(draft, editor)}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "key")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\x00", b"x" * 200_000])
def test_whatever_is_sent_along_is_not_read(body: bytes, draft: PositionPage, editor: User) -> None:
    headers = {"X-Preview-Link": make_key(draft, editor)}
    answer = Client().post("/api/v1/shared/", body, content_type="application/json", headers=headers)
    assert answer.status_code == 200


def test_frontend_on_another_origin_may_send_the_key(settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://front.example"]
    headers = {
        "Origin": "https://front.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "x-preview-link",
    }
    answer = Client().options("/api/v1/shared/", headers=headers)
    assert "x-preview-link" in answer["Access-Control-Allow-Headers"]


def test_a_shared_page_costs_as_many_queries_as_a_public_one_and_few_more(draft: PositionPage, editor: User) -> None:
    key = make_key(draft, editor)
    opened(key)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        opened(key)
    assert len(queries) <= 16


def test_ended_links_are_forgotten(draft: PositionPage, editor: User) -> None:
    ended, kept = make_key(draft, editor), make_key(draft, editor)
    end(ended)
    forget_ended_links()
    assert [link.digest for link in PreviewLink.objects.all()] == [digest_of(kept)]


def test_place_where_drafts_are_shown_is_not_for_search_engines(client: Client, small_site: SmallSite) -> None:
    shell = client.get("/shared/").content.decode()
    assert '<meta name="robots" content="noindex">' in shell
    assert "<title>Shared draft</title>" in shell


def test_old_revisions_can_be_purged_while_one_is_pinned(draft: PositionPage, editor: User) -> None:
    make_key(draft, editor, revision=draft.latest_revision)
    draft.save_revision()
    call_command("purge_revisions", verbosity=0)
    assert draft.revisions.count() == 1
