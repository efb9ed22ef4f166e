"""The demo is a whole site, and one that an editor could have made."""

import datetime
import re
from pathlib import Path

import pytest
from django.utils import timezone
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import RichTextField, StreamField
from wagtail.log_actions import registry
from wagtail.models import Page, Site

from home.blocks import BodyBlock
from home.blocks.base import PROSE
from home.demo.reading import CONTENT
from home.models import (
    ActivityReportPage,
    ArticlePage,
    ContactPage,
    CustomDocument,
    CustomImage,
    HomePage,
    ManifestoPage,
    NavigationSettings,
    OrganisationSettings,
    PositionPage,
    StandardPage,
)

pytestmark = pytest.mark.usefixtures("loaded", "db")

STATEMENT = Path(__file__).parents[3] / "shared" / "founding-statement.txt"


def all_pages():
    return [page.specific for page in Page.objects.filter(depth__gt=1).order_by("path")]


def bodies():
    return [page.body for page in all_pages() if hasattr(page, "body")]


def rich_texts():
    """Every rich text of every page, in its stored form."""
    for page in all_pages():
        yield from (getattr(page, field.name) for field in page._meta.fields if isinstance(field, RichTextField))
        yield from (block.value.source for block in getattr(page, "body", []) if block.block_type == "rich_text")
        yield from (section.value["body"].source for section in getattr(page, "sections", []))


@pytest.mark.parametrize(
    ("model", "count"),
    [(HomePage, 1), (ManifestoPage, 1), (PositionPage, 5), (ActivityReportPage, 12), (ArticlePage, 5), (ContactPage, 1)],
)
def test_it_has_pages_of_each_kind(model, count):
    assert model.objects.live().count() == count


def test_the_manifesto_has_six_sections_of_several_paragraphs_and_a_date():
    manifesto = ManifestoPage.objects.get()
    assert [section.value["body"].source.count("<p") > 1 for section in manifesto.sections] == [True] * 6
    assert manifesto.adopted_on < timezone.localdate()


def test_positions_are_numbered_in_the_order_of_the_tree():
    assert list(PositionPage.objects.order_by("path").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_every_position_follows_from_the_manifesto_and_refers_to_another():
    sections = {section.id for section in ManifestoPage.objects.get().sections}
    for position in PositionPage.objects.all():
        follows_from = {choice.section for choice in position.manifesto_sections.all()}
        assert follows_from
        assert follows_from <= sections
        assert position.related_positions.exists()


@pytest.mark.parametrize("kind", ActivityReportPage.Kind.values)
def test_activities_of_each_kind_are_past_and_to_come(kind):
    activities, now = ActivityReportPage.objects.filter(kind=kind), timezone.now()
    assert activities.filter(starts_at__lt=now).exists()
    assert activities.filter(starts_at__gt=now).exists()


def test_every_activity_has_a_place_an_address_a_photo_and_tags():
    for activity in ActivityReportPage.objects.all():
        assert activity.place
        assert activity.address
        assert activity.photos.exists()
        assert activity.tags.exists()


def test_articles_answer_a_position_the_manifesto_and_one_another():
    answered = {type(article.responds_to.specific) for article in ArticlePage.objects.all()}
    assert answered == {PositionPage, ManifestoPage, ArticlePage}


def test_an_exchange_has_four_articles_and_branches():
    answers = {article.pk: set(ArticlePage.objects.filter(responds_to=article)) for article in ArticlePage.objects.all()}
    (first,) = (article for article in ArticlePage.objects.all() if len(answers[article.pk]) == 2)
    assert len(answers[first.pk] | {pk for answer in answers[first.pk] for pk in answers[answer.pk]}) == 3


def test_activities_to_come_are_in_two_months_at_least():
    coming = ActivityReportPage.objects.filter(starts_at__gt=timezone.now())
    assert len({timezone.localtime(activity.starts_at).strftime("%Y-%m") for activity in coming}) > 1


def test_an_activity_has_several_photos_and_documents():
    numbers = [(activity.photos.count(), activity.documents.count()) for activity in ActivityReportPage.objects.all()]
    assert any(photos > 4 and documents > 1 for photos, documents in numbers)


def test_every_kind_of_block_occurs():
    assert {block.block_type for body in bodies() for block in body} == set(BodyBlock().child_blocks)


def test_headings_of_both_levels_occur():
    levels = {block.value["level"] for body in bodies() for block in body if block.block_type == "heading"}
    assert levels == {"2", "3"}


def test_every_page_could_be_saved_by_an_editor():
    for page in all_pages():
        page.full_clean()
        for field in page._meta.fields:
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(page, field.name))


def test_every_page_stands_where_an_editor_could_have_put_it():
    for page in all_pages():
        siblings = type(page).objects.child_of(page.get_parent())
        assert type(page) in page.get_parent().specific_class.allowed_subpage_models()
        assert page.max_count_per_parent is None or siblings.count() <= page.max_count_per_parent


def test_every_page_is_published_through_a_revision():
    for page in all_pages():
        assert page.live
        assert not page.has_unpublished_changes
        assert page.live_revision == page.latest_revision


def test_every_page_has_been_logged():
    for page in all_pages():
        assert "wagtail.publish" in {entry.action for entry in registry.get_logs_for_instance(page)}


def test_activities_were_announced_before_they_began():
    for activity in ActivityReportPage.objects.all():
        assert activity.first_published_at < min(activity.starts_at, timezone.now())


def test_no_page_was_published_before_it_was_decided_on_or_written():
    for page in all_pages():
        day = timezone.localdate(page.first_published_at)
        decided = getattr(page, "adopted_on", None) or getattr(page, "written_on", None) or datetime.date.min
        assert decided <= day < timezone.localdate()


def test_rich_text_is_as_the_editor_stores_it():
    converter = ContentstateConverter(PROSE)
    for html in rich_texts():
        again = converter.to_database_format(converter.from_database_format(html))
        assert without_keys(again) == without_keys(html)


def without_keys(html):
    return re.sub(r' data-block-key="\w+"', "", html)


def test_every_link_leads_to_a_published_page_or_a_document():
    html = " ".join(rich_texts())
    pages = set(map(int, re.findall(r'<a linktype="page" id="(\d+)">', html)))
    documents = set(map(int, re.findall(r'<a linktype="document" id="(\d+)">', html)))
    assert pages
    assert documents
    assert pages <= set(Page.objects.live().values_list("pk", flat=True))
    assert documents <= set(CustomDocument.objects.values_list("pk", flat=True))
    assert html.count("<a ") == html.count('linktype="')


def test_every_picture_is_described_credited_and_1600_pixels_wide():
    assert CustomImage.objects.count() > 12
    for image in CustomImage.objects.all():
        assert image.alt
        assert image.credit
        assert image.width == 1600


def test_documents_can_be_read():
    kinds = {document.file_extension: document.file.read() for document in CustomDocument.objects.all()}
    assert set(kinds) == {"pdf", "txt"}
    assert kinds["pdf"].startswith(b"%PDF-")
    assert "ASSEMBLY" in kinds["txt"].decode().upper()


def test_the_organisation_and_the_home_page_are_filled_in():
    organisation, home = OrganisationSettings.objects.get(), HomePage.objects.get()
    assert organisation.name == home.title == "Aldermouth Tenants' Assembly".replace("'", "’")
    assert organisation.share_image
    assert home.purpose
    assert home.lead
    assert home.chosen_positions.count() == 3
    assert isinstance(home.call_page.specific, ContactPage)


def test_the_menus_lead_to_every_part_of_the_site():
    navigation = NavigationSettings.objects.get(site=Site.objects.get())
    linked = {item.value["page"].pk for menu in (navigation.main, navigation.footer) for item in menu}
    assert linked == set(HomePage.objects.get().get_children().values_list("pk", flat=True))
    assert {type(item.value["page"].specific) for item in navigation.footer} == {StandardPage}


@pytest.mark.skipif(not STATEMENT.exists(), reason="the founding statement is kept outside the repository")
def test_no_sentence_is_taken_from_the_founding_statement():
    written = " ".join(" ".join(path.read_text().split()) for path in CONTENT.rglob("*.*"))
    sentences = [sentence.strip(" -.:") for sentence in re.split(r"(?<=[.:])\s+|\n+", STATEMENT.read_text())]
    assert not [sentence for sentence in sentences if len(sentence.split()) > 3 and " ".join(sentence.split()) in written]
