"""What a read costs: the same number of queries for much as for little, and not one write."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import ActivityDocument, ActivityPhoto, ActivityPosition
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def fill(site: SmallSite, times: int) -> str:
    """An activity that mentions `times` things of each kind."""
    activity = site.add_activity(days=-1, title=f"Mentions {times}")
    body = []
    for number in range(times):
        image, document = site.image(), site.document()
        position = site.add_position(title=f"Position {times} {number}")
        ActivityPhoto.objects.create(page=activity, image=image)
        ActivityDocument.objects.create(page=activity, document=document)
        ActivityPosition.objects.create(page=activity, position=position)
        link = f'<a linktype="page" id="{position.pk}">x</a> <a linktype="document" id="{document.pk}">y</a>'
        body += [
            block("rich_text", f"<p>{link}</p>"),
            block("image", {"image": image.pk, "caption": ""}),
            block("chosen_positions", {"heading": "", "positions": [{"type": "item", "id": "1", "value": position.pk}]}),
            block("latest_activities", {"heading": "", "count": number % 12 + 1}),
        ]
        activity.tags.add(f"tag {number}")
    activity.body = body
    activity.save()
    return f"/api/v1/pages/{activity.pk}/"


def test_queries_of_a_page_do_not_grow_with_its_contents(client: Client, small_site: SmallSite) -> None:
    one, ten = fill(small_site, 1), fill(small_site, 10)
    assert len(queries(client, ten)) == len(queries(client, one))


def test_queries_of_a_list_do_not_grow_with_its_length(client: Client, small_site: SmallSite) -> None:
    def add(count: int) -> None:
        for number in range(count):
            activity = small_site.add_activity(title=f"Activity {number}")
            ActivityPhoto.objects.create(page=activity, image=small_site.image())
            activity.tags.add("tag")
            activity.save()

    add(1)
    few = queries(client, "/api/v1/pages/?type=activity_report")
    add(9)
    assert len(queries(client, "/api/v1/pages/?type=activity_report")) == len(few)


@pytest.mark.parametrize("endpoint", ["pages/", "resolve/?path=/", "site/", "navigation/"])
def test_read_writes_nothing(client: Client, small_site: SmallSite, endpoint: str) -> None:
    for sql in queries(client, f"/api/v1/{endpoint}"):
        assert sql.split()[0] == "SELECT", sql


def test_page_with_pictures_writes_nothing(client: Client, small_site: SmallSite) -> None:
    address = fill(small_site, 1)
    from home.models import CustomRendition

    CustomRendition.objects.all().delete()
    written: list[Any] = [sql for sql in queries(client, address) if sql.split()[0] != "SELECT"]
    assert written == []
    assert not CustomRendition.objects.exists()


def test_page_in_the_shell_writes_nothing(client: Client, small_site: SmallSite) -> None:
    for page in small_site.every_page():
        for sql in queries(client, page.url):
            assert sql.split()[0] == "SELECT", sql
