"""The API document is valid, complete and the committed one."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.openapi import components
from home.blocks import BodyBlock
from home.models import page_models
from tests.api.contract import DOCUMENT, document


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


@pytest.mark.parametrize("name", sorted(components()))
def test_component_says_what_it_is(name: str) -> None:
    component = components()[name]
    assert component.get("description") or component.get("oneOf"), f"{name} has no description"


@pytest.mark.django_db
def test_docs_load_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/v1/docs/").content.decode()
    assert "swagger" in page
    assert "https://" not in page


@pytest.mark.django_db
def test_schema_is_served(client: Client) -> None:
    assert client.get("/api/v1/schema/").json() == document()
