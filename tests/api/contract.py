"""Checks answers against the committed API document, which a client is made from: what it does not say is a mistake."""

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

DOCUMENT = Path(__file__).resolve().parents[2] / "frontend" / "openapi.json"
PREFIX = "/api/v1/"
ABOUT_THE_API = (f"{PREFIX}schema/", f"{PREFIX}docs/")
"""Describe the API and are not described themselves."""
PROBLEM = "application/problem+json"


@cache
def document() -> dict[str, Any]:
    return json.loads(DOCUMENT.read_text())


def assert_fits(value: Any, component: str) -> None:
    """Fails with the first difference between `value` and the component of that name; an undeclared key is one."""
    _assert_valid(value, f"#/components/schemas/{component}")


def assert_answer_fits(method: str, path: str, response: Any) -> None:
    """Fails unless the document foresees this answer: its status, its media type and every key of its JSON.

    Addresses outside the API pass, and so do OPTIONS, which the document does not describe.
    """
    if not path.startswith(PREFIX) or path in ABOUT_THE_API or (method == "OPTIONS" and response.status_code < 400):
        return
    described = operation(method, path)
    told = f"{method} {path} answers {response.status_code}"
    if described is None:
        assert response.status_code >= 400, f"{told}, and the document does not know it"
        answers = {"content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    else:
        answers = described["responses"].get(str(response.status_code))
        assert answers is not None, f"{told}; documented are {sorted(described['responses'])}"
    if "content" not in answers or method == "HEAD":
        assert method == "HEAD" or not response.content, f"{told} with a body, and documented is none"
        return
    media_type = response["Content-Type"].partition(";")[0]
    assert media_type in answers["content"], f"{told} as {media_type}; documented are {sorted(answers['content'])}"
    content = response.content
    plain = gzip.decompress(content) if response.get("Content-Encoding") == "gzip" else content
    _assert_valid(json.loads(plain), answers["content"][media_type]["schema"]["$ref"], told)


def operation(method: str, path: str) -> dict[str, Any] | None:
    """What the document says about `method` at `path`; HEAD is GET without a body. None where it says nothing."""
    name = "get" if method == "HEAD" else method.lower()
    found = [item for template, item in document()["paths"].items() if _pattern(template).fullmatch(path)]
    return found[0].get(name) if found else None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)))


def _assert_valid(value: Any, reference: str, told: str = "") -> None:
    error = next(iter(_validator(reference).iter_errors(value)), None)
    assert error is None, f"{told} {reference.rpartition('/')[2]}: {error.message} at {list(error.instance_path)}".strip()


@cache
def _validator(reference: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": reference, "components": _strict(document()["components"])}, validate_formats=True)


def _strict(schema: Any) -> Any:
    """`schema` that refuses keys which it does not declare, and that tells by its discriminator what is wrong in a union."""
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "discriminator" in schema:
        return _by_discriminator(**schema["discriminator"])
    strict = {
        key: {name: _strict(part) for name, part in value.items()} if key == "properties" else _strict(value)
        for key, value in schema.items()
    }
    return {"additionalProperties": False, **strict} if "properties" in schema else strict


def _by_discriminator(propertyName: str, mapping: dict[str, str]) -> dict[str, Any]:
    branches = [
        {"if": {"properties": {propertyName: {"const": name}}, "required": [propertyName]}, "then": {"$ref": reference}}
        for name, reference in mapping.items()
    ]
    return {"required": [propertyName], "properties": {propertyName: {"enum": list(mapping)}}, "allOf": branches}
