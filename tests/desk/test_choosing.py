"""Whoever chooses a position sees what it is cited by and what it says, and finds it by its number."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Page

from home.models import ActivityPosition, PositionPage
from tests.desk.world import member
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, small_site: SmallSite) -> Client:
    client.force_login(member("Editors"))
    small_site.add_position(title="Repairs", number=1207, summary="Mend it in a week.")
    return client


def offered(client: Client, name: str, *arguments: int, **query: str) -> list[str]:
    """The rows that the chooser offers, as a reader sees them."""
    answer = client.get(reverse(name, args=arguments), {"page_type": "home.positionpage", **query})
    assert answer.status_code == 200
    content = answer.json()["html"] if answer["Content-Type"] == "application/json" else answer.content.decode()
    rows = re.findall(r"<tr.*?</tr>", content, re.S)
    return [" ".join(strip_tags(row).split()) for row in rows]


def form(client: Client, page: Page) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_list_shows_number_and_sentence(editor: Client, small_site: SmallSite) -> None:
    rows = offered(editor, "wagtailadmin_choose_page_child", small_site.positions.pk)
    assert any(row.startswith("1207. Repairs Mend it in a week.") for row in rows)


def test_search_finds_a_position_by_its_number(editor: Client) -> None:
    (_, row) = offered(editor, "wagtailadmin_choose_page_search", q="1207")
    assert row.startswith("1207. Repairs Mend it in a week.")


def test_search_finds_a_position_by_its_sentence(editor: Client) -> None:
    assert any("Repairs" in row for row in offered(editor, "wagtailadmin_choose_page_search", q="mend"))


def test_page_of_another_kind_is_shown_by_its_title(editor: Client, small_site: SmallSite) -> None:
    rows = offered(editor, "wagtailadmin_choose_page_child", small_site.home.pk, page_type="")
    assert any(row.startswith("Contact ") for row in rows)


def test_chosen_position_goes_into_the_form_with_both(editor: Client, small_site: SmallSite) -> None:
    """The title alone stays what a link in a text is made of."""
    answer = editor.get(reverse("wagtailadmin_choose_page_child", args=[small_site.positions.pk])).json()["html"]
    assert 'data-admin-title="1207. Repairs: Mend it in a week."' in answer
    assert 'data-title="Repairs"' in answer


def test_form_shows_both_of_what_is_chosen(editor: Client, small_site: SmallSite) -> None:
    repairs = PositionPage.objects.get(number=1207)
    chosen = small_site.add_article(title="An answer", responds_to=repairs)
    assert "1207. Repairs: Mend it in a week." in form(editor, chosen)


def test_related_position_shows_both(editor: Client, small_site: SmallSite) -> None:
    ActivityPosition.objects.create(page=small_site.activity, position=PositionPage.objects.get(number=1207))
    assert "1207. Repairs: Mend it in a week." in form(editor, small_site.activity)


def test_position_in_a_body_shows_both(editor: Client, small_site: SmallSite) -> None:
    repairs = PositionPage.objects.get(number=1207)
    body = [block("chosen_positions", {"heading": "", "positions": [repairs.pk]})]
    assert "1207. Repairs: Mend it in a week." in form(editor, small_site.add_article(title="With a list", body=body))
