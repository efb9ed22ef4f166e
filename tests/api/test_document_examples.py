"""Every operation in the API document has examples, and they are what the document says."""

from typing import Any

import pytest

from tests.api.contract import assert_fits, document

OPERATIONS = {operation["operationId"]: operation for item in document()["paths"].values() for operation in item.values()}


def answers(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """What the document says about each status that has a body, by media type."""
    return [answer["content"] for answer in operation["responses"].values() if "content" in answer]


@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
def test_operation_has_an_example_of_each_answer_that_is_no_problem(operation_id: str) -> None:
    responses = OPERATIONS[operation_id]["responses"]
    [found] = [responses[status]["content"] for status in ("200", "202") if status in responses]
    assert [media_type for media_type, described in found.items() if not described.get("examples")] == []


@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
def test_example_fits_its_schema(operation_id: str) -> None:
    operation = OPERATIONS[operation_id]
    bodies = [*answers(operation), *([operation["requestBody"]["content"]] if "requestBody" in operation else [])]
    for described in [described for body in bodies for described in body.values()]:
        for example in described.get("examples", {}).values():
            assert_fits(example["value"], described["schema"]["$ref"].rpartition("/")[2])
