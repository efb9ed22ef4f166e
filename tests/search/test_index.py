"""The index follows what editors do, without ever holding what is not public."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks.signals import task_enqueued
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page, PageViewRestriction

from api.models import SearchEntry
from api.search.index import bring_up_to_date, update_search_index
from home.models import StandardPage
from tests.pages import SmallSite, block
from tests.search.conftest import Ask

Do = Callable[[Callable[[], Any]], None]


@pytest.fixture
def do(small_site: SmallSite, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Do:
    """Does something as one transaction, and what the worker does after it."""
    bring_up_to_date()

    def done(something: Callable[[], Any]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            something()

    return done


def titles(ask: Ask, q: str) -> list[str]:
    return [item["page"]["title"] for item in ask(q)["items"]]


def test_published_page_is_found(ask: Ask, do: Do, small_site: SmallSite) -> None:
    draft = small_site.add_article(title="Canary", live=False)
    do(lambda: None)
    assert titles(ask, "canary") == []
    do(lambda: draft.save_revision().publish())
    assert titles(ask, "canary") == ["Canary"]


def test_unpublished_page_is_found_no_more(ask: Ask, do: Do, small_site: SmallSite) -> None:
    do(small_site.article.unpublish)
    assert not SearchEntry.objects.filter(page=small_site.article).exists()


def test_published_change_is_found_and_what_it_replaced_is_not(ask: Ask, do: Do, small_site: SmallSite) -> None:
    small_site.article.title = "Canary"
    do(lambda: small_site.article.save_revision().publish())
    assert titles(ask, "canary") == ["Canary"]
    assert titles(ask, "against") == []


def test_what_was_taken_back_is_found_no_more_before_the_worker_comes(ask: Ask, do: Do, small_site: SmallSite) -> None:
    small_site.article.title = "Canary"
    small_site.article.save_revision().publish()
    assert titles(ask, "against") == []


def test_saving_a_draft_of_a_published_page_leaves_its_entry(ask: Ask, do: Do, small_site: SmallSite) -> None:
    small_site.article.title = "Canary"
    small_site.article.save_revision()
    assert titles(ask, "against") == ["Against the cap"]
    do(lambda: None)
    assert titles(ask, "canary") == []


def test_deleted_page_takes_its_words_along(ask: Ask, do: Do, small_site: SmallSite) -> None:
    page_id = small_site.article.pk
    small_site.debate.refresh_from_db()
    small_site.debate.delete()
    assert not SearchEntry.objects.filter(pk=page_id).exists()
    assert titles(ask, "against") == []


def test_page_moved_below_a_hidden_one_leaves_the_index_with_all_below_it(ask: Ask, do: Do, small_site: SmallSite) -> None:
    secret = small_site.add(StandardPage, title="Secret", live=False)
    branch = small_site.add(StandardPage, title="Branch")
    leaf = small_site.add(StandardPage, branch, title="Canary")
    bring_up_to_date()
    assert titles(ask, "canary") == ["Canary"]
    do(lambda: Page.objects.get(pk=branch.pk).specific.move(Page.objects.get(pk=secret.pk), pos="last-child"))
    assert not SearchEntry.objects.filter(pk__in=[branch.pk, leaf.pk]).exists()
    do(lambda: Page.objects.get(pk=branch.pk).specific.move(Page.objects.get(pk=small_site.home.pk), pos="last-child"))
    assert titles(ask, "canary") == ["Canary"]


def test_pages_leave_and_join_the_index_with_a_page_above_them(ask: Ask, do: Do, small_site: SmallSite) -> None:
    do(small_site.debate.unpublish)
    assert not SearchEntry.objects.filter(page=small_site.article).exists()
    do(lambda: small_site.debate.save_revision().publish())
    assert titles(ask, "against") == ["Against the cap"]


def test_private_page_leaves_the_index_until_it_is_public_again(ask: Ask, do: Do, small_site: SmallSite) -> None:
    restriction = PageViewRestriction(page=small_site.debate, restriction_type=PageViewRestriction.LOGIN)
    do(restriction.save)
    assert not SearchEntry.objects.filter(page=small_site.article).exists()
    do(restriction.delete)
    assert titles(ask, "against") == ["Against the cap"]


def test_changed_tags_are_counted(ask: Ask, do: Do, small_site: SmallSite) -> None:
    small_site.article.tags.add("Rent")
    do(small_site.article.save)
    assert ask("against")["counts"]["tags"] == [{"name": "Rent", "slug": "rent", "count": 1}]
    small_site.article.tags.clear()
    do(small_site.article.save)
    assert ask("against")["counts"]["tags"] == []


def test_much_that_changes_at_once_is_one_task(do: Do, small_site: SmallSite) -> None:
    tasks: list[Any] = []

    def note(task_result: Any, **kwargs: Any) -> None:
        if task_result.task == update_search_index:
            tasks.append(task_result)

    def save_two() -> None:
        small_site.article.save()
        small_site.position.save()

    task_enqueued.connect(note)
    do(save_two)
    task_enqueued.disconnect(note)
    [task] = tasks
    assert {small_site.article.pk, small_site.position.pk} <= set(task.args[0])


def test_change_that_is_rolled_back_keeps_no_other_from_being_followed(ask: Ask, do: Do, small_site: SmallSite) -> None:
    def fail() -> None:
        with transaction.atomic():
            small_site.article.title = "Never"
            small_site.article.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert titles(ask, "against") == ["Against the cap"]
    small_site.position.title = "Canary"
    do(small_site.position.save)
    assert titles(ask, "canary") == ["Canary"]
    assert titles(ask, "never") == []


def test_entries_of_an_earlier_edition_are_made_anew(ask: Ask, small_site: SmallSite, monkeypatch: Any) -> None:
    assert bring_up_to_date() == len(small_site.every_page())
    assert bring_up_to_date() == 0
    monkeypatch.setattr("api.search.index.EDITION", 2)
    assert bring_up_to_date() == len(small_site.every_page())


def test_rebuilding_heals_an_index_that_is_wrong(ask: Ask, small_site: SmallSite) -> None:
    bring_up_to_date()
    StandardPage.objects.filter(pk=small_site.standard.pk).update(body=[block("rich_text", "<p>Canary</p>")])
    Page.objects.filter(pk=small_site.article.pk).update(title="Behind its back")
    output = io.StringIO()
    call_command("rebuild_search", stdout=output)
    assert output.getvalue() == f"{len(small_site.every_page())} public pages can be found.\n"
    assert titles(ask, "canary") == ["Privacy"]
    assert titles(ask, "behind back") == ["Behind its back"]
