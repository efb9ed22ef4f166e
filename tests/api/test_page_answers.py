"""Each kind of page, as readers get it."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from home.anchors import TAKEN_BY_THE_SITE
from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    HomePagePosition,
    OrganisationSettings,
    PositionManifestoSection,
    RelatedPosition,
    page_models,
)
from tests.api.contract import assert_fits, document
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db

FRONTEND = Path(__file__).resolve().parents[2] / "frontend" / "src"


def component_of(page_type: str) -> str:
    return document()["components"]["schemas"]["Page"]["discriminator"]["mapping"][page_type].rpartition("/")[2]


@pytest.mark.parametrize("page_type", sorted(page_models()))
def test_answer_fits_the_document(get, small_site: SmallSite, page_type: str) -> None:
    page = next(page for page in small_site.every_page() if page.page_type == page_type)
    answer = get(f"pages/{page.pk}/")
    assert answer["type"] == page_type
    assert_fits(answer, component_of(page_type))


@pytest.fixture
def every_block(small_site: SmallSite) -> list[dict[str, Any]]:
    image, document_ = small_site.image(), small_site.document()
    return [
        block("rich_text", "<p>Words</p>"),
        block("heading", {"text": "A heading", "level": "3"}),
        block("quote", {"text": "No.", "attribution": "Everybody"}),
        block("image", {"image": image.pk, "caption": "The stall"}),
        block("gallery", {"images": [{"type": "item", "id": "1", "value": {"image": image.pk, "caption": "Again"}}]}),
        block("document", {"document": document_.pk, "label": "Leaflet"}),
        block("embed", {"url": "https://vimeo.com/1234", "title": "A talk"}),
        block("call_to_action", {"heading": "Come", "text": "", "label": "Write", "page": small_site.contact.pk, "url": ""}),
        block(
            "chosen_positions", {"heading": "", "positions": [{"type": "item", "id": "1", "value": small_site.position.pk}]}
        ),
        block("latest_activities", {"heading": "", "count": 2}),
        block(
            "table", {"data": [["Year", "Rent"], ["2020", "500"]], "table_header_choice": "row", "table_caption": "Rents"}
        ),
    ]


def test_every_block_fits_the_document(get, small_site: SmallSite, every_block: list[dict[str, Any]]) -> None:
    small_site.position.body = every_block
    small_site.position.save()
    body = get(f"pages/{small_site.position.pk}/")["body"]
    mapping = document()["components"]["schemas"]["Block"]["discriminator"]["mapping"]
    assert [part["type"] for part in body] == list(mapping) or {part["type"] for part in body} == set(mapping)
    for part in body:
        assert_fits(part, mapping[part["type"]].rpartition("/")[2])
        assert any(part.values()), part


def test_block_keeps_its_id(get, small_site: SmallSite) -> None:
    small_site.position.body = [block("rich_text", "<p>Words</p>")]
    small_site.position.save()
    assert get(f"pages/{small_site.position.pk}/")["body"][0]["id"] == small_site.position.body[0].id


def test_block_that_the_code_no_longer_knows_is_left_out(get, small_site: SmallSite) -> None:
    small_site.position.body = [block("marquee", "x"), block("rich_text", "<p>Words</p>")]
    small_site.position.save()
    assert [part["type"] for part in get(f"pages/{small_site.position.pk}/")["body"]] == ["rich_text"]


SECOND = "<p>A</p><ul><li>B</li></ul><p>C</p>"


def test_paragraphs_of_the_manifesto_can_be_cited(get, small_site: SmallSite) -> None:
    small_site.manifesto.sections = [small_site.section(), small_site.section(anchor="work", body=SECOND)]
    small_site.manifesto.save()
    first, second = get("resolve/", path="/manifesto/")["page"]["sections"]
    assert first["body"] == '<p id="1.1">One.</p><p id="1.2">Two.</p>'
    assert second["body"] == '<p id="2.1">A</p><ul><li id="2.2">B</li></ul><p id="2.3">C</p>'
    assert second["paragraphs"] == 3


def test_citation_outlives_text_that_is_added_behind_it(get, small_site: SmallSite) -> None:
    small_site.manifesto.sections = [small_site.section(body="<p>One.</p><p>Two.</p><p>Three.</p>")]
    small_site.manifesto.save()
    assert '<p id="1.2">Two.</p>' in get("resolve/", path="/manifesto/")["page"]["sections"][0]["body"]


def test_position_names_the_sections_that_it_follows_from(get, small_site: SmallSite) -> None:
    PositionManifestoSection.objects.create(page=small_site.position, section=small_site.section_id)
    (section,) = get("resolve/", path="/positions/rent-cap/")["page"]["follows_from"]
    assert (section["number"], section["heading"], section["anchor"]) == (1, "Homes", "homes")
    assert section["manifesto"]["path"] == "/manifesto/"


def test_manifesto_names_the_positions_that_follow_from_it(get, small_site: SmallSite) -> None:
    PositionManifestoSection.objects.create(page=small_site.position, section=small_site.section_id)
    assert [card["title"] for card in get("resolve/", path="/manifesto/")["page"]["positions"]] == ["Rent cap"]


def test_related_positions_keep_the_editors_order(get, small_site: SmallSite) -> None:
    for sort_order, title in [(2, "Third"), (0, "First"), (1, "Second")]:
        RelatedPosition.objects.create(
            page=small_site.position, position=small_site.add_position(title=title), sort_order=sort_order
        )
    related = get("resolve/", path="/positions/rent-cap/")["page"]["related_positions"]
    assert [card["title"] for card in related] == ["First", "Second", "Third"]


def test_activity_is_an_announcement_until_it_begins(get, small_site: SmallSite) -> None:
    small_site.add_activity(days=1, title="Coming")
    assert get("resolve/", path="/activities/coming/")["page"]["phase"] == "announcement"
    assert get("resolve/", path="/activities/street-stall/")["page"]["phase"] == "report"


def test_times_are_given_in_the_sites_zone(get, small_site: SmallSite) -> None:
    starts_at = datetime.datetime(2026, 7, 1, 18, 0, tzinfo=datetime.UTC)
    small_site.add_activity(title="Summer", starts_at=starts_at)
    page = get("resolve/", path="/activities/summer/")["page"]
    assert (page["starts_at"], page["time_zone"]) == ("2026-07-01T19:00:00+01:00", "Europe/London")


def test_activities_are_listed_upcoming_first_soonest_first(get, small_site: SmallSite) -> None:
    for days, title in [(9, "Later"), (2, "Soon"), (-30, "Long ago")]:
        small_site.add_activity(days=days, title=title)
    page = get("resolve/", path="/activities/")["page"]
    assert [card["title"] for card in page["upcoming"]] == ["Soon", "Later"]
    assert [card["title"] for card in page["past"]] == ["Street stall", "Long ago"]


def test_activity_carries_photos_documents_positions_and_tags(get, small_site: SmallSite) -> None:
    ActivityPhoto.objects.create(page=small_site.activity, image=small_site.image(), caption="Rain")
    ActivityDocument.objects.create(page=small_site.activity, document=small_site.document())
    ActivityPosition.objects.create(page=small_site.activity, position=small_site.position)
    small_site.activity.tags.add("Housing")
    small_site.activity.save()
    page = get("resolve/", path="/activities/street-stall/")["page"]
    assert_fits(page, "ActivityReportPage")
    assert (page["photos"][0]["caption"], page["photos"][0]["image"]["alt"]) == ("Rain", "A crowd")
    assert page["documents"][0]["title"] == "Leaflet"
    assert page["related_positions"][0]["title"] == "Rent cap"
    assert page["tags"] == [{"name": "Housing", "slug": "housing"}]


def test_card_of_an_activity_shows_its_first_photo(get, small_site: SmallSite) -> None:
    for sort_order, alt in [(1, "second"), (0, "first")]:
        ActivityPhoto.objects.create(page=small_site.activity, image=small_site.image(alt=alt), sort_order=sort_order)
    assert get("pages/", type="activity_report")["items"][0]["image"]["alt"] == "first"


def test_article_and_its_answer_point_at_each_other(get, small_site: SmallSite) -> None:
    answer = small_site.add_article(title="Yes, but", responds_to=small_site.article)
    assert get(f"pages/{answer.pk}/")["responds_to"]["title"] == "Against the cap"
    assert [card["title"] for card in get(f"pages/{small_site.article.pk}/")["responses"]] == ["Yes, but"]


def test_home_page_shows_the_chosen_positions(get, small_site: SmallSite) -> None:
    small_site.add_position(title="Second")
    HomePagePosition.objects.create(page=small_site.home, position=small_site.add_position(title="Third"))
    assert [card["title"] for card in get("resolve/", path="/")["page"]["positions"]] == ["Third"]


def test_home_page_shows_the_first_positions_where_none_is_chosen(get, small_site: SmallSite) -> None:
    for title in ("Second", "Third", "Fourth"):
        small_site.add_position(title=title)
    titles = [card["title"] for card in get("resolve/", path="/")["page"]["positions"]]
    assert titles == ["Rent cap", "Second", "Third"]


def test_home_page_shows_the_first_positions_where_all_that_were_chosen_are_hidden(get, small_site: SmallSite) -> None:
    HomePagePosition.objects.create(page=small_site.home, position=small_site.add_position(title="Hidden", live=False))
    assert [card["title"] for card in get("resolve/", path="/")["page"]["positions"]] == ["Rent cap"]


def test_title_for_search_engines_names_the_organisation(get, small_site: SmallSite) -> None:
    OrganisationSettings.objects.create(site=small_site.site, name="Tenants", tagline="Together")
    assert get("resolve/", path="/positions/rent-cap/")["page"]["meta"]["seo"]["title"] == "Rent cap – Tenants"
    assert get("resolve/", path="/")["page"]["meta"]["seo"]["title"] == "Tenants – Together"


def test_share_image_is_the_organisations_where_a_page_has_none(get, small_site: SmallSite) -> None:
    OrganisationSettings.objects.create(site=small_site.site, share_image=small_site.image(alt="logo"))
    assert get("resolve/", path="/contact/")["page"]["meta"]["seo"]["image"]["alt"] == "logo"


def test_site_and_navigation_fit_the_document(get, small_site: SmallSite) -> None:
    assert_fits(get("site/"), "Site")
    assert_fits(get("navigation/"), "Navigation")


def test_answer_says_what_it_depends_on(client: Client, small_site: SmallSite) -> None:
    small_site.position.body = [block("rich_text", f'<p><a linktype="page" id="{small_site.contact.pk}">x</a></p>')]
    small_site.position.save()
    tags = client.get(f"/api/v1/pages/{small_site.position.pk}/")["Cache-Tag"].split(",")
    expected = {f"page:{small_site.position.pk}", f"page:{small_site.contact.pk}", f"page:{small_site.home.pk}", "site"}
    assert expected <= set(tags)


def test_unchanged_answer_is_not_sent_again(client: Client, small_site: SmallSite) -> None:
    first = client.get("/api/v1/pages/")
    again = client.get("/api/v1/pages/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    small_site.add_position(title="New", first_published_at=timezone.now())
    assert client.get("/api/v1/pages/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_position_lists_what_was_done_and_said_about_it(get, small_site: SmallSite) -> None:
    for days, title in [(-3, "Picket"), (4, "March")]:
        ActivityPosition.objects.create(page=small_site.add_activity(days=days, title=title), position=small_site.position)
    small_site.add_article(title="Well argued", responds_to=small_site.position)
    page = get("resolve/", path="/positions/rent-cap/")["page"]
    assert_fits(page, "PositionPage")
    assert [card["title"] for card in page["activities"]] == ["March", "Picket"]
    assert [card["title"] for card in page["articles"]] == ["Well argued"]


def test_manifesto_lists_what_was_said_about_it(get, small_site: SmallSite) -> None:
    small_site.add_article(title="Too long", responds_to=small_site.manifesto)
    assert [card["title"] for card in get("resolve/", path="/manifesto/")["page"]["articles"]] == ["Too long"]


def test_position_knows_its_neighbours(get, small_site: SmallSite) -> None:
    small_site.add_position(title="Hidden", live=False)
    small_site.add_position(title="Last")
    first, last = (get("resolve/", path=f"/positions/{slug}/")["page"] for slug in ("rent-cap", "last"))
    assert (first["previous"], first["next"]["title"]) == (None, "Last")
    assert (last["previous"]["title"], last["next"]) == ("Rent cap", None)


def places(get: Any, page: Any) -> list[str]:
    """The ids that the body of `page` gives to headings and paragraphs, in order."""
    body = get(f"pages/{page.pk}/")["body"]
    found = [
        re.findall(r' id="([^"]+)"', part["html"]) if part["type"] == "rich_text" else [part["anchor"]] for part in body
    ]
    return [place for places_of_one in found for place in places_of_one]


def test_paragraphs_of_a_body_are_numbered_from_its_beginning_to_its_end(get, small_site: SmallSite) -> None:
    small_site.position.body = [
        block("rich_text", "<p>One.</p><p>Two.</p>"),
        block("heading", {"text": "Why", "level": "2"}),
        block("rich_text", "<ul><li>Three.</li></ul><p>Four.</p>"),
    ]
    small_site.position.save()
    assert places(get, small_site.position) == ["p1", "p2", "why", "p3", "p4"]


def test_equal_headings_have_different_anchors(get, small_site: SmallSite) -> None:
    texts = ["Why", "Why?", "why 2", "WHY", "???", "!!!"]
    small_site.article.body = [block("heading", {"text": text, "level": "2"}) for text in texts]
    small_site.article.save()
    found = places(get, small_site.article)
    assert found[0] == "why"
    assert len(set(found)) == len(texts)


@pytest.mark.parametrize("text", ["P2", "p-2", "Content", "State", "Menu", "2.3"])
def test_heading_takes_the_anchor_of_nothing_else(get, small_site: SmallSite, text: str) -> None:
    small_site.article.body = [
        block("heading", {"text": text, "level": "2"}),
        block("rich_text", "<p>One.</p><p>Two.</p>"),
    ]
    small_site.article.save()
    anchor, *paragraphs = places(get, small_site.article)
    assert paragraphs == ["p1", "p2"]
    assert anchor not in {*paragraphs, "content", "state", "menu", "2.3"}


def test_anchors_of_the_frontend_are_known_to_headings() -> None:
    sources = [path for path in FRONTEND.rglob("*.svelte") if path.is_file()] + [FRONTEND / "app.html"]
    ids = {name for path in sources for name in re.findall(r'\sid="([^"{}]+)"', path.read_text())}
    assert ids
    assert ids <= TAKEN_BY_THE_SITE
