"""The command makes pages out of a statement: drafts, or published ones; all of them or none."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.db.models.signals import post_save
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Revision, Site

from home.models import HomePage, ManifestoPage, PositionIndexPage, PositionPage
from tests.statement.conftest import Import
from tests.statement.texts import FOUNDING, POINTS

TEXT = """# Our ground

3 October 2011

Hello.

## Who we are

A circle.

## What we want

We demand:

- Bread for all. It is baked anyway.
- Roses
"""
PRIVATE_FILE = Path(__file__).resolve().parents[3] / "shared" / "founding-statement.txt"


def everything_stored() -> tuple[int, int, int]:
    return Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count()


def test_statement_becomes_a_manifesto(import_text: Import):
    import_text(TEXT)
    manifesto = ManifestoPage.objects.get()
    assert manifesto.title == "Our ground"
    assert manifesto.adopted_on == date(2011, 10, 3)
    assert manifesto.introduction == "<p>Hello.</p>"
    assert [(section.value["heading"], section.value["anchor"]) for section in manifesto.sections] == [
        ("Who we are", "who-we-are"),
        ("What we want", "what-we-want"),
    ]
    assert manifesto.sections[0].value["body"].source == "<p>A circle.</p>"
    assert manifesto.get_parent().specific == HomePage.objects.get()


def test_points_become_positions_in_their_order(import_text: Import):
    import_text(TEXT)
    positions = PositionPage.objects.order_by("path")
    assert [(position.number, position.title) for position in positions] == [(1, "Bread for all"), (2, "Roses")]
    assert [position.summary for position in positions] == ["Bread for all. It is baked anyway.", "Roses"]
    assert [block.value.source for block in positions[0].body] == ["<p>Bread for all. It is baked anyway.</p>"]
    assert not positions[1].body
    assert {position.adopted_on for position in positions} == {date(2011, 10, 3)}


def test_positions_follow_from_the_section_that_lists_them(import_text: Import):
    import_text(TEXT)
    section = ManifestoPage.objects.get().sections[1].id
    for position in PositionPage.objects.all():
        assert [row.section for row in position.manifesto_sections.all()] == [section]


def test_everything_is_a_draft_at_first(import_text: Import):
    import_text(TEXT)
    for page in (ManifestoPage.objects.get(), PositionIndexPage.objects.get(), *PositionPage.objects.all()):
        assert not page.live
        assert page.latest_revision is not None


def test_publish_publishes_everything(import_text: Import):
    import_text(TEXT, "--publish")
    for page in (ManifestoPage.objects.get(), PositionIndexPage.objects.get(), *PositionPage.objects.all()):
        assert page.live
        assert not page.has_unpublished_changes


def test_drafts_can_be_published_by_a_second_run(import_text: Import):
    import_text(TEXT)
    revisions = Revision.objects.count()
    import_text(TEXT, "--publish")
    assert Revision.objects.count() == revisions
    assert not Page.objects.filter(live=False).exists()


def test_text_without_points_makes_no_list_of_positions(import_text: Import):
    import_text("# Ours\n\nHello.\n\n## Who\n\nPeople.\n\n## Why\n\nRent.")
    assert not PositionIndexPage.objects.exists()


def test_list_of_positions_that_is_there_is_used(import_text: Import, small_site):
    import_text(TEXT)
    assert PositionIndexPage.objects.get() == small_site.positions
    assert PositionPage.objects.child_of(small_site.positions).filter(number__gt=1).count() == 2


def test_manifesto_without_a_title_is_named_after_its_file(import_text: Import):
    import_text(FOUNDING, name="our_founding-statement.txt")
    assert ManifestoPage.objects.get().title == "Our founding statement"


def test_file_name_without_letters_gives_a_plain_title(import_text: Import):
    import_text(FOUNDING, name="2011.txt")
    assert ManifestoPage.objects.get().title == "Manifesto"


def test_title_without_letters_has_an_address(import_text: Import):
    import_text("# !!!\n\nHello.\n\n## ???\n\nPeople.")
    manifesto = ManifestoPage.objects.get()
    assert manifesto.slug == "manifesto"
    assert manifesto.sections[0].value["anchor"] == "section"


def test_longest_title_has_a_short_address(import_text: Import):
    import_text(f"# {'word ' * 51}\n\nHello.\n\n## Who\n\nPeople.")
    assert len(ManifestoPage.objects.get().slug) <= 80


def test_taken_address_is_not_taken_again(import_text: Import, small_site):
    ManifestoPage.objects.all().delete()
    import_text("# Contact\n\nHello.\n\n## Who\n\nPeople.\n\n## Why\n\nRent.")
    assert ManifestoPage.objects.get().slug == "contact-2"


def test_command_says_what_became_of_each_page(import_text: Import):
    lines = import_text(TEXT).splitlines()
    manifesto, index = ManifestoPage.objects.get(), PositionIndexPage.objects.get()
    assert len(lines) == 4
    assert lines[0] == f'Manifesto "Our ground": made, draft. {reverse("wagtailadmin_pages:edit", args=[manifesto.pk])}'
    assert lines[1] == f'List of positions "Positions": made, draft. {reverse("wagtailadmin_pages:edit", args=[index.pk])}'


def test_command_says_what_is_published(import_text: Import):
    assert all(": made, published." in line for line in import_text(TEXT, "--publish").splitlines())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\x00\x01", "binary"),
        ("für".encode("latin-1"), "not UTF-8: line 1"),
        ("# " + "a" * 256 + "\n\nText.", "255 are possible"),
        ("a" * 1_000_001, "larger than 1,000,000 bytes"),
        ("<script>alert(1)</script>", "nothing to import"),
    ],
)
def test_bad_file_is_one_sentence_and_changes_nothing(refusal: Import, content: str | bytes, sentence: str):
    before = everything_stored()
    message = refusal(content)
    assert sentence in message
    assert "\n" not in message
    assert everything_stored() == before


def test_missing_file_is_one_sentence(db: None, tmp_path: Path):
    with pytest.raises(CommandError, match="does not exist"):
        call_command("import_statement", str(tmp_path / "nothing.txt"))


def test_directory_is_one_sentence(db: None, tmp_path: Path):
    with pytest.raises(CommandError, match="is a directory"):
        call_command("import_statement", str(tmp_path))


def test_site_without_a_home_page_is_one_sentence(refusal: Import):
    Site.objects.update(root_page=Page.objects.get(depth=1))
    assert "no home page" in refusal(TEXT)


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Lets the database fail when the second position is saved."""

    def fail(instance: PositionPage, **kwargs: Any) -> None:
        if instance.number == 2:
            raise DatabaseError("the disk is full")

    post_save.connect(fail, sender=PositionPage)
    yield
    post_save.disconnect(fail, sender=PositionPage)


def test_failure_on_the_way_changes_nothing(refusal: Import, full_disk: None):
    before = everything_stored()
    message = refusal(TEXT)
    assert "nothing was changed" in message
    assert "the disk is full" in message
    assert everything_stored() == before


def test_page_that_cannot_be_valid_changes_nothing(refusal: Import, small_site):
    small_site.add_position(title="Roses")
    PositionPage.objects.update(summary="")
    before = everything_stored()
    message = refusal(TEXT)
    assert "nothing was changed" in message
    assert '"Roses"' in message
    assert "summary" in message
    assert everything_stored() == before


def read(path: str) -> dict[str, Any]:
    response = Client().get("/api/v1/resolve/", {"path": path})
    assert response.status_code == 200
    return response.json()["page"]


def test_published_statement_can_be_read_as_json(import_text: Import):
    import_text(FOUNDING, "--publish", name="founding-statement.txt")
    manifesto = read("/founding-statement/")
    assert manifesto["adopted_on"] == "2011-10-03"
    assert [position["title"] for position in manifesto["positions"]] == POINTS
    assert_every_paragraph_arrives(FOUNDING, manifesto)
    (section,) = read("/positions/homes-for-use-and-not-for-profit/")["follows_from"]
    assert section["heading"] == "Points of agreement"


@pytest.mark.skipif(not PRIVATE_FILE.exists(), reason="the group's own statement is not part of the repository")
def test_groups_own_statement_can_be_read_as_json(db: None):
    call_command("import_statement", str(PRIVATE_FILE), "--publish", stdout=StringIO())
    manifesto = read("/founding-statement/")
    assert manifesto["adopted_on"] == "2011-10-03"
    assert len(manifesto["positions"]) == 3
    assert_every_paragraph_arrives(PRIVATE_FILE.read_text(), manifesto)


def assert_every_paragraph_arrives(text: str, manifesto: dict[str, Any]) -> None:
    html = manifesto["introduction"] + "".join(section["body"] for section in manifesto["sections"])
    found = [" ".join(tag.get_text().split()) for tag in BeautifulSoup(html, "html.parser").find_all(["p", "li"])]
    blocks = text.strip().split("\n\n")[1:]
    expected = [line.removeprefix("- ") for block in blocks for line in (block.splitlines() if block[0] == "-" else [block])]
    assert found == [" ".join(block.split()) for block in expected]
