"""What tests of the API share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def get(client: Client) -> Callable[..., Any]:
    """Asks the API, `get("resolve/", path="/")`, and gives the JSON of a 200."""

    def asked(endpoint: str, **parameters: Any) -> Any:
        response = client.get(f"/api/v1/{endpoint}", parameters)
        assert response.status_code == 200, response.content
        return response.json()

    return asked
