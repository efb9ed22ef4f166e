"""What tests of several languages share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.pages import SmallSite


@pytest.fixture
def get(client: Client) -> Callable[..., Any]:
    """Asks the API, `get("resolve/", path="/de/")`, and gives the JSON of a 200."""

    def asked(endpoint: str, **parameters: Any) -> Any:
        response = client.get(f"/api/v1/{endpoint}", parameters)
        assert response.status_code == 200, response.content
        return response.json()

    return asked


@pytest.fixture
def page_at(get: Callable[..., Any]) -> Callable[..., Any]:
    """The page that the API gives for a path."""
    return lambda path, **parameters: get("resolve/", path=path, **parameters)["page"]


@pytest.fixture
def german(small_site: SmallSite) -> SmallSite:
    """The small site with its home page and its position in German as well."""
    small_site.translate(small_site.home, title="Startseite")
    small_site.translate(small_site.positions, title="Positionen", slug="positionen")
    small_site.translate(small_site.position, title="Mietendeckel", slug="mietendeckel")
    return small_site
