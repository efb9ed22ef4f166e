"""What tests of the search share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from api.search.index import bring_up_to_date
from tests.pages import SmallSite

Ask = Callable[..., Any]
Found = Callable[..., list[str]]


@pytest.fixture
def ask(client: Client, small_site: SmallSite) -> Ask:
    """Searches, `ask("rent", type="article")`, and gives the JSON of the answer."""

    def asked(q: str, **parameters: Any) -> Any:
        response = client.get("/api/v1/search/", {"q": q, **parameters})
        assert response.status_code == 200, response.content
        return response.json()

    return asked


@pytest.fixture
def found(ask: Ask) -> Found:
    """The titles of the pages found, after the worker has done its work."""

    def titles(q: str, **parameters: Any) -> list[str]:
        bring_up_to_date()
        return [item["page"]["title"] for item in ask(q, **parameters)["items"]]

    return titles
