"""Asks the site with documents and without them."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

from api.documents import reading
from api.known import Facts
from api.views import base

Answer = tuple[int, dict[str, str], bytes]
"""Status, headers and content."""
NOT_COMPARED = {"Last-Modified"}


@contextmanager
def unchanged() -> Iterator[pytest.MonkeyPatch]:
    """Nothing changes within: what is found out for one answer is known to the others, and nothing is known at first."""
    facts: defaultdict[int, Facts] = defaultdict(dict)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "facts_since", lambda changed_at, site_id: facts[site_id])
        yield patch


@contextmanager
def without_documents() -> Iterator[None]:
    """Whatever is asked for within is built from the tables that editors write, in which nothing changes meanwhile."""
    with unchanged() as patch:
        patch.setattr(reading, "edition", lambda: "none that there is")
        yield


def answer_of(client: Client, address: str) -> Answer:
    response: Any = client.get(address, HTTP_HOST="localhost:8000")
    headers = {name: value for name, value in response.headers.items() if name not in NOT_COMPARED}
    # A picture comes as a file.
    return response.status_code, headers, response.getvalue()


def built_answers(client: Client, addresses: list[str]) -> dict[str, Answer]:
    """What the addresses are answered without documents."""
    with without_documents():
        return {address: answer_of(client, address) for address in addresses}


def different(client: Client, built: dict[str, Answer]) -> list[str]:
    """Those of the addresses that are answered otherwise with documents than without."""
    with unchanged():
        return [address for address, answer in built.items() if answer_of(client, address) != answer]
