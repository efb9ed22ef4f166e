"""A preview shows the site as it will be once the page is published, and no more than its editor may see."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.models import PositionPage
from tests.pages import SmallSite
from tests.preview.conftest import Writer
from tests.preview.test_live_answers import editor_of

pytestmark = pytest.mark.django_db


def trail(page: dict[str, Any]) -> list[str]:
    return [link["title"] for link in page["meta"]["breadcrumbs"]]


def test_drafts_above_a_draft_are_in_its_breadcrumbs(site: SmallSite, writer: Writer) -> None:
    site.positions.unpublish()
    assert trail(writer.edit(site.position, number="1").json()["page"]) == ["Home", "Positions"]


def test_drafts_above_a_page_that_is_being_made_are_in_its_breadcrumbs(site: SmallSite, writer: Writer) -> None:
    site.positions.unpublish()
    page = writer.add("position", site.positions).json()["page"]
    assert trail(page) == ["Home", "Positions"]
    assert page["meta"]["parent"]["path"] == "/positions/"


def test_draft_of_the_home_page_is_above_all(site: SmallSite, writer: Writer) -> None:
    site.home.unpublish()
    assert trail(writer.edit(site.position, number="1").json()["page"]) == ["Home", "Positions"]


def test_draft_stands_between_its_neighbours(site: SmallSite, writer: Writer) -> None:
    draft = site.add_position(title="In between", live=False)
    site.add_position(title="The last")
    page = writer.edit(draft, number=str(draft.number)).json()["page"]
    assert (page["previous"]["title"], page["next"]["title"]) == ("Rent cap", "The last")


def test_page_that_is_being_made_comes_last(site: SmallSite, writer: Writer) -> None:
    page = writer.add("position", site.positions).json()["page"]
    assert (page["previous"]["title"], page["next"]) == ("Rent cap", None)


def test_other_drafts_stay_hidden(site: SmallSite, writer: Writer) -> None:
    draft = site.add_position(title="First of all", live=False)
    site.add_position(title="Another draft", live=False)
    page = writer.edit(draft, number=str(draft.number)).json()["page"]
    assert (page["previous"]["title"], page["next"]) == ("Rent cap", None)


def test_private_page_above_stays_hidden(site: SmallSite, writer: Writer) -> None:
    PageViewRestriction.objects.create(page=site.positions, restriction_type=PageViewRestriction.LOGIN)
    assert trail(writer.edit(site.position, number="1").json()["page"]) == ["Home"]


def test_editor_of_a_part_sees_no_draft_far_above_it(site: SmallSite, client: Client) -> None:
    """As in the admin, which shows an editor of one page what it stands in, and no more."""
    site.home.unpublish()
    writer = Writer(client, editor_of(site.position))
    assert "Home" not in trail(writer.edit(site.position, number="1").json()["page"])


def test_shell_has_the_drafts_in_place_too(site: SmallSite, writer: Writer) -> None:
    site.positions.unpublish()
    response = writer.client.get(reverse("wagtailadmin_pages:view_draft", args=(site.position.pk,)))
    assert '"path": "/positions/"' in response.content.decode()


def test_readers_never_see_what_a_preview_shows(site: SmallSite, writer: Writer) -> None:
    site.positions.unpublish()
    path = f"/api/v1/pages/{site.position.pk}/"
    before = Client().get(path)
    assert writer.edit(site.position, number="1").status_code == 200
    after = Client().get(path)
    assert (before.status_code, after.status_code) == (404, 404)
    assert PositionPage.objects.get(pk=site.position.pk).title == "Rent cap"
