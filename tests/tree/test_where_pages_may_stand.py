"""An editor cannot build a wrong tree: each kind of page can be made where readers expect it, and nowhere else."""

import pytest
from wagtail.models import Page

from home.models import HomePage, page_models
from tests.pages import SmallSite
from tests.tree.conftest import Editor

CHILDREN = {
    "home": {"manifesto", "position_index", "activity_index", "debate_index", "contact", "standard"},
    "manifesto": set(),
    "position_index": {"position"},
    "position": set(),
    "activity_index": {"activity_report"},
    "activity_report": set(),
    "debate_index": {"article"},
    "article": set(),
    "contact": set(),
    "standard": {"standard"},
}
ONLY_ONCE = {"position_index", "activity_index", "debate_index", "contact"}
PAIRS = [(parent, child) for parent in CHILDREN for child in CHILDREN]


def test_every_kind_of_page_has_its_rule():
    assert set(CHILDREN) == set(page_models())


@pytest.mark.parametrize(("parent", "child"), PAIRS)
def test_page_can_be_made_below_its_parents_only(parent, child):
    models = page_models()
    assert (models[child] in models[parent].creatable_subpage_models()) == (child in CHILDREN[parent])


def test_only_a_home_page_can_be_made_at_the_root(db):
    ours = {
        model for model in Page.get_first_root_node().specific.creatable_subpage_models() if model in page_models().values()
    }
    assert ours == {HomePage}


@pytest.mark.parametrize("parent", CHILDREN)
def test_admin_refuses_what_the_tree_does_not_allow(parent, site: SmallSite, editor: Editor):
    page = next(page for page in site.every_page() if page.page_type == parent)
    # Who may not make a page is sent back to the start, with a message.
    offered = {child for child in CHILDREN if editor.client.get(editor.create_url(child, page)).status_code == 200}
    assert offered == CHILDREN[parent] - ONLY_ONCE


@pytest.mark.parametrize("page_type", sorted(ONLY_ONCE))
def test_there_is_one_list_and_one_contact_page_at_most(page_type, site: SmallSite):
    assert not page_models()[page_type].can_create_at(HomePage.objects.get())


@pytest.mark.parametrize("page_type", sorted(ONLY_ONCE))
def test_what_there_may_be_once_can_be_made_on_an_empty_site(page_type, db):
    assert page_models()[page_type].can_create_at(HomePage.objects.get())


def test_a_page_cannot_be_moved_to_a_wrong_parent(site: SmallSite):
    assert not site.position.can_move_to(site.debate)


def test_plain_pages_can_stand_below_plain_pages(site: SmallSite, editor: Editor):
    editor.create("standard", site.standard, title="Cookies")
    assert Page.objects.child_of(site.standard).get().title == "Cookies"
