"""A position is cited by its number: each list gives every number once, drafts and copies included."""

from typing import Any

from django.urls import reverse
from wagtail.models import Page

from home.models import HomePage, PositionIndexPage, PositionPage
from tests.pages import SmallSite
from tests.tree.conftest import Editor, errors_of

TAKEN = {"number": ["The position “Rent cap” has the number 1 already."]}


def numbers() -> dict[str, int]:
    return dict(PositionPage.objects.values_list("title", "number"))


def test_next_free_number_is_taken(site: SmallSite, editor: Editor):
    editor.create("position", site.positions, title="Second")
    assert numbers()["Second"] == 2


def test_number_after_the_highest_is_taken(site: SmallSite, editor: Editor):
    site.add_position(title="Seventh", number=7)
    editor.create("position", site.positions, title="Eighth")
    assert numbers()["Eighth"] == 8


def test_draft_gets_a_number(site: SmallSite, editor: Editor):
    editor.create("position", site.positions, "save", title="Draft")
    assert numbers()["Draft"] == 2


def test_editor_may_choose_the_number(site: SmallSite, editor: Editor):
    editor.create("position", site.positions, title="Ninth", number="9")
    assert numbers()["Ninth"] == 9


def test_taken_number_is_refused(site: SmallSite, editor: Editor):
    assert errors_of(editor.create("position", site.positions, number="1")) == TAKEN


def test_taken_number_is_refused_in_an_edit(site: SmallSite, editor: Editor):
    second = site.add_position(title="Second")
    assert errors_of(editor.edit(second, number="1")) == TAKEN


def test_position_keeps_its_number(site: SmallSite, editor: Editor):
    assert errors_of(editor.edit(site.position, number="1", summary="In other words.")) == {}


def test_number_that_a_draft_waits_for_is_refused(site: SmallSite, editor: Editor):
    editor.edit(site.position, "save", number="5")
    assert numbers()["Rent cap"] == 1
    errors = errors_of(editor.create("position", site.positions, number="5"))
    assert errors == {"number": ["The position “Rent cap” has the number 5 already."]}


def test_next_number_leaves_out_what_a_draft_waits_for(site: SmallSite, editor: Editor):
    editor.edit(site.position, "save", number="5")
    editor.create("position", site.positions, title="Next")
    assert numbers()["Next"] == 6


def test_number_of_an_older_draft_is_free_again(site: SmallSite, editor: Editor):
    editor.edit(site.position, "save", number="5")
    editor.edit(site.position, number="1")
    assert errors_of(editor.create("position", site.positions, number="5")) == {}


def test_copy_gets_a_number_of_its_own(site: SmallSite, editor: Editor):
    editor.edit(site.position, number="1")
    copy_of(site.position, site.positions, editor)
    copy = PositionPage.objects.get(title="A copy")
    assert (copy.number, copy.get_latest_revision_as_object().number) == (2, 2)


def test_live_copy_gets_a_number_of_its_own(site: SmallSite, editor: Editor):
    editor.edit(site.position, number="1")
    copy_of(site.position, site.positions, editor, publish_copies="on")
    copy = PositionPage.objects.get(title="A copy")
    assert (copy.live, copy.number, copy.get_latest_revision_as_object().number) == (True, 2, 2)


def test_lists_are_numbered_each_for_itself(site: SmallSite, editor: Editor):
    other = second_list(site)
    editor.create("position", other, title="First of others")
    assert numbers()["First of others"] == 1


def test_number_of_another_list_can_be_chosen(site: SmallSite, editor: Editor):
    other = second_list(site)
    assert errors_of(editor.create("position", other, title="Other", number="1")) == {}


def test_copied_list_is_numbered_from_one(site: SmallSite, editor: Editor):
    site.add_position(title="Second")
    home = second_home()
    copy_of(site.positions, home, editor, copy_subpages="on")
    copies = PositionPage.objects.descendant_of(home).order_by("path")
    assert list(copies.values_list("title", "number")) == [("Rent cap", 1), ("Second", 2)]


def second_home() -> HomePage:
    return Page.get_first_root_node().add_child(instance=HomePage(title="Youth", purpose="We are young."))


def second_list(site: SmallSite) -> PositionIndexPage:
    return site.add(PositionIndexPage, second_home(), title="Positions")


def copy_of(page: Page, parent: Page, editor: Editor, **choices: Any) -> None:
    form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": parent.pk, **choices}
    response = editor.client.post(reverse("wagtailadmin_pages:copy", args=(page.pk,)), form)
    assert response.status_code == 302
