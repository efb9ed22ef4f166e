"""Finds migrations after which the code of the version before couldn't go on: while a new version is put in place, old
processes read and write the new tables. See docs/decisions/0036-old-code-on-new-tables.md."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field

BASELINE = {"api": "0001_changes", "cms": "0001_editor_sessions", "home": "0009_image_plays"}
"""Where it begins: what came earlier is on every site."""

HARMLESS = (
    operations.AddIndex,
    operations.AlterModelManagers,
    operations.AlterModelOptions,
    operations.AlterModelTableComment,
    operations.CreateModel,
    operations.RemoveConstraint,
    operations.RemoveIndex,
    operations.RenameIndex,
)


def complaints(app: str, migration: Migration, state: ProjectState) -> Iterator[str]:
    """What old code wouldn't survive in a migration of `app`, a sentence each. `state` is what was there before it; it is
    changed to what is there after it.

    A migration whose class has `reviewed`, a sentence that says why all is well, is believed.
    """
    made: set[str] = set()
    for operation in migration.operations:
        if isinstance(operation, operations.CreateModel):
            made.add(operation.name_lower)
        for part in _database_parts(operation):
            if _model(part) not in made and not getattr(migration, "reviewed", ""):
                yield from _complaints_about(part, app, state)
        operation.state_forwards(app, state)


def _database_parts(operation: Operation) -> Sequence[Operation]:
    if isinstance(operation, operations.SeparateDatabaseAndState):
        return operation.database_operations
    return [operation]


def _model(operation: Operation) -> str:
    """The name of the model that it is about, in small letters; empty where it is about none."""
    name: str = getattr(operation, "model_name", getattr(operation, "name", ""))
    return name.lower()


def _complaints_about(operation: Operation, app: str, state: ProjectState) -> Iterator[str]:
    if isinstance(operation, operations.AddField):
        if not _may_be_left_out(operation.field):
            yield f"{_name(operation)} has to allow null or have a db_default: old code doesn't fill it in"
    elif isinstance(operation, operations.AlterField):
        before = state.models[app, operation.model_name_lower].fields[operation.name]
        for what in _narrowed(before, operation.field):
            yield f"{_name(operation)} {what}"
    elif isinstance(operation, operations.RunPython):
        if not operation.reversible:
            yield "RunPython has no reverse: there would be no way back to the old code"
    elif not isinstance(operation, HARMLESS):
        yield f"{operation.describe()}: old code may need what was there, or write what isn't allowed any more"


def _name(operation: operations.AddField | operations.AlterField) -> str:
    return f"{operation.model_name}.{operation.name}"


def _may_be_left_out(field: "Field[Any, Any]") -> bool:
    """Whether a row can be written by somebody who doesn't know the column; there may be no column at all."""
    has_column = not (field.many_to_many or field.generated)
    return not has_column or field.null or field.db_default is not NOT_PROVIDED


def _narrowed(before: "Field[Any, Any]", after: "Field[Any, Any]") -> Iterator[str]:
    if before.get_internal_type() != after.get_internal_type():
        yield "becomes another type: old code reads and writes the one before"
    if before.null and not after.null:
        yield "doesn't allow null any more: old code may write it"
    if after.unique and not before.unique:
        yield "has to be unique: old code may write the same again"
    if after.max_length and (not before.max_length or after.max_length < before.max_length):
        yield "becomes shorter: old code may write more"
    if before.db_column != after.db_column:
        yield "gets another column: old code looks for the one before"


def all_complaints() -> Iterator[str]:
    """A line for each complaint about a migration of ours that came after `BASELINE`. Asks no database."""
    loader = MigrationLoader(None)
    for app, baseline in BASELINE.items():
        known = set(loader.graph.forwards_plan((app, baseline)))
        (leaf,) = loader.graph.leaf_nodes(app)
        for key in loader.graph.forwards_plan(leaf):
            if key[0] == app and key not in known:
                state = loader.graph.make_state(key, at_end=False)
                for complaint in complaints(app, loader.graph.nodes[key], state):
                    yield f"{app}/migrations/{key[1]}.py: {complaint}."


if __name__ == "__main__":
    import django

    django.setup()
    found = list(all_complaints())
    for complaint in found:
        print(complaint)
    sys.exit(1 if found else 0)
