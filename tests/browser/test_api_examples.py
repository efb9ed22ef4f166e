"""The examples in the API document are what the demo answers.

They stand in `api/examples/`, one file for each operation. After a change of answers, or for a new example (give it its
`summary` and `request`; `{/contact/}` stands for the id of the page there), write them anew and then run `make types`:

    WRITE_EXAMPLES=1 .venv/bin/python -m pytest tests/browser/test_api_examples.py
"""

import json
import os
import re
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from api.openapi import EXAMPLES, examples_of
from tests.browser.conftest import Site
from tests.processes import wait_until

ORIGIN = "http://localhost:8000"
"""Where the site of the examples is."""
KEPT = {"sources": 3, "sizes": 2, "breadcrumbs": 2, "title": 9, "passage": 9}
"""How much of these lists is shown. Of all others the first item is enough."""
OF_THE_MOMENT = {
    *("next_cursor", "past_cursor", "cursor", "preview"),
    *("nonce", "salt", "keyPrefix", "keySignature", "signature", "issued", "expiresAt"),
}
"""Keys whose values are other ones each time, in each database or on each machine."""
MASKS = {
    r"/media/images/\w+/": "/media/images/…/",
    r"\d{4}-\d\d-\d\d(T[\d:.]+([+-][\d:]+|Z))?": "…",
}
"""Names that nobody can guess, and the days of the demo, which count from the day on which it was loaded."""


@pytest.mark.parametrize("operation_id", sorted(path.stem for path in EXAMPLES.iterdir()))
def test_examples_are_what_the_demo_answers(site: Site, operation_id: str) -> None:
    wait_until(lambda: is_complete(site), "the worker has made pictures and search index")
    examples = examples_of(operation_id)
    answered = [{**example, **answer_to(site, example["request"])} for example in examples]
    if os.environ.get("WRITE_EXAMPLES"):
        text = json.dumps(answered, indent=2, ensure_ascii=False)
        (EXAMPLES / f"{operation_id}.json").write_text(f"{text}\n")
    else:
        assert comparable(examples) == comparable(answered)


def is_complete(site: Site) -> bool:
    """Whether the pictures that the examples show are there, and what they search for is found."""
    [activity] = ask(site, "/api/v1/activities/?when=upcoming&order=starts_at&limit=1")[2]["items"]
    has_pictures = activity["image"] and ask(site, "/api/v1/site/")[2]["share_image"]
    return bool(has_pictures and ask(site, "/api/v1/search/?q=rent")[2]["items"])


def answer_to(site: Site, request: str) -> dict[str, Any]:
    """Status, media type and shortened body of the answer to a request in which a path in braces stands for an id."""

    def id_at(match: re.Match[str]) -> str:
        return str(ask(site, f"/api/v1/resolve/?path={quote(match[1])}")[2]["page"]["id"])

    status, media_type, body = ask(site, re.sub(r"\{(/.*?)\}", id_at, request))
    return {"status": status, "media_type": media_type, "body": shortened(body)}


def ask(site: Site, address: str) -> tuple[int, str, Any]:
    """Status, media type and JSON of an answer, as if the site were at ORIGIN."""
    try:
        response = urlopen(site.url + address)
    except HTTPError as error:
        response = error
    with response:
        text = response.read().decode().replace(site.url, ORIGIN)
        return response.status, response.headers.get_content_type(), json.loads(text)


def shortened(value: Any, key: str = "") -> Any:
    """`value` with no more than the first items of each list."""
    if isinstance(value, dict):
        return {name: shortened(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [shortened(part) for part in value[: KEPT.get(key, 1)]]
    return value


def comparable(value: Any, key: str = "") -> Any:
    """`value` without what belongs to one moment or one machine."""
    if isinstance(value, dict):
        return {name: comparable(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [comparable(part, key) for part in value]
    if key in OF_THE_MOMENT:
        return type(value).__name__
    if isinstance(value, str):
        for pattern, mask in MASKS.items():
            value = re.sub(pattern, mask, value)
    return value
