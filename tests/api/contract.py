"""Checks answers against the committed API document."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

DOCUMENT = Path(__file__).resolve().parents[2] / "frontend" / "openapi.json"


@cache
def document() -> dict[str, Any]:
    return json.loads(DOCUMENT.read_text())


def assert_fits(value: Any, component: str) -> None:
    """Fails with the first difference between `value` and the component of that name."""
    schema = {"$ref": f"#/components/schemas/{component}", "components": document()["components"]}
    error = next(
        iter(Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).iter_errors(value)), None
    )
    assert error is None, f"{component}: {error.message} at {list(error.absolute_path)}"
    assert_declared(value, component)


def assert_declared(value: dict[str, Any], component: str) -> None:
    """JSON Schema lets unknown keys pass: a key that the document does not name is a mistake all the same."""
    properties = document()["components"]["schemas"][component].get("properties")
    if properties is not None:
        assert set(value) <= set(properties), f"{component} does not declare {set(value) - set(properties)}"
