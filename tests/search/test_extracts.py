"""An extract shows where the words are: text in parts, no HTML."""

from typing import Any

from api.search.index import bring_up_to_date
from tests.pages import SmallSite, block
from tests.search.conftest import Ask


def extract(ask: Ask, q: str) -> Any:
    bring_up_to_date()
    [item] = ask(q)["items"]
    return item["extract"]


def whole(parts: list[dict[str, Any]]) -> str:
    return "".join(part["text"] for part in parts)


def matches(parts: list[dict[str, Any]]) -> list[str]:
    return [part["text"] for part in parts if part["is_match"]]


def test_match_in_the_title_is_marked(ask: Ask, small_site: SmallSite) -> None:
    small_site.add_article(title="The Landlord’s café")
    shown = extract(ask, "cafe landlord")
    assert whole(shown["title"]) == "The Landlord’s café"
    assert matches(shown["title"]) == ["Landlord", "café"]


def test_passage_is_the_part_of_the_text_that_matches(ask: Ask, small_site: SmallSite) -> None:
    words = " ".join(f"word{number}" for number in range(300))
    small_site.add_article(title="Long", body=[block("rich_text", f"<p>{words} the boilers failed {words}</p>")])
    shown = extract(ask, "boiler")
    assert matches(shown["passage"]) == ["boilers"]
    assert "the boilers failed word0" in whole(shown["passage"])
    assert whole(shown["passage"]).startswith("…")
    assert len(whole(shown["passage"]).split()) < 40


def test_passage_is_the_summary_where_the_text_has_no_match(ask: Ask, small_site: SmallSite) -> None:
    small_site.add_article(title="Untitled", summary="About boilers.", body=[block("rich_text", "<p>Something else.</p>")])
    shown = extract(ask, "boilers")
    assert shown["passage"] == [
        {"text": "About ", "is_match": False},
        {"text": "boilers", "is_match": True},
        {"text": ".", "is_match": False},
    ]


def test_page_found_by_its_title_shows_its_summary(ask: Ask, small_site: SmallSite) -> None:
    small_site.add_article(title="Boilers", summary="What heats us.")
    assert extract(ask, "boilers")["passage"] == [{"text": "What heats us.", "is_match": False}]


def test_page_without_summary_shows_the_beginning_of_its_text(ask: Ask, small_site: SmallSite) -> None:
    small_site.standard.title, small_site.standard.introduction = "Boilers", "<p>What heats us.</p>"
    small_site.standard.save()
    assert whole(extract(ask, "boilers")["passage"]) == "What heats us."


def test_extract_is_plain_text(ask: Ask, small_site: SmallSite) -> None:
    small_site.add_article(
        title="Boilers & <b>pipes</b>",
        body=[block("rich_text", "<p>That 1 &lt; 2 <b>boilers</b> <a href='https://x.example/?a&gt;b'>here</a></p>")],
    )
    shown = extract(ask, "boilers")
    assert whole(shown["title"]) == "Boilers & <b>pipes</b>"
    assert whole(shown["passage"]).startswith("That 1 < 2 boilers here ")


def test_control_characters_of_an_editor_make_no_marks(ask: Ask, small_site: SmallSite) -> None:
    small_site.add_article(title="Boilers \x02and\x03 pipes")
    assert extract(ask, "boilers")["title"] == [
        {"text": "Boilers", "is_match": True},
        {"text": " and pipes", "is_match": False},
    ]
