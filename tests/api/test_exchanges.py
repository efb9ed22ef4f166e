"""An article shows the whole exchange that it belongs to, and no article that readers may not see."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from api.representation.exchanges import exchange_around
from home.models import ArticlePage
from tests.api.contract import assert_fits
from tests.pages import SmallSite


def test_ancestors_and_answers_stand_in_reading_order() -> None:
    answered = {1: None, 2: 1, 3: 2, 4: 1, 5: 3, 9: None}
    assert exchange_around(3, answered, 100) == [(1, 0), (2, 1), (3, 2), (5, 3), (4, 1)]


def test_exchange_begins_below_what_is_no_article() -> None:
    assert exchange_around(2, {1: 77, 2: 1, 3: 77}, 100) == [(1, 0), (2, 1)]


@pytest.mark.parametrize("article", [1, 2, 3])
def test_articles_that_answer_each_other_in_a_ring_are_given_once(article: int) -> None:
    given = [pk for pk, _ in exchange_around(article, {1: 3, 2: 1, 3: 2}, 100)]
    assert sorted(given) == [1, 2, 3]


def test_article_that_answers_itself_is_given_once() -> None:
    assert exchange_around(1, {1: 1}, 100) == [(1, 0)]


def test_long_exchange_keeps_what_is_nearest_to_the_article() -> None:
    many = {1: None, 2: 1, 3: 2, 4: 3, **dict.fromkeys(range(10, 60), 1)}
    assert exchange_around(3, many, 5) == [(1, 0), (2, 1), (3, 2), (4, 3), (10, 1)]


def test_chain_longer_than_the_limit_keeps_the_article_itself() -> None:
    chain: dict[int, int | None] = {1: None, **{pk: pk - 1 for pk in range(2, 50)}}
    assert exchange_around(49, chain, 3) == [(47, 0), (48, 1), (49, 2)]


@pytest.fixture
def answers(small_site: SmallSite) -> list[ArticlePage]:
    """The small site's article, an answer to it, and an answer to that."""
    first = small_site.article
    first.responds_to = small_site.position
    first.save()
    second = small_site.add_article(title="Yes, but", responds_to=first)
    return [first, second, small_site.add_article(title="But no", responds_to=second)]


def exchange_of(get: Any, article: ArticlePage) -> list[tuple[str, int]]:
    answer = get(f"pages/{article.pk}/")
    assert_fits(answer, "ArticlePage")
    return [(entry["article"]["title"], entry["depth"]) for entry in answer["exchange"]]


@pytest.mark.django_db
def test_every_article_of_an_exchange_shows_the_same_one(get: Any, answers: list[ArticlePage]) -> None:
    for article in answers:
        assert exchange_of(get, article) == [("Against the cap", 0), ("Yes, but", 1), ("But no", 2)]


@pytest.mark.django_db
def test_hidden_article_breaks_the_exchange_and_is_not_named(client: Client, get: Any, answers: list[ArticlePage]) -> None:
    first, second, third = answers
    second.expire_at = timezone.now()
    second.save()
    assert exchange_of(get, first) == [("Against the cap", 0)]
    assert exchange_of(get, third) == [("But no", 0)]
    assert "Yes, but" not in client.get(f"/api/v1/pages/{third.pk}/").content.decode()


@pytest.mark.django_db
def test_card_of_an_article_says_what_it_answers(get: Any, answers: list[ArticlePage]) -> None:
    cards = {card["title"]: card for card in get("articles/")["items"]}
    assert cards["Against the cap"]["responds_to"]["title"] == "Rent cap"
    assert cards["But no"]["responds_to"]["title"] == "Yes, but"


@pytest.mark.django_db
def test_card_of_an_article_does_not_name_a_hidden_page_that_it_answers(
    client: Client, small_site: SmallSite, answers: list[ArticlePage]
) -> None:
    small_site.position.live = False
    small_site.position.save()
    assert "Rent cap" not in client.get("/api/v1/articles/").content.decode()


@pytest.mark.django_db
def test_draft_that_answers_is_shown_in_its_own_preview(rf: Any, small_site: SmallSite) -> None:
    from api.representation.pages import represent_page
    from api.representation.reading import reader_for

    draft = ArticlePage(title="Unsaved", author_names="X", summary="Y", responds_to=small_site.article, depth=3, path="")
    draft.set_url_path(small_site.debate)
    entries: Any = represent_page(draft, reader_for(small_site.site))
    assert [entry["article"]["title"] for entry in entries["exchange"]] == ["Against the cap", "Unsaved"]
