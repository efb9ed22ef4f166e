"""A link to a section of the manifesto holds, whatever becomes of its heading; positions can follow from sections."""

import re
import uuid
from typing import Any

import pytest
from wagtail.test.utils.form_data import inline_formset, streamfield

from home.models import ManifestoPage, PositionPage
from tests.pages import SmallSite
from tests.tree.conftest import Editor, errors_of
from tests.tree.forms import section


def publish(editor: Editor, site: SmallSite, *sections: Any) -> Any:
    return editor.edit(site.manifesto, sections=streamfield(sections))


def anchors() -> list[str]:
    return [child.value["anchor"] for child in ManifestoPage.objects.get().sections]


def test_anchor_is_made_from_the_heading(site: SmallSite, editor: Editor):
    publish(editor, site, section("Homes for All!"))
    assert anchors() == ["homes-for-all"]


def test_anchor_stays_when_the_heading_changes(site: SmallSite, editor: Editor):
    publish(editor, site, section("Homes"))
    shown_in_the_form = ManifestoPage.objects.get().get_latest_revision_as_object().sections[0]
    publish(editor, site, section("Dwellings", shown_in_the_form.value["anchor"]))
    assert anchors() == ["homes"]


def test_anchor_stays_when_sections_change_places(site: SmallSite, editor: Editor):
    publish(editor, site, section("Work", "work"), section("Homes", "homes"))
    publish(editor, site, section("Homes", "homes"), section("Work", "work"))
    assert anchors() == ["homes", "work"]


def test_equal_headings_get_different_anchors(site: SmallSite, editor: Editor):
    publish(editor, site, section("Homes"), section("Homes"), section("Homes"))
    assert anchors() == ["homes", "homes-2", "homes-3"]


def test_made_anchor_leaves_out_a_chosen_one(site: SmallSite, editor: Editor):
    publish(editor, site, section("Homes"), section("Work", "homes"))
    assert anchors() == ["homes-2", "homes"]


def test_anchor_can_be_chosen_once_only(site: SmallSite, editor: Editor):
    response = publish(editor, site, section("Work", "same"), section("Homes", "same"))
    assert response.status_code == 200
    assert b"Section 1 has this anchor already." in response.content


@pytest.mark.parametrize("anchor", ["2.3", "2", "Homes", "homes and work", "-homes", "#homes", "wohnen-für-alle"])
def test_anchor_that_is_none_is_refused(anchor, site: SmallSite, editor: Editor):
    response = publish(editor, site, section("Homes", anchor))
    assert b"Use small letters, digits and hyphens, and begin with a letter." in response.content


@pytest.mark.parametrize("heading", ["2.3", "2", "3 demands", "¿?", "住宅", "!", "-", "Über uns", "x" * 200])
def test_made_anchor_is_never_a_paragraphs(heading, site: SmallSite, editor: Editor):
    """`#2.3` is section 2, paragraph 3; the form would refuse an anchor that it did not make itself as well."""
    publish(editor, site, section(heading))
    assert re.fullmatch(r"[a-z][a-z0-9-]{0,79}", anchors()[0])


def test_draft_keeps_its_anchor_when_it_is_published(site: SmallSite, editor: Editor):
    editor.edit(site.manifesto, "save", sections=streamfield([section("Homes")]))
    draft = ManifestoPage.objects.get().get_latest_revision()
    assert draft.as_object().sections[0].value["anchor"] == "homes"
    draft.publish()
    assert anchors() == ["homes"]


def test_section_without_a_heading_waits_for_its_anchor(site: SmallSite, editor: Editor):
    editor.edit(site.manifesto, "save", sections=streamfield([section("")]))
    assert not ManifestoPage.objects.get().get_latest_revision_as_object().sections[0].value["anchor"]


def test_sections_are_offered_with_number_and_manifesto(site: SmallSite):
    assert offered() == {site.section_id: "1. Homes (Manifesto)"}


def test_section_of_a_draft_is_offered(site: SmallSite, editor: Editor):
    editor.edit(site.manifesto, "save", sections=streamfield([section("Homes"), section("Still a draft")]))
    assert list(offered().values()) == ["1. Homes (Manifesto)", "2. Still a draft (Manifesto)"]


def test_position_follows_from_a_section(site: SmallSite, editor: Editor):
    assert errors_of(choose(editor, site, site.section_id)) == {}
    assert PositionPage.objects.get().manifesto_sections.get().section == site.section_id


def test_choice_outlives_a_new_heading_and_anchor(site: SmallSite, editor: Editor):
    choose(editor, site, site.section_id)
    renamed = section("Dwellings", "dwellings", id=site.section_id)
    publish(editor, site, ("section", renamed[1]))
    manifesto = ManifestoPage.objects.get()
    manifesto.sections = [site.section(heading="Dwellings", anchor="dwellings")]
    manifesto.save_revision().publish()
    assert offered() == {PositionPage.objects.get().manifesto_sections.get().section: "1. Dwellings (Manifesto)"}


def test_section_that_is_gone_cannot_be_chosen(site: SmallSite, editor: Editor):
    response = choose(editor, site, str(uuid.uuid4()))
    assert response.status_code == 200
    assert b"The manifesto has no such section any more." in response.content


def test_entry_without_a_section_is_refused(site: SmallSite, editor: Editor):
    response = choose(editor, site, "")
    assert response.status_code == 200
    assert b"Choose a section, or remove this entry." in response.content


def test_position_whose_section_is_gone_can_be_opened(site: SmallSite, editor: Editor):
    choose(editor, site, site.section_id)
    publish(editor, site, section("Something else"))
    response = editor.client.get(f"/admin/pages/{site.position.pk}/edit/")
    assert response.status_code == 200
    assert site.section_id not in str(response.context["form"].formsets["manifesto_sections"].forms[0]["section"])


def choose(editor: Editor, site: SmallSite, section_id: str) -> Any:
    return editor.edit(site.position, number="1", manifesto_sections=inline_formset([{"section": section_id}]))


def offered() -> dict[str, str]:
    """What the position's form offers, without the empty choice."""
    form = PositionPage.manifesto_sections.rel.related_model._meta.get_field("section").formfield()
    return dict(form.choices[1:])
