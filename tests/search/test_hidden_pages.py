"""What is not public is neither found nor counted, whatever the index holds: the gate decides when somebody searches."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from api.models import SearchEntry
from api.search.engines import engine
from api.search.finding import Wanted, find
from api.search.index import EDITION, bring_up_to_date
from api.search.query import parse
from api.search.words import PageWords
from home.models import StandardPage
from tests.api.test_visibility import WAYS_TO_HIDE
from tests.pages import SmallSite
from tests.search.conftest import Ask

NOTHING = {"meta": {"total_count": 0}, "items": [], "counts": {"types": [], "tags": []}}


@pytest.fixture
def target(small_site: SmallSite) -> Any:
    """An article that can be found, with a tag of its own."""
    target = small_site.add_article(title="Canary")
    target.tags.add("Coal mine")
    target.save()
    bring_up_to_date()
    return target


def hide_without_telling(page: Any, hide: Any) -> None:
    """Hides a page as the clock does, without a save that the index could follow."""
    hide(page)
    state = {name: getattr(page, name) for name in ("live", "expire_at", "go_live_at")}
    Page.objects.filter(pk=page.pk).update(**state)
    assert SearchEntry.objects.filter(page=page).exists()


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_hidden_page_is_neither_found_nor_counted(ask: Ask, target: Any, hide: Any) -> None:
    assert ask("canary")["meta"]["total_count"] == 1
    hide_without_telling(target, hide)
    assert ask("canary") == NOTHING
    assert ask("canary", type="article", tag="coal-mine") == NOTHING


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_page_below_a_hidden_one_is_neither_found_nor_counted(
    ask: Ask, target: Any, small_site: SmallSite, hide: Any
) -> None:
    hide_without_telling(small_site.debate, hide)
    assert ask("canary") == NOTHING


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_hidden_page_is_in_no_list_that_searches(client: Client, target: Any, hide: Any) -> None:
    for order in ("", "&order=title"):
        assert client.get(f"/api/v1/pages/?search=canary{order}").json()["meta"]["total_count"] == 1
    hide_without_telling(target, hide)
    for order in ("", "&order=title"):
        answer = client.get(f"/api/v1/pages/?search=canary{order}").json()
        assert answer == {"meta": {"total_count": 0, "next_cursor": None}, "items": []}


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_index_holds_no_word_of_a_hidden_page(small_site: SmallSite, target: Any, hide: Any) -> None:
    hide(target)
    target.save()
    bring_up_to_date([target.pk])
    assert not SearchEntry.objects.filter(page=target).exists()
    assert find(parse("canary"), Page.objects.all(), Wanted(20)).total_count == 0
    # Words that outlived their entry would come back with it.
    SearchEntry.objects.create(page=target, page_type="article", tags="", edition=EDITION)
    assert find(parse("canary"), Page.objects.all(), Wanted(20)).total_count == 0


def test_page_of_another_site_is_not_found(client: Client, ask: Ask, small_site: SmallSite) -> None:
    root = small_site.home.get_parent().add_child(
        instance=type(small_site.home)(title="Other", slug="other", purpose="Canary")
    )
    Site.objects.create(hostname="localhost.other.example", root_page=root)
    small_site.add(StandardPage, root, title="Canary")
    bring_up_to_date()
    assert SearchEntry.objects.filter(page__title="Canary").exists()
    assert ask("canary") == NOTHING


def test_page_of_no_site_is_not_in_the_index(ask: Ask, small_site: SmallSite) -> None:
    stray = small_site.home.get_parent().add_child(
        instance=type(small_site.home)(title="Canary", slug="stray", purpose="Canary")
    )
    bring_up_to_date([stray.pk])
    assert not SearchEntry.objects.filter(page=stray).exists()


def test_order_tells_nothing_of_hidden_pages(ask: Ask, small_site: SmallSite) -> None:
    """How rare a word is weighs in the order: hidden pages that contain it must not make it less rare."""
    for title, summary in (("One", "canary canary pipe"), ("Two", "canary pipe pipe")):
        small_site.add_article(title=title, summary=summary)
    bring_up_to_date()
    before = [item["page"]["title"] for item in ask("canary pipe")["items"]]
    for number in range(20):
        small_site.add_article(title=f"Draft {number}", summary="canary", live=False)
        small_site.add_article(title=f"Other {number}", summary="pipe", live=False)
    bring_up_to_date()
    assert [item["page"]["title"] for item in ask("canary pipe")["items"]] == before


def test_editor_finds_what_everybody_finds(admin_client: Client, ask: Ask, target: Any) -> None:
    PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    assert admin_client.get("/api/v1/search/?q=canary").json() == NOTHING


def test_words_are_written_for_pages_with_an_entry_only(small_site: SmallSite) -> None:
    engine().write([(small_site.article.pk, PageWords("canary", "canary", "canary"))])
    assert find(parse("canary"), Page.objects.all(), Wanted(20)).total_count == 0
