"""The API document: drf-spectacular describes the endpoints, pydantic the JSON types that the answers are built with.

The types are TypedDicts, declared beside the code that fills them (`home.shapes`, `home.blocks`,
`api.representation`). OpenAPI 3.1 takes JSON Schema 2020-12 as it is, so what pydantic makes of them needs no
translation. A union with a name (`Page`, `Block`) becomes a component with a discriminator.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from pydantic import TypeAdapter
from pydantic.json_schema import CoreModeRef, CoreRef, DefsRef, GenerateJsonSchema
from rest_framework import serializers
from rest_framework.exceptions import NotAcceptable

from api.problems import MEDIA_TYPE, SENTENCES, problem_of, problem_with, title_of

REFERENCE = "#/components/schemas/{model}"
EXAMPLES = Path(__file__).parent / "examples"
"""A file for each operation: requests with what the demo answers, long lists cut. `tests/api/test_examples.py` writes them."""

RETRY_AFTER = OpenApiParameter(
    "Retry-After", int, OpenApiParameter.HEADER, response=[429, 503], description="Seconds to wait before the next try."
)


def responses(component: str, *problems: int) -> dict[Any, Any]:
    """The answers of an endpoint: 200 with the component of that name, nothing new, and problem documents."""
    answers: dict[Any, Any] = {
        (200, "application/json"): OpenApiResponse(_reference(component), description="Found."),
        304: OpenApiResponse(description="What the client has, by its `If-None-Match`, is still right."),
    }
    for status in (*problems, 406, 412, 414, 503):
        description = title_of(status) + "."
        answers[(status, MEDIA_TYPE)] = OpenApiResponse(
            _reference("Problem"), description=description, examples=_refusals(status)
        )
    return answers


def _refusals(status: int) -> list[OpenApiExample]:
    """The problem as an example where it is the same for all operations; others have examples of their own."""
    if status == 406:
        return [OpenApiExample(title_of(status), problem_of(NotAcceptable()))]
    return [OpenApiExample(title_of(status), problem_with(status, SENTENCES[status]))] if status in (412, 414, 503) else []


def post_responses(component: str, *problems: int, status: Literal[200, 202] = 202) -> dict[Any, Any]:
    """The answers of an endpoint that takes something: `status` with the component of that name, and problem documents."""
    answers = {
        key: answer for key, answer in responses(component, *problems).items() if key not in (304, (200, "application/json"))
    }
    description = "Taken." if status == 202 else "Found."
    return {(status, "application/json"): OpenApiResponse(_reference(component), description=description), **answers}


def list_responses(component: str) -> dict[Any, Any]:
    """The answers of a list, which is sparse where `fields` were asked for."""
    return {**responses(component, 400), **sparse_response()}


def sparse_response() -> dict[Any, Any]:
    """The answer of a list of which `fields` were asked for."""
    sparse = OpenApiResponse(_reference("SparseList"), description="Found, with the keys that were asked for.")
    return {(200, "application/vnd.broadside.sparse+json"): sparse}


def order_field(names: list[str], default: str | None = None) -> serializers.ChoiceField:
    """The parameter `order` of a list that can be ordered by `names`, either way."""
    absent: dict[str, Any] = {"required": False} if default is None else {"default": default}
    return serializers.ChoiceField(
        [*names, *(f"-{name}" for name in names)],
        help_text="What the items are ordered by. A minus sign turns the order round.",
        style=example(f"-{names[1]}"),
        **absent,
    )


def example(value: str | int) -> dict[str, Any]:
    """For the argument `style` of a parameter's field: a value as it may stand in an address."""
    return {"example": value}


def path_parameter(name: str, description: str, value: int) -> OpenApiParameter:
    """A number in the path, with `value` as its example."""
    schema = {"type": "integer", "minimum": 1, "examples": [value]}
    return OpenApiParameter(name, schema, OpenApiParameter.PATH, description=description)


def _reference(component: str) -> dict[str, str]:
    return {"$ref": REFERENCE.format(model=component)}


class Endpoint(AutoSchema):
    """drf-spectacular's description of an endpoint, without its guess that a list is a bare array."""

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False

    def get_examples(self) -> list[OpenApiExample]:
        """What the demo answers to requests of this operation."""
        return [
            OpenApiExample(
                entry["summary"],
                entry["body"],
                description=f"`GET {re.sub('{.*?}', '{id}', entry['request'])}`",
                response_only=True,
                status_codes=[str(entry["status"])],
                media_type=entry["media_type"],
            )
            for entry in examples_of(self.get_operation_id())
        ]

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        return {**schema, "examples": [field.style["example"]]} if schema and "example" in field.style else schema

    def _process_override_parameters(self, direction: str = "request") -> Any:
        """The parameters, each with its example in words too: the docs page does not show those in schemas, and would send
        one at the parameter itself along with all others."""
        found = super()._process_override_parameters(direction)
        for parameter in found.values():
            for value in parameter["schema"].get("examples", []):
                parameter["description"] += f" For example `{value}`."
        return found


def examples_of(operation_id: str) -> list[dict[str, Any]]:
    """The requests of an operation's examples, with status, media type and body of their answers."""
    file = EXAMPLES / f"{operation_id}.json"
    return json.loads(file.read_text()) if file.exists() else []


class ComponentNames(GenerateJsonSchema):
    """Names components after their types; what is declared in `home.blocks` is a block, and its name says so."""

    def get_defs_ref(self, core_mode_ref: CoreModeRef) -> DefsRef:
        reference, mode = core_mode_ref
        named = re.sub(r"^(home\.blocks\.\w+\.\w+)(?=:)", r"\1Block", reference)
        return super().get_defs_ref((CoreRef(named), mode))


def only_ours(endpoints: list[Any], **kwargs: Any) -> list[Any]:
    """drf-spectacular hook: leaves out the endpoints that Wagtail's admin has for itself."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def add_components(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """drf-spectacular hook: adds every JSON type to the document."""
    result.setdefault("components", {})["schemas"] = {**result["components"].get("schemas", {}), **components()}
    return result


@cache
def components() -> dict[str, Any]:
    """The schemas of every JSON type that readers get, by name."""
    from api.problems import Problem
    from api.representation.site import Navigation, Site
    from api.resolving import Resolution
    from api.sharing import Shared
    from api.views.activities import ActivityList
    from api.views.articles import ArticleList
    from api.views.contact import Challenge, Receipt
    from api.views.listing import SparseList
    from api.views.pages import PageList
    from api.views.positions import PositionList
    from api.views.search import SearchResult
    from api.views.sharing import AnyAnswer
    from api.views.tags import TagList

    adapters: list[tuple[str, Literal["serialization"], TypeAdapter[Any]]] = [
        ("Resolution", "serialization", TypeAdapter(Resolution)),
        ("Shared", "serialization", TypeAdapter(Shared)),
        ("AnyAnswer", "serialization", TypeAdapter(AnyAnswer)),
        ("PageList", "serialization", TypeAdapter(PageList)),
        ("PositionList", "serialization", TypeAdapter(PositionList)),
        ("ActivityList", "serialization", TypeAdapter(ActivityList)),
        ("ArticleList", "serialization", TypeAdapter(ArticleList)),
        ("TagList", "serialization", TypeAdapter(TagList)),
        ("SearchResult", "serialization", TypeAdapter(SearchResult)),
        ("SparseList", "serialization", TypeAdapter(SparseList)),
        ("Site", "serialization", TypeAdapter(Site)),
        ("Navigation", "serialization", TypeAdapter(Navigation)),
        ("Challenge", "serialization", TypeAdapter(Challenge)),
        ("Receipt", "serialization", TypeAdapter(Receipt)),
        ("Problem", "serialization", TypeAdapter(Problem)),
    ]
    _, schema = TypeAdapter.json_schemas(adapters, ref_template=REFERENCE, schema_generator=ComponentNames)
    return {name: without_titles(component) for name, component in sorted(schema["$defs"].items())}


def without_titles(schema: Any) -> Any:
    """`schema` without the titles that repeat each key's name; a property may be called `title`."""
    if isinstance(schema, list):
        return [without_titles(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: without_titles(part) for name, part in value.items()} if key == "properties" else without_titles(value)
        for key, value in schema.items()
        if key != "title"
    }
