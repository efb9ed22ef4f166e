"""Pages know their translations, and what they mention is in their language where it can be."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from home.models import (
    ActivityPosition,
    HomePagePosition,
    NavigationSettings,
    OrganisationSettings,
    OrganisationTranslation,
    PositionManifestoSection,
    RelatedPosition,
)
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db


def titles(cards: list[Any]) -> list[str]:
    return [card["title"] for card in cards]


def link_to(page: Any, text: str = "there") -> str:
    return f'<p><a linktype="page" id="{page.pk}">{text}</a></p>'


def test_page_names_itself_and_its_translations(page_at: Any, german: SmallSite) -> None:
    expected = [
        {"locale": "en-GB", "path": "/positions/rent-cap/", "url": "http://localhost/positions/rent-cap/"},
        {
            "locale": "de",
            "path": "/de/positionen/mietendeckel/",
            "url": "http://localhost/de/positionen/mietendeckel/",
        },
    ]
    assert page_at("/positions/rent-cap/")["meta"]["alternates"] == expected
    assert page_at("/de/positionen/mietendeckel/")["meta"]["alternates"] == expected


def test_untranslated_page_names_itself_only(page_at: Any, german: SmallSite) -> None:
    assert [alternate["path"] for alternate in page_at("/contact/")["meta"]["alternates"]] == ["/contact/"]


def test_hidden_translation_is_not_named(client: Client, page_at: Any, german: SmallSite) -> None:
    german.translate(german.contact, title="Kontakt", slug="kontakt", live=False)
    assert [alternate["path"] for alternate in page_at("/contact/")["meta"]["alternates"]] == ["/contact/"]
    assert "kontakt" not in client.get("/api/v1/resolve/?path=/contact/").content.decode().lower()


def test_translation_can_be_asked_for_by_the_path_of_the_original(page_at: Any, german: SmallSite) -> None:
    assert page_at("/positions/rent-cap/", locale="de")["title"] == "Mietendeckel"
    assert page_at("/de/positionen/mietendeckel/", locale="en-GB")["title"] == "Rent cap"


def test_untranslated_page_is_given_in_its_own_language(page_at: Any, german: SmallSite) -> None:
    page = page_at("/contact/", locale="de")
    assert (page["title"], page["meta"]["locale"]) == ("Contact", "en-GB")


def test_hidden_translation_is_not_given(page_at: Any, german: SmallSite) -> None:
    german.translate(german.contact, title="Kontakt", live=False)
    assert page_at("/contact/", locale="de")["title"] == "Contact"


def test_mentioned_page_is_the_translation_where_there_is_one(page_at: Any, german: SmallSite) -> None:
    other = german.add_position(title="Repairs")
    german.standard.introduction = link_to(german.position)
    german.standard.body = [
        block("chosen_positions", {"heading": "", "positions": [{"type": "item", "id": "1", "value": german.position.pk}]}),
        block("call_to_action", {"heading": "Act", "label": "Go", "page": german.position.pk}),
    ]
    german.standard.save()
    RelatedPosition.objects.create(page=other, position=german.position)
    HomePagePosition.objects.create(page=Page.objects.get(slug="home-de").specific, position=german.position)
    german.translate(german.standard, slug="datenschutz")
    german.translate(other, slug="reparaturen")
    page = page_at("/de/datenschutz/")
    assert 'href="/de/positionen/mietendeckel/"' in page["introduction"]
    assert titles(page["body"][0]["positions"]) == ["Mietendeckel"]
    assert page["body"][1]["link"]["url"] == "/de/positionen/mietendeckel/"
    assert titles(page_at("/de/positionen/reparaturen/")["related_positions"]) == ["Mietendeckel"]
    assert titles(page_at("/de/")["positions"]) == ["Mietendeckel"]


def test_mentioned_page_is_the_original_where_it_is_not_translated(page_at: Any, german: SmallSite) -> None:
    german.standard.introduction = link_to(german.contact)
    german.standard.save()
    german.translate(german.standard, slug="datenschutz")
    assert 'href="/contact/"' in page_at("/de/datenschutz/")["introduction"]
    german.translate(german.contact, slug="kontakt", live=False)
    assert 'href="/contact/"' in page_at("/de/datenschutz/")["introduction"]


def test_mentioned_translation_outlives_its_original(page_at: Any, german: SmallSite) -> None:
    german.standard.introduction = link_to(german.position)
    german.standard.save()
    german.translate(german.standard, slug="datenschutz")
    german.position.live = False
    german.position.save()
    assert 'href="/de/positionen/mietendeckel/"' in page_at("/de/datenschutz/")["introduction"]
    assert "href" not in page_at("/privacy/")["introduction"]


def test_page_may_mention_its_own_original(page_at: Any, german: SmallSite) -> None:
    text = link_to(german.standard, "the English original")
    german.translate(german.standard, slug="datenschutz", introduction=text)
    assert 'href="/privacy/"' in page_at("/de/datenschutz/")["introduction"]


def test_position_lists_what_was_done_and_said_in_its_language(page_at: Any, german: SmallSite) -> None:
    ActivityPosition.objects.create(page=german.activity, position=german.position)
    german.article.responds_to = german.position
    german.article.save()
    german.translate(german.activity, title="Infostand")
    german.translate(german.article, title="Gegen den Deckel")
    page = page_at("/de/positionen/mietendeckel/")
    assert (titles(page["activities"]), titles(page["articles"])) == (["Infostand"], ["Gegen den Deckel"])
    page = page_at("/positions/rent-cap/")
    assert (titles(page["activities"]), titles(page["articles"])) == (["Street stall"], ["Against the cap"])


def test_sections_of_the_manifesto_are_of_the_language(page_at: Any, german: SmallSite) -> None:
    PositionManifestoSection.objects.create(page=german.position, section=german.section_id)
    mietendeckel = Page.objects.get(slug="mietendeckel").specific
    PositionManifestoSection.objects.create(page=mietendeckel, section=german.section_id)
    german.translate(german.manifesto, title="Manifest", slug="manifest", sections=[german.section(heading="Wohnen")])
    for path, heading, manifesto in (
        ("/positions/rent-cap/", "Homes", "/manifesto/"),
        ("/de/positionen/mietendeckel/", "Wohnen", "/de/manifest/"),
    ):
        (section,) = page_at(path)["follows_from"]
        assert (section["heading"], section["manifesto"]["path"]) == (heading, manifesto)
    assert titles(page_at("/manifesto/")["positions"]) == ["Rent cap"]
    assert titles(page_at("/de/manifest/")["positions"]) == ["Mietendeckel"]


def entry(page: Any, label: str = "") -> dict[str, Any]:
    return {"type": "item", "id": str(page.pk), "value": {"page": page.pk, "url": "", "label": label}}


def test_menu_leads_to_translations_and_leaves_out_what_has_none(get: Any, german: SmallSite) -> None:
    german.translate(german.contact, title="Kontakt", live=False)
    main = [entry(german.positions, "What we want"), entry(german.contact), entry(german.debate)]
    NavigationSettings.objects.create(site=german.site, main=main)
    assert [item["label"] for item in get("navigation/")["main"]] == ["What we want", "Contact", "Debate"]
    assert get("navigation/", locale="de")["main"] == [
        {"label": "Positionen", "url": "/de/positionen/", "page_id": Page.objects.get(slug="positionen").pk}
    ]


def test_entry_that_was_made_for_a_language_stands_instead_of_a_translated_one(get: Any, german: SmallSite) -> None:
    main = [entry(german.positions), entry(Page.objects.get(slug="positionen"), "Was wir wollen")]
    NavigationSettings.objects.create(site=german.site, main=main)
    assert [item["label"] for item in get("navigation/", locale="de")["main"]] == ["Was wir wollen"]
    assert [item["label"] for item in get("navigation/")["main"]] == ["Positions"]


def test_site_names_its_languages(get: Any, german: SmallSite) -> None:
    assert get("site/")["languages"] == [
        {"locale": "en-GB", "name": "English", "direction": "ltr", "path": "/"},
        {"locale": "de", "name": "Deutsch", "direction": "ltr", "path": "/de/"},
    ]
    assert (get("site/")["locale"], get("site/", locale="de")["locale"]) == ("en-GB", "de")


def test_language_that_is_written_from_the_right_says_so(
    get: Any, page_at: Any, small_site: SmallSite, settings: Any
) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("ar", "العربية")]
    small_site.translate(small_site.home, "ar")
    assert page_at("/ar/")["meta"]["direction"] == "rtl"
    assert get("site/", locale="ar")["direction"] == "rtl"
    assert page_at("/")["meta"]["direction"] == "ltr"


def test_organisation_speaks_the_language_of_the_answer(get: Any, page_at: Any, german: SmallSite) -> None:
    organisation = OrganisationSettings.objects.create(
        site=german.site, name="Tenants", tagline="Together", footer_text="<p>Hello</p>"
    )
    OrganisationTranslation.objects.create(
        organisation=organisation,
        locale=Locale.objects.get(language_code="de"),
        tagline="Zusammen",
        footer_text="<p>Hallo</p>",
    )
    assert [get("site/")[key] for key in ("name", "tagline", "footer_text")] == ["Tenants", "Together", "<p>Hello</p>"]
    german_site = get("site/", locale="de")
    assert [german_site[key] for key in ("name", "tagline", "footer_text")] == ["Tenants", "Zusammen", "<p>Hallo</p>"]
    assert page_at("/de/")["meta"]["seo"]["title"] == "Tenants – Zusammen"
    assert page_at("/")["meta"]["seo"]["title"] == "Tenants – Together"
