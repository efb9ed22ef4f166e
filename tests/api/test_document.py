"""The API document is valid, complete and the committed one."""

import json
from typing import Any

import jsonschema_rs
import pytest
from django.core.management import call_command
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from home.blocks import BodyBlock
from home.models import page_models
from tests.api.contract import DOCUMENT, document


def operations() -> list[dict[str, Any]]:
    return [operation for item in document()["paths"].values() for operation in item.values()]


def test_committed_document_equals_the_generated_one(tmp_path) -> None:
    generated = tmp_path / "openapi.json"
    call_command("spectacular", file=str(generated), format="openapi-json", validate=True, fail_on_warn=True)
    assert json.loads(DOCUMENT.read_text()) == json.loads(generated.read_text()), (
        "Run `make types` and commit the difference."
    )


def test_document_is_valid() -> None:
    OpenAPIV31SpecValidator(document()).validate()


def test_every_page_type_is_a_component() -> None:
    mapping = document()["components"]["schemas"]["Page"]["discriminator"]["mapping"]
    assert set(mapping) == set(page_models())


def test_every_block_is_a_component() -> None:
    mapping = document()["components"]["schemas"]["Block"]["discriminator"]["mapping"]
    assert set(mapping) == set(BodyBlock().child_blocks)


@pytest.mark.parametrize("name", sorted(document()["components"]["schemas"]))
def test_component_and_each_of_its_properties_say_what_they_are(name: str) -> None:
    component = document()["components"]["schemas"][name]
    properties = component.get("properties", {})
    silent = [key for key, schema in properties.items() if not says_what_it_is(schema)]
    assert component.get("description"), f"{name} has no description"
    assert silent == [], f"{name} has properties without a description"


def says_what_it_is(schema: dict[str, Any]) -> bool:
    """Whether a property has a description, is described by a component of its own, or can have one value only."""
    return bool(schema.get("description") or "$ref" in schema or "const" in schema)


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation["operationId"])
def test_operation_and_each_of_its_parameters_say_what_they_are(operation: dict[str, Any]) -> None:
    summary, description = operation["summary"], operation["description"]
    assert len(description) > len(summary) > 0
    parameters = operation.get("parameters", [])
    assert [one["name"] for one in parameters if not one.get("description") or not one["schema"].get("examples")] == []


def test_examples_of_parameters_are_valid() -> None:
    for operation in operations():
        for parameter in operation.get("parameters", []):
            for example in parameter["schema"]["examples"]:
                jsonschema_rs.validate(parameter["schema"], example)


@pytest.mark.django_db
def test_docs_load_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/v1/docs/").content.decode()
    assert "swagger" in page
    assert "https://" not in page


@pytest.mark.django_db
def test_schema_is_served(client: Client) -> None:
    assert client.get("/api/v1/schema/").json() == document()
