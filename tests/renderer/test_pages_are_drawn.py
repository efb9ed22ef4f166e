"""The renderer draws every page with the frontend's components, from the state that goes out with it."""

import html
import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from cms.preview import render_preview
from cms.renderer.asking import Lacking, Refused, ask
from home.models import User
from tests.pages import SmallSite
from tests.renderer.conftest import Start

pytestmark = pytest.mark.django_db

HYDRATION = re.compile(r'<script type="application/json" id="hydration">(.*?)</script>', re.DOTALL)


def heading_of(response: Any) -> str:
    """The text of the page's only first heading; "" where it has none."""
    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", response.content.decode())
    assert len(headings) <= 1
    return html.unescape(headings[0]) if headings else ""


def hydration_of(response: Any) -> dict[str, Any]:
    match = HYDRATION.search(response.content.decode())
    assert match
    return json.loads(match.group(1))


def test_every_page_comes_with_its_text(client: Client, small_site: SmallSite, start: Start) -> None:
    start()
    for page in small_site.every_page():
        assert heading_of(client.get(page.url)) in (page.title, getattr(page, "purpose", page.title))


def test_texts_of_the_state_are_not_carried_twice(client: Client, small_site: SmallSite, start: Start) -> None:
    start()
    page = client.get("/positions/rent-cap/").content.decode()
    assert page.count('"kind": "page"') == 1
    assert "sveltekit-fetched" not in page


def test_browser_is_told_how_to_take_the_page_over(client: Client, small_site: SmallSite, start: Start) -> None:
    start()
    assert hydration_of(client.get("/"))["error"] is None
    assert hydration_of(client.get("/nowhere/"))["error"]["status"] == 404


@pytest.mark.parametrize("path", ["/nowhere/", "/old.html", "/media/x.jpg", "/a.b/c/", "/%FF/", "/nowhere/__data.json"])
def test_missing_page_says_so(client: Client, small_site: SmallSite, start: Start, path: str) -> None:
    start()
    response = client.get(path)
    assert (response.status_code, heading_of(response)) == (404, "No such page")


@pytest.mark.parametrize("query", ["x-sveltekit-invalidated=1", "a=%C3%A4&b=%00", "a=" + 2000 * "x"])
def test_page_is_drawn_whatever_the_query(client: Client, small_site: SmallSite, start: Start, query: str) -> None:
    start()
    assert heading_of(client.get(f"/positions/rent-cap/?{query}")) == "Rent cap"


def test_title_is_text_wherever_it_stands(client: Client, small_site: SmallSite, start: Start) -> None:
    title = "</script><script>alert(1)</script><!--shell:body--> shell:lang <!--]-->"
    small_site.position.title = title
    small_site.position.save()
    start()
    response = client.get("/positions/rent-cap/")
    assert heading_of(response) == title
    assert "<script>alert" not in response.content.decode()


def test_draft_is_not_given_to_the_renderer(small_site: SmallSite, start: Start, rf: Any) -> None:
    start()
    small_site.position.title = "A draft"
    request = rf.get("/")
    request.user = User(is_superuser=True)
    response = render_preview(small_site.position, request)
    assert "A draft" in response.content.decode()
    assert heading_of(response) == ""


def test_renderer_is_for_its_own_user_alone(socket_path: Path, start: Start) -> None:
    start()
    assert stat.S_IMODE(socket_path.stat().st_mode) == 0o600


def test_answer_that_the_state_lacks_is_asked_for_and_not_fetched(socket_path: Path, start: Start) -> None:
    start()
    answer = ask(socket_path, b'{"path":"/","state":{}}', 120)
    assert isinstance(answer, Lacking)
    assert sorted(answer.addresses) == ["/api/v1/navigation/", "/api/v1/resolve/?path=%2F", "/api/v1/site/"]


def test_outage_is_drawn_as_well(start: Start) -> None:
    start()
    with connection.execute_wrapper(refuse):
        response = Client(raise_request_exception=False).get("/positions/")
    assert (response.status_code, heading_of(response)) == (500, "We can’t reach this page right now")


def refuse(*_: Any) -> Any:
    raise DatabaseError("The disk is on fire.")


@pytest.mark.parametrize(
    "order", [b"", b"{", b"[]", b'{"path":1,"state":{}}', b'{"path":"x","state":{}}', b'{"path":"/"}', b"\xff"]
)
def test_order_that_makes_no_sense_is_refused(socket_path: Path, start: Start, order: bytes) -> None:
    start()
    with pytest.raises(Refused):
        ask(socket_path, order, 120)


def test_page_is_drawn_once_after_each_change(client: Client, small_site: SmallSite, start: Start) -> None:
    renderer = start()
    assert heading_of(client.get("/positions/rent-cap/")) == "Rent cap"
    renderer.kill()
    renderer.wait()
    assert heading_of(client.get("/positions/rent-cap/")) == "Rent cap"
    small_site.position.title = "Rent ceiling"
    small_site.position.save()
    response = client.get("/positions/rent-cap/")
    assert "Rent ceiling" in response.content.decode()
    assert heading_of(response) == ""


def test_missing_pages_push_nothing_out_of_memory(client: Client, small_site: SmallSite, start: Start) -> None:
    renderer = start()
    assert heading_of(client.get("/nowhere/"))
    renderer.kill()
    renderer.wait()
    assert heading_of(client.get("/nowhere/")) == ""
