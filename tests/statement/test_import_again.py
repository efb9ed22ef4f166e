"""A second import revises the pages of the first: readers' text, citations and editors' work hold."""

from wagtail.models import Page, PageLogEntry, Revision

from home.models import ManifestoPage, PositionPage
from tests.statement.conftest import Import
from tests.statement.test_import import TEXT
from tests.statement.texts import FOUNDING


def latest() -> ManifestoPage:
    return ManifestoPage.objects.get().get_latest_revision_as_object()


def sections(manifesto: ManifestoPage) -> list[tuple[str, str]]:
    return [(section.id, section.value["anchor"]) for section in manifesto.sections]


def test_unchanged_file_makes_no_revision_and_says_so(import_text: Import):
    import_text(TEXT)
    before = Revision.objects.count()
    said = import_text(TEXT)
    assert Revision.objects.count() == before
    assert "has not changed since it was last imported" in said
    assert said.count(": unchanged, draft.") == 4


def test_same_text_in_another_form_is_unchanged(import_text: Import):
    import_text(TEXT)
    assert "has not changed" in import_text(TEXT.replace("\n", "\r\n").replace("- ", "* "))


def test_changed_file_makes_a_revision_of_the_same_page(import_text: Import):
    import_text(TEXT)
    pages = Page.objects.count()
    said = import_text(TEXT.replace("A circle.", "A circle of friends."))
    assert Page.objects.count() == pages
    assert ManifestoPage.objects.get().revisions.count() == 2
    assert latest().sections[0].value["body"].source == "<p>A circle of friends.</p>"
    assert said.count(": revised, ") == 1
    assert "has not changed" not in said


def test_changed_title_still_finds_the_page(import_text: Import):
    import_text(TEXT)
    import_text(TEXT.replace("# Our ground", "# Our common ground"), name="renamed.md")
    assert latest().title == "Our common ground"


def test_renamed_file_keeps_the_title_of_the_page(import_text: Import):
    import_text(FOUNDING, name="first.txt")
    import_text(FOUNDING + "\nWe wait for you.\n", name="second.txt")
    assert latest().title == "First"


def test_published_text_stays_until_the_revision_is_published(import_text: Import):
    import_text(TEXT, "--publish")
    said = import_text(TEXT.replace("A circle.", "A ring."))
    manifesto = ManifestoPage.objects.get()
    assert manifesto.live
    assert manifesto.sections[0].value["body"].source == "<p>A circle.</p>"
    assert latest().sections[0].value["body"].source == "<p>A ring.</p>"
    assert ": revised, published, with changes in a draft." in said


def test_publish_publishes_the_revision(import_text: Import):
    import_text(TEXT, "--publish")
    import_text(TEXT.replace("A circle.", "A ring."), "--publish")
    assert ManifestoPage.objects.get().sections[0].value["body"].source == "<p>A ring.</p>"


def test_sections_keep_ids_and_anchors_where_others_come_and_go(import_text: Import):
    import_text(TEXT)
    before = sections(latest())
    import_text(TEXT.replace("## Who we are", "## Why now\n\nRents.\n\n## Who we are"))
    assert sections(latest())[1:] == before


def test_section_with_a_changed_text_keeps_its_id(import_text: Import):
    import_text(TEXT)
    before = sections(latest())
    import_text(TEXT.replace("A circle.", "Something else altogether."))
    assert sections(latest()) == before


def test_section_with_a_changed_heading_keeps_id_and_anchor(import_text: Import):
    import_text(TEXT)
    before = sections(latest())
    import_text(TEXT.replace("Who we are", "Of ourselves"))
    assert sections(latest()) == before
    assert latest().sections[0].value["heading"] == "Of ourselves"


def test_section_that_moved_and_was_renamed_is_known_by_its_text(import_text: Import):
    import_text("# Ours\n\nHello.\n\n## A\n\nOne.\n\n## B\n\nTwo.")
    before = sections(latest())
    import_text("# Ours\n\nHello.\n\n## B\n\nTwo.\n\n## Another\n\nOne.")
    assert sections(latest()) == before[::-1]


def test_moved_sections_take_their_ids_along(import_text: Import):
    text = "# Ours\n\nHello.\n\n## A\n\nOne.\n\n## B\n\nTwo."
    import_text(text)
    before = sections(latest())
    import_text("# Ours\n\nHello.\n\n## B\n\nTwo.\n\n## A\n\nOne.")
    assert sections(latest()) == before[::-1]


def test_reworded_paragraph_without_a_heading_keeps_its_id(import_text: Import):
    import_text(FOUNDING, name="founding.txt")
    before = sections(latest())
    import_text(
        FOUNDING.replace("The rents of our town have doubled", "In our town, rents have tripled"), name="founding.txt"
    )
    assert sections(latest()) == before
    assert latest().sections[0].value["heading"].startswith("In our town")


def test_new_paragraph_without_a_heading_gets_its_own_id(import_text: Import):
    import_text(FOUNDING, name="founding.txt")
    before = sections(latest())
    new = "Nothing of this is new, as the oldest of us can tell, who paid their first rent in coins and were cold in the same rooms."
    import_text(FOUNDING.replace("The answer to", f"{new}\n\nThe answer to"), name="founding.txt")
    after = sections(latest())
    assert [section for section in after if section in before] == before
    assert len(after) == len(before) + 1


def test_heading_that_an_editor_gave_stays(import_text: Import):
    import_text(FOUNDING, name="founding.txt")
    draft = latest()
    draft.sections[1].value["heading"] = "No better landlords"
    draft.save_revision()
    import_text(FOUNDING.replace("doubled", "tripled"), name="founding.txt")
    assert latest().sections[1].value["heading"] == "No better landlords"


def test_editors_draft_is_not_overwritten_by_an_unchanged_file(import_text: Import):
    import_text(TEXT)
    draft = latest()
    draft.introduction = "<p>Welcome.</p>"
    draft.save_revision()
    import_text(TEXT)
    assert latest().introduction == "<p>Welcome.</p>"


def test_keys_that_the_editor_gives_to_paragraphs_stay(import_text: Import):
    import_text(TEXT)
    draft = latest()
    draft.sections[0].value["body"] = (
        draft.sections.stream_block.child_blocks["section"]
        .child_blocks["body"]
        .to_python('<p data-block-key="ab1">A circle.</p>')
    )
    draft.save_revision()
    import_text(TEXT.replace("Hello.", "Welcome."))
    assert latest().sections[0].value["body"].source == '<p data-block-key="ab1">A circle.</p>'


def test_date_that_left_the_text_stays_on_the_page(import_text: Import):
    import_text(TEXT)
    import_text(TEXT.replace("3 October 2011\n\n", ""))
    assert latest().adopted_on is not None


def test_positions_are_found_again_after_an_editor_renamed_them(import_text: Import):
    import_text(TEXT)
    draft = PositionPage.objects.get(title="Roses").get_latest_revision_as_object()
    draft.title, draft.slug = "Roses too", "roses-too"
    draft.save_revision().publish()
    import_text(TEXT.replace("Hello.", "Welcome."))
    assert PositionPage.objects.count() == 2


def test_changed_point_revises_its_position(import_text: Import):
    import_text(TEXT)
    import_text(TEXT.replace("It is baked anyway.", "It is there."))
    position = PositionPage.objects.get(title="Bread for all").get_latest_revision_as_object()
    assert position.summary == "Bread for all. It is there."
    assert [block.value.source for block in position.body] == ["<p>Bread for all. It is there.</p>"]


def test_argument_that_an_editor_wrote_stays(import_text: Import):
    import_text(TEXT)
    draft = PositionPage.objects.get(title="Bread for all").get_latest_revision_as_object()
    draft.body.append(("heading", {"text": "Why", "level": "2"}))
    draft.save_revision()
    import_text(TEXT.replace("It is baked anyway.", "It is there."))
    draft = PositionPage.objects.get(title="Bread for all").get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["rich_text", "heading"]
    assert draft.body[0].value.source == "<p>Bread for all. It is there.</p>"


def test_new_point_becomes_a_new_position(import_text: Import):
    import_text(TEXT)
    import_text(TEXT + "- Peace\n")
    assert [position.title for position in PositionPage.objects.order_by("number")] == ["Bread for all", "Roses", "Peace"]


def test_point_that_left_the_text_is_kept_and_named(import_text: Import):
    import_text(TEXT, "--publish")
    said = import_text(TEXT.replace("- Roses\n", ""), "--publish")
    assert PositionPage.objects.get(title="Roses").live
    assert 'Position "Roses": no longer in the text, left as it is, published.' in said


def test_position_that_an_editor_wrote_is_linked_and_not_rewritten(import_text: Import, small_site):
    position = small_site.add_position(title="Roses", summary="My own words.")
    import_text(TEXT)
    assert PositionPage.objects.filter(title="Roses").count() == 1
    draft = PositionPage.objects.get(pk=position.pk).get_latest_revision_as_object()
    assert draft.summary == "My own words."
    assert draft.manifesto_sections.count() == 1


def test_links_to_a_section_hold_when_it_changes(import_text: Import):
    import_text(TEXT)
    import_text(TEXT.replace("## What we want", "## Demands of the circle").replace("Roses", "Roses and thorns"))
    ids = [section.id for section in latest().sections]
    for position in PositionPage.objects.filter(title__in=["Bread for all", "Roses and thorns"]):
        draft = position.get_latest_revision_as_object()
        assert [row.section for row in draft.manifesto_sections.all()] == [ids[1]]


def test_only_manifesto_of_a_site_is_revised(import_text: Import, small_site):
    import_text(TEXT)
    manifesto = ManifestoPage.objects.get()
    assert manifesto == small_site.manifesto
    assert manifesto.live
    assert manifesto.introduction == "<p>Why we act.</p>"


def test_locked_page_is_one_sentence_and_changes_nothing(import_text: Import, refusal: Import):
    import_text(TEXT)
    ManifestoPage.objects.update(locked=True)
    before = Revision.objects.count()
    assert 'The page "Our ground" is locked' in refusal(TEXT + "- Peace\n")
    assert Revision.objects.count() == before


def test_live_list_of_positions_with_an_editors_draft_is_left(import_text: Import, small_site):
    draft = small_site.positions.specific
    draft.introduction = "<p>Not yet.</p>"
    draft.save_revision()
    import_text(TEXT, "--publish")
    small_site.positions.refresh_from_db()
    assert small_site.positions.introduction == ""


def test_history_of_the_page_shows_each_import(import_text: Import):
    import_text(TEXT)
    import_text(TEXT.replace("A circle.", "A ring."))
    entries = PageLogEntry.objects.filter(page_id=ManifestoPage.objects.get().pk)
    assert [entry.action for entry in entries.order_by("timestamp")] == ["wagtail.create", *["wagtail.edit"] * 2]
