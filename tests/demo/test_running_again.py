"""Once the demo is there it belongs to the editors."""

import pytest
from wagtail.models import Page

from home.models import HomePage, PositionIndexPage, PositionPage
from tests.demo.rows import everything

pytestmark = pytest.mark.usefixtures("loaded", "db")


def test_a_second_run_says_so_and_changes_nothing(load_demo):
    before = everything()
    assert load_demo() == "The demo is there already; nothing was changed."
    assert everything() == before


def test_pages_that_an_editor_changed_or_deleted_stay_so(load_demo):
    position = PositionPage.objects.get(number=1)
    position.title, position.slug, position.summary = "Lower the rents", "lower-the-rents", "Down with them."
    position.save_revision().publish()
    PositionPage.objects.get(number=2).delete()
    before = everything()
    assert load_demo() == "The demo is there already; nothing was changed."
    assert everything() == before


def test_the_last_page_that_is_left_says_that_the_demo_was_there(load_demo):
    privacy = Page.objects.get(slug="privacy")
    for page in HomePage.objects.get().get_children().exclude(pk=privacy.pk):
        page.delete()
    assert load_demo() == "The demo is there already; nothing was changed."


def test_an_editor_can_add_a_position(load_demo):
    PositionIndexPage.objects.get().add_child(instance=PositionPage(title="A sixth", summary="One more."))
    assert PositionPage.objects.get(title="A sixth").number == 6
