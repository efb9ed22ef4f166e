"""Searching finds the pages that contain all words, the best first."""

from typing import Any

import pytest

from api.search.index import bring_up_to_date
from tests.pages import SmallSite, block
from tests.search.conftest import Ask, Found


def text(words: str) -> list[dict[str, Any]]:
    return [block("rich_text", f"<p>{words}</p>")]


def test_word_in_the_title_counts_more_than_in_the_summary_and_the_text(found: Found, small_site: SmallSite) -> None:
    small_site.add_article(title="Third", body=text("The landlord owns the house and the yard."))
    small_site.add_article(title="Second", summary="Of a landlord and his house.")
    small_site.add_article(title="First landlord")
    assert found("landlord") == ["First landlord", "Second", "Third"]


def test_page_that_says_it_more_often_comes_first(found: Found, small_site: SmallSite) -> None:
    small_site.add_article(title="Once", body=text("The landlord owns this and that and something else."))
    small_site.add_article(title="Often", body=text("The landlord of the landlord is a landlord as well, of course."))
    assert found("landlord") == ["Often", "Once"]


def test_every_word_has_to_be_there(found: Found, small_site: SmallSite) -> None:
    small_site.add_article(title="Boiler", summary="It is cold.")
    small_site.add_article(title="Boiler room", summary="It is warm.")
    assert found("boiler warm") == ["Boiler room"]
    assert found("boiler tepid") == []


@pytest.mark.parametrize("q", ["c", "ch", "cha", "chand", "chandelie", "chandelier", "hall chandel"])
def test_last_word_may_be_the_beginning_of_one(found: Found, small_site: SmallSite, q: str) -> None:
    small_site.add_article(title="Hall with a chandelier", author_names="x", summary="x", slug="x")
    assert "Hall with a chandelier" in found(q)


def test_other_words_have_to_be_whole(found: Found, small_site: SmallSite) -> None:
    small_site.add_article(title="Hall with a chandelier")
    assert found("chandel hall") == []


@pytest.mark.parametrize("q", ["café ÜBER straße", "CAFE uber STRAßE", "cafe\u0301 Uber stra", "  Café\u00a0Über "])
def test_accents_and_capitals_make_no_difference(found: Found, small_site: SmallSite, q: str) -> None:
    small_site.add_article(title="Café Über Straße")
    assert found(q) == ["Café Über Straße"]


@pytest.mark.parametrize("q", ["co-operative", "co-op", "Co operative", "operative", '"co-operative"'])
def test_parts_of_a_word_are_words(found: Found, small_site: SmallSite, q: str) -> None:
    small_site.add_article(title="A co-operative house")
    assert found(q) == ["A co-operative house"]


def test_parts_of_a_word_have_to_stand_together(found: Found, small_site: SmallSite) -> None:
    small_site.add_article(title="Co and company, operative since 1915")
    assert found("co-operative") == []


def test_words_of_neighbouring_paragraphs_do_not_run_together(found: Found, small_site: SmallSite) -> None:
    small_site.add_article(title="Paragraphs", body=[block("rich_text", "<p>over</p><p>charge un<b>fair</b>ly</p>")])
    assert found("overcharge") == []
    assert found("unfairly") == ["Paragraphs"]


@pytest.mark.parametrize("q", ["?!", "…", "   -", '"', "_", "🏠"])
def test_punctuation_alone_finds_nothing(ask: Ask, q: str) -> None:
    answer = ask(q)
    assert answer["items"] == []
    assert answer["meta"]["total_count"] == 0
    assert answer["counts"] == {"types": [], "tags": []}


def test_parts_follow_each_other_without_gap_or_repetition(found: Found, ask: Ask, small_site: SmallSite) -> None:
    for number in range(7):
        small_site.add_article(title=f"Tenant {number}")
    everything = found("tenant", limit=100)
    assert len(everything) == 7
    assert [title for start in range(0, 8, 2) for title in found("tenant", limit=2, offset=start)] == everything
    assert ask("tenant", limit=1)["meta"]["total_count"] == 7
    assert ask("tenant", offset=100)["meta"]["total_count"] == 7


def test_types_and_tags_filter(found: Found, ask: Ask, small_site: SmallSite) -> None:
    tagged = small_site.add_article(title="Tagged tenant")
    tagged.tags.add("Housing", "Rent")
    tagged.save()
    small_site.add_position(title="Position of a tenant")
    assert found("tenant", type="position") == ["Position of a tenant"]
    assert set(found("tenant", type="position,article")) == {"Position of a tenant", "Tagged tenant"}
    assert found("tenant", tag="rent,nothing") == ["Tagged tenant"]
    assert found("tenant", tag="nothing") == []
    assert found("tenant", tag="rent", type="position") == []
    assert ask("tenant", tag="rent")["meta"]["total_count"] == 1


def test_filter_does_not_take_one_tag_for_another(found: Found, small_site: SmallSite) -> None:
    for number in range(12):
        article = small_site.add_article(title=f"Tenant {number}")
        article.tags.add(f"Tag {number}")
        article.save()
    assert found("tenant", tag="tag-1") == ["Tenant 1"]


def test_counts_tell_what_each_choice_would_find(ask: Ask, small_site: SmallSite) -> None:
    for title, tags in (("Tenant one", ["Rent"]), ("Tenant two", ["Rent", "Damp"]), ("Tenant three", [])):
        article = small_site.add_article(title=title)
        article.tags.add(*tags)
        article.save()
    small_site.add_position(title="Tenant four")
    bring_up_to_date()
    by_type = [{"type": "article", "count": 3}, {"type": "position", "count": 1}]
    by_tag = [{"name": "Rent", "slug": "rent", "count": 2}, {"name": "Damp", "slug": "damp", "count": 1}]
    assert ask("tenant")["counts"] == {"types": by_type, "tags": by_tag}
    assert ask("tenant", type="position")["counts"] == {"types": by_type, "tags": []}
    assert ask("tenant", tag="damp")["counts"] == {"types": [{"type": "article", "count": 1}], "tags": by_tag}


def test_answer_carries_tags_for_caches(client: Any, small_site: SmallSite) -> None:
    bring_up_to_date()
    tags = client.get("/api/v1/search/?q=rent")["Cache-Tag"].split(",")
    assert {"search", "type:article", "type:standard", f"page:{small_site.position.pk}"} <= set(tags)


def test_pages_are_found_in_the_language_of_the_answer(found: Found, small_site: SmallSite) -> None:
    article = small_site.add_article(title="Boiler")
    small_site.translate(article, title="Kessel", summary="Warm, wie ein Boiler.")
    assert found("boiler") == ["Boiler"]
    assert found("boiler", locale="de") == ["Kessel"]
    assert found("kessel") == []
