"""What a read costs: the same number of queries for much as for little, and not one write."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page

from home.models import ActivityDocument, ActivityPhoto, ActivityPosition
from tests.api import abundance
from tests.api.contract import document
from tests.pages import SmallSite, block
from tests.unwatched import unwatched

pytestmark = pytest.mark.django_db

MOST_FOR_A_PAGE = 10
MOST_FOR_A_LIST = 12


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
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


def in_another_language(site: SmallSite) -> None:
    """Every page is translated but for two: a hidden one, which is copied and copied again, and a page that is copied."""
    with unwatched():
        for page in site.every_page():
            if page.page_type != "standard":
                site.translate(page)
        hidden = site.add_position(title="Hidden", live=False)
        for source, languages in ((hidden, ("de", "fr")), (site.standard, ("de",))):
            for language in languages:
                locale, _ = Locale.objects.get_or_create(language_code=language)
                source = Page.objects.get(pk=source.pk).specific.copy_for_translation(locale, copy_parents=True, alias=True)


def costs_of_pages(client: Client) -> dict[str, int]:
    """How many queries each page takes that was there from the beginning, by id and by its path."""
    counts = {}
    for page in Page.objects.filter(depth__gt=1, live=True).specific():
        if page.title.split()[0] not in ("Position", "Activity", "Soon", "Answer"):
            address = f"/api/v1/pages/{page.pk}/"
            counts[address] = len(queries(client, address))
            path = client.get(address).json()["meta"]["path"]
            counts[path] = len(queries(client, f"/api/v1/resolve/?path={path}&locale=en-GB"))
    return counts


@pytest.mark.once("Each database is asked the same.")
@pytest.mark.parametrize("languages", ["one language", "several languages"])
def test_page_takes_ten_queries_at_most_for_one_thing_of_each_kind_and_for_fifty(
    client: Client, small_site: SmallSite, languages: str
) -> None:
    abundance.fill(small_site, 1)
    if languages == "several languages":
        in_another_language(small_site)
    # What a process asks the database once is asked.
    client.get("/api/v1/pages/")
    few = costs_of_pages(client)
    assert len(few) >= 2 * len(small_site.every_page())
    assert {address: count for address, count in few.items() if count > MOST_FOR_A_PAGE} == {}
    abundance.fill(small_site, 50)
    assert costs_of_pages(client) == few


LISTS = [
    "pages/?",
    "positions/?",
    "activities/?",
    "activities/?when=past&tag=tag-50-1&",
    "articles/?",
    "pages/?type=article&",
]


@pytest.mark.once("Each database is asked the same.")
def test_list_of_twenty_takes_twelve_queries_at_most_and_one_of_fifty_no_more(client: Client, small_site: SmallSite) -> None:
    abundance.fill(small_site, 50)
    in_another_language(small_site)
    counts = {address: len(queries(client, f"/api/v1/{address}limit=20")) for address in LISTS}
    assert max(counts.values()) <= MOST_FOR_A_LIST
    assert counts == {address: len(queries(client, f"/api/v1/{address}limit=50")) for address in LISTS}


READS = ("SELECT", "WITH")


def order_in(sql: str) -> str:
    """The first word of a statement; Postgres's may begin with a bracket."""
    return sql.lstrip("( \n").split(None, 1)[0]


@pytest.fixture
def nothing_is_written() -> Iterator[None]:
    """Whatever writes through the connection fails here."""

    def refuse(execute: Any, sql: str, *rest: Any) -> Any:
        assert order_in(sql) in READS, sql
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield


def addresses() -> list[str]:
    """Every address that can be read: all of the API document, and what is served beside the API."""
    described = [(path, item["get"].get("parameters", [])) for path, item in document()["paths"].items() if "get" in item]
    needed = {"path": "path=/", "q": "q=rent"}
    paths = []
    for path, parameters in described:
        names = [parameter["name"] for parameter in parameters if parameter.get("required") and parameter["in"] == "query"]
        paths.append("?".join([path, *(needed[name] for name in names)]))
    beside = ["/feed.xml", "/feed.json", "/feeds/articles.xml", "/feeds/tags/x.json", "/activities.ics", "/sitemap.xml"]
    beside += ["/robots.txt", "/.well-known/security.txt", "/search/?q=rent", "/nowhere/", "/accent/0a1b2c.css"]
    return [*paths, *beside, "/api/v1/schema/", "/api/v1/docs/", "/media/x.jpg", "/documents/1/x.txt", "/"]


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("address", addresses())
def test_nothing_that_can_be_asked_writes(
    client: Client, standing_site: SmallSite, nothing_is_written: None, address: str, method: str
) -> None:
    response = getattr(client, method)(address.replace("{id}", str(standing_site.activity.pk)))
    assert response.status_code in (200, 204, 404)
    assert response.status_code != 404 or not address.startswith("/api/")


@pytest.mark.parametrize("endpoint", ["pages/", "resolve/?path=/", "site/", "navigation/"])
def test_read_writes_nothing(client: Client, small_site: SmallSite, endpoint: str) -> None:
    for sql in queries(client, f"/api/v1/{endpoint}"):
        assert order_in(sql) == "SELECT", sql


def test_page_with_pictures_writes_nothing(client: Client, small_site: SmallSite) -> None:
    address = fill(small_site, 1)
    from home.models import CustomRendition

    CustomRendition.objects.all().delete()
    written: list[Any] = [sql for sql in queries(client, address) if order_in(sql) != "SELECT"]
    assert written == []
    assert not CustomRendition.objects.exists()


def test_page_in_the_shell_writes_nothing(client: Client, small_site: SmallSite) -> None:
    for page in small_site.every_page():
        for sql in queries(client, page.url):
            assert order_in(sql) == "SELECT", sql
