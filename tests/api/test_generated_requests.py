"""Hundreds of requests, or thousands, that nobody would think of, made from the API document: none is an error of the server.

Each answer is also compared with the document, as every answer in a test is (`tests.conftest`).
"""

import json
import os
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core import NOT_SET

from tests.api.contract import document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_site")]

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "500"))
"""In all. `make fuzz` asks for 10,000, with others each time; otherwise they are the same each time."""
IS_RANDOM = "FUZZ_REQUESTS" in os.environ

OPERATIONS = [result.ok() for result in schemathesis.openapi.from_dict(document()).get_all_operations()]  # type: ignore[union-attr]  # a broken document ends the tests here
VALID, INVALID = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
KINDS = [
    (operation, mode)
    for operation in OPERATIONS
    for mode in (VALID, INVALID)
    # What has no parameters cannot be asked wrongly.
    if mode is VALID or operation.body or any(operation.iter_parameters())
]


def send(client: Client, case: Any) -> Any:
    query = urlencode(list((case.query or {}).items()), doseq=True, errors="replace")
    address = f"{case.formatted_path}?{query}" if query else case.formatted_path
    headers = {str(name): str(value) for name, value in (case.headers or {}).items()}
    body = b"" if case.body is NOT_SET else json.dumps(case.body, default=str).encode()
    return client.generic(case.method, address, body, case.media_type or "application/json", headers=headers)


@pytest.mark.parametrize(
    ("operation", "mode"), [pytest.param(*kind, id=f"{kind[0].label} {kind[1].value}") for kind in KINDS]
)
def test_generated_request_is_no_error_of_the_server(operation: Any, mode: GenerationMode) -> None:
    client, asked, share = Client(), 0, -(-REQUESTS // len(KINDS))

    @settings(
        max_examples=share,
        # To make a failure smaller takes longer than to read it.
        phases=[Phase.generate],
        derandomize=not IS_RANDOM,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        assert send(client, case).status_code < 500

    # An operation with few parameters has been asked everything before its share is reached.
    while asked < share:
        ask()
