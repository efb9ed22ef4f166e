"""What a recording puts into the database is what was made there."""

import datetime
from typing import Any

import pytest
from wagtail.models import Page

from home.models import PositionPage
from tests.pages import SmallSite
from tests.recorded import Recording, rows_of, tables

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows, without when they were written."""
    return {
        model.__name__: sorted((tuple(map(without_time, row)) for row in rows_of(model).values()), key=repr)
        for model in tables()
    }


def without_time(value: Any) -> Any:
    return "a time" if isinstance(value, datetime.datetime) else value


def test_recording_leaves_nothing_behind() -> None:
    before = everything()
    Recording(SmallSite)
    assert everything() == before


def test_played_rows_are_those_that_were_made() -> None:
    made: dict[str, list[tuple[Any, ...]]] = {}

    def make() -> SmallSite:
        site = SmallSite()
        made.update(everything())
        return site

    Recording(make).play()
    assert everything() == made


def test_played_pages_are_found_by_their_words() -> None:
    Recording(SmallSite).play()
    assert [page.title for page in Page.objects.search("rent")] == ["Rent cap"]


def test_each_gets_objects_of_its_own(recorded_site: Recording[SmallSite]) -> None:
    first, second = recorded_site._made, recorded_site.play()
    second.position.title = "Another"
    assert first.position.title == "Rent cap"
    assert second.position == PositionPage.objects.get()


def test_site_is_made_anew_where_others_have_its_keys(recorded_site: Recording[SmallSite]) -> None:
    Page.objects.get(depth=2).add_child(instance=PositionPage(title="There before", number=7, summary="A sentence."))
    site = recorded_site.play()
    assert [page.title for page in PositionPage.objects.order_by("pk")] == ["There before", "Rent cap"]
    assert site.position == PositionPage.objects.get(title="Rent cap")


def test_what_a_module_has_standing_is_not_taken_for_the_recording(
    standing_site: SmallSite, request: pytest.FixtureRequest
) -> None:
    recording: Recording[SmallSite] = request.getfixturevalue("recorded_site")
    assert recording._made.position.number == 1
    assert recording._made.position.url_path == "/home/positions/rent-cap/"
