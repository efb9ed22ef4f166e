"""Whatever somebody types is looked for as words, or refused in a sentence."""

import pytest
from django.test import Client

from api.search.index import bring_up_to_date
from tests.api.contract import assert_fits
from tests.pages import SmallSite

TYPED = [
    '"',
    '"rent',
    'rent"',
    "'rent",
    "rent*",
    "*",
    "^rent",
    "(rent",
    "rent)",
    "((((((rent",
    "title:rent",
    "{title body}:rent",
    "-title:rent",
    "rent AND",
    "AND rent",
    "OR",
    "NOT rent",
    "NEAR(rent cap, 2)",
    "rent + cap",
    "rent : cap",
    "rent -- cap",
    "rent; DROP TABLE api_searchentry",
    "rent' OR 1=1 --",
    "rent %",
    "%s rent",
    "rent\\",
    "rent & !cap | (x",
    "<-> rent",
    "rent:*A",
    "\x02rent\x03",
    "rent\u0301\u0302",
    "\u202erent",
    "हिन्दी",
    "房租",
    "𞤀𞤣",
    "\ud7ff\ue000",
    "٣٤",
    "²",
    "a " * 99,
    "a-" * 99 + "a",
    "x" * 200,
]

REFUSED = [
    "search/",
    "search/?q=",
    "search/?q=%20",
    "search/?q=%00",
    "search/?q=rent%00cap",
    "search/?q=" + "a" * 201,
    "search/?q=" + "a" * 7_900,
    "search/?q=rent&q=cap",
    "search/?q=rent&type=nothing",
    "search/?q=rent&type=",
    "search/?q=rent&tag=a%20b",
    "search/?q=rent&tag=%00",
    "search/?q=rent&tag=" + ",".join(["a"] * 51),
    "search/?q=rent&limit=0",
    "search/?q=rent&limit=101",
    "search/?q=rent&offset=-1",
    "search/?q=rent&offset=10000000000000000000000",
    "search/?q=rent&order=title",
    "search/?q=rent&cursor=x",
    "search/?query=rent",
    "pages/?search=",
    "pages/?search=" + "a" * 7_900,
    "pages/?search=rent&cursor=x",
]


@pytest.fixture(scope="module")
def searched_site(standing_site: SmallSite) -> SmallSite:
    standing_site.add_article(title="Title damp and mould or not")
    bring_up_to_date()
    return standing_site


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize(
    ("endpoint", "parameters"),
    [("search/", {"q": "{}"}), ("pages/", {"search": "{}"}), ("pages/", {"search": "{}", "order": "title"})],
)
def test_what_is_typed_is_never_an_error(
    client: Client, searched_site: SmallSite, endpoint: str, parameters: dict[str, str], typed: str
) -> None:
    asked = {name: typed if value == "{}" else value for name, value in parameters.items()}
    response = client.get(f"/api/v1/{endpoint}", asked)
    assert response.status_code == 200, response.content


@pytest.mark.parametrize(
    "typed", ['"damp" -mould', "title:damp", "damp AND mould OR NOT", "^damp* (mould)", "damp' | 'mould"]
)
def test_operators_are_words_or_nothing(client: Client, searched_site: SmallSite, typed: str) -> None:
    answer = client.get("/api/v1/search/", {"q": typed}).json()
    assert [item["page"]["title"] for item in answer["items"]] == ["Title damp and mould or not"]


@pytest.mark.parametrize("address", REFUSED)
def test_bad_request_names_the_parameter(client: Client, searched_site: SmallSite, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert_fits(response.json(), "Problem")
    assert response.json()["parameter"]
    assert len(response.content) < 4096
