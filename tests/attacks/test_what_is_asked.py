"""Whoever asks for what is not theirs to know, or for more work than an answer is worth, is refused or gets nothing."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import pytest_django
from django.test import Client

from api.representation.richtext import safe_html
from api.search.index import bring_up_to_date
from api.search.query import parse
from cms.login.sessions import kind_of_browser
from cms.logs import without_people
from home.blocks.media import player_for
from home.links.addresses import tidy
from home.models import CustomRendition
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

LISTS = ["pages/", "positions/", "activities/", "articles/", "tags/", "search/?q=cap"]


@pytest.fixture(scope="module")
def site(standing_site: SmallSite, django_db_blocker: pytest_django.DjangoDbBlocker) -> SmallSite:
    with django_db_blocker.unblock():
        bring_up_to_date()
    return standing_site


def asked(address: str, parameters: dict[str, str]) -> Any:
    """The answer, a defect's too."""
    path, _, query = address.partition("?")
    given = dict(pair.split("=") for pair in query.split("&") if pair)
    return Client(raise_request_exception=False).get(f"/api/v1/{path}", {**given, **parameters})


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("owner__password__startswith", "md5"),
        ("latest_revision__content__contains", "a"),
        ("where[updatedBy][resetPasswordToken][$startsWith]", "a"),
        ("filter", "authors.password:~'a'"),
        ("live", "false"),
        ("_connector", "OR 1=1 OR"),
    ],
)
def test_what_readers_do_not_see_filters_nothing(site: SmallSite, address: str, name: str, value: str) -> None:
    answer = asked(address, {name: value})
    assert (answer.status_code, answer.json().get("parameter")) == (400, name)


@pytest.mark.parametrize("address", LISTS[:4])
@pytest.mark.parametrize(
    "order", ["owner__password", "-latest_revision__content", "?", "pk); DROP TABLE home_user --", "pk"]
)
def test_what_readers_do_not_see_orders_nothing(site: SmallSite, address: str, order: str) -> None:
    answer = asked(address, {"order": order})
    assert (answer.status_code, answer.json().get("parameter")) == (400, "order")


@pytest.mark.parametrize("typed", ['nothing" OR "cap', '"', 'nothing"*', 'nothing" NOT "else', "nothing' | 'cap"])
@pytest.mark.parametrize(("address", "name"), [("search/", "q"), ("pages/", "search")])
def test_search_takes_no_orders_from_whoever_asks(site: SmallSite, address: str, name: str, typed: str) -> None:
    answer = asked(address, {name: typed})
    assert answer.status_code == 200
    assert answer.json()["meta"]["total_count"] == 0


def test_no_size_of_a_picture_is_drawn_because_somebody_asks(client: Client, site: SmallSite) -> None:
    image = site.image()
    drawn = set(CustomRendition.objects.values_list("file", flat=True))
    folder = image.renditions.first().url.rpartition("/")[0]
    for name in ("9999.webp", "9999.jpeg", "101.avif", "original.png"):
        assert client.get(f"{folder}/{name}").status_code == 404
    assert client.get(f"/images/{image.pk}/width-9999/").status_code == 404
    assert set(CustomRendition.objects.values_list("file", flat=True)) == drawn


def seconds(work: Callable[[str], object], text: str) -> float:
    """Of this process alone, whatever else the machine does; the least of some tries."""

    def once() -> float:
        start = time.process_time()
        work(text)
        return time.process_time() - start

    return min(once() for _ in range(3))


def shown(source: str) -> str:
    return safe_html(source, str, str)


@pytest.mark.parametrize(
    ("work", "part", "end"),
    [
        (parse, "a", "!"),
        (parse, "a-", "!"),
        (parse, "\u0301", ""),
        (shown, "<a ", ""),
        (shown, '<a href="', '"'),
        (without_people, "a", "@"),
        (without_people, "a@", ""),
        (without_people, "a:", "z"),
        (without_people, "a-", "!"),
        (kind_of_browser, "Mac ", ""),
        (player_for, "https://www.youtube.com/watch?", "&"),
        (player_for, "https://a.", "/w"),
        (tidy, "http://a.", "/"),
        (tidy, "http://[", "]"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_longer_text_takes_longer_in_proportion(work: Callable[[str], object], part: str, end: str) -> None:
    """What takes quadratic time takes sixteen times as long for four times as much. Two milliseconds are not worth
    measuring."""
    length = 4_000
    short, long = (seconds(work, part * (times * length // len(part)) + end) for times in (1, 4))
    assert long < 9 * max(short, 0.002)
