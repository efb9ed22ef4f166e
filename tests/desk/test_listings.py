"""Lists of pages in the admin show what one looks for, in the order in which one looks for it, to be taken away as well."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Page

from home.models import ActivityReportPage
from tests.desk.world import member
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, small_site: SmallSite) -> Client:
    client.force_login(member("Editors"))
    return client


def address(page: Page) -> str:
    return reverse("wagtailadmin_explore", args=[page.pk])


def rows(client: Client, page: Page, **query: str) -> list[str]:
    """The rows of the list of what is below `page`, as a reader sees them, the heading first."""
    content = client.get(address(page), query).content.decode()
    table = re.search(r"<table class=\"listing.*?</table>", content, re.S)
    assert table
    return [" ".join(strip_tags(row).split()) for row in re.findall(r"<tr.*?</tr>", table[0], re.S)]


def test_positions_show_number_and_day(editor: Client, small_site: SmallSite) -> None:
    small_site.add_position(title="Repairs", number=12, adopted_on="2031-05-02")
    shown = rows(editor, small_site.positions)
    assert re.search("Number.*Adopted.*Status", shown[0])
    assert re.search(r"Repairs.* 12 2 May 2031 .*live", next(row for row in shown if "Repairs" in row), re.I)


def test_positions_can_be_ordered_by_number(editor: Client, small_site: SmallSite) -> None:
    small_site.add_position(title="Repairs", number=12)
    first = rows(editor, small_site.positions, ordering="-number")[1]
    assert "Repairs" in first


def test_activities_show_kind_and_time_the_latest_first(editor: Client, small_site: SmallSite) -> None:
    talk = small_site.add_activity(title="Talk", days=9, kind="theoretical")
    ActivityReportPage.objects.filter(pk=talk.pk).update(starts_at="2031-05-02T17:30Z")
    shown = rows(editor, small_site.activities)
    assert re.search(r"Talk.* Theoretical 2 May 2031, 18:30", shown[1])
    assert "Street stall" in shown[2]


def test_articles_show_authors_and_day(editor: Client, small_site: SmallSite) -> None:
    small_site.add_article(title="For the cap", author_names="R. Obin", written_on="2031-05-02")
    assert re.search(r"For the cap.* R. Obin 2 May 2031", rows(editor, small_site.debate)[1])


def test_list_is_taken_away_as_a_table(editor: Client, small_site: SmallSite) -> None:
    small_site.add_position(title="Repairs", number=12)
    response = editor.get(address(small_site.positions), {"export": "csv"})
    content = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    numbers = {row[1]: row[0] for row in csv.reader(io.StringIO(content))}
    assert numbers == {"Title": "Number", "Rent cap": "1", "Repairs": "12"}


@pytest.mark.parametrize("name", ["home", "positions", "activities", "debate", "standard"])
def test_every_list_opens(editor: Client, small_site: SmallSite, name: str) -> None:
    assert editor.get(address(getattr(small_site, name))).status_code == 200
    assert editor.get(address(getattr(small_site, name)), {"q": "cap"}).status_code == 200
