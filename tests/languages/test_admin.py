"""Editors make translations in the admin."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from home.models import PositionPage
from home.models.manifesto import section_choices
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


def test_editor_translates_a_page_with_all_below_it(admin_client: Client, small_site: SmallSite) -> None:
    second = small_site.add_position(title="Repairs")
    german = Locale.objects.create(language_code="de")
    address = f"/admin/translation/submit/page/{small_site.home.pk}/"
    assert "German" in admin_client.get(address).content.decode() or "Deutsch" in admin_client.get(address).content.decode()
    response = admin_client.post(address, {"locales": [german.pk], "include_subtree": "on"})
    assert response.status_code == 302
    home = small_site.home.get_translation(german)
    assert not home.live
    assert home.get_descendants().count() == len(small_site.every_page())
    numbers = dict(PositionPage.objects.filter(locale=german).values_list("title", "number"))
    assert numbers == {"Rent cap": small_site.position.number, "Repairs": second.number}


def test_translation_of_a_position_keeps_its_number(small_site: SmallSite) -> None:
    for number in (4, 9):
        small_site.add_position(title=f"Number {number}", number=number)
    ninth = PositionPage.objects.get(number=9)
    assert small_site.translate(ninth).number == 9


def test_number_that_another_position_has_taken_is_not_kept(small_site: SmallSite) -> None:
    german = small_site.translate(small_site.position)
    other = small_site.add_position(title="Second", number=german.number + 1)
    german.number = other.number
    german.save()
    assert small_site.translate(other).number == other.number + 1


def test_view_live_leads_to_the_translation(admin_client: Client, german: SmallSite) -> None:
    page = Page.objects.get(slug="mietendeckel")
    assert 'href="/de/positionen/mietendeckel/"' in admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_section_that_is_translated_is_one_choice(small_site: SmallSite) -> None:
    small_site.translate(small_site.manifesto, title="Manifest", sections=[small_site.section(heading="Wohnen")])
    assert list(section_choices()) == [(small_site.section_id, "1. Homes (Manifesto) / 1. Wohnen (Manifest)")]


@pytest.mark.parametrize("path", ["/admin/locales/", "/admin/locales/new/"])
def test_administrator_sees_the_languages(admin_client: Client, small_site: SmallSite, path: str) -> None:
    response: Any = admin_client.get(path)
    assert response.status_code == 200
