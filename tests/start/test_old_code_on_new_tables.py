"""A migration that the code of the version before wouldn't survive is told before it is merged."""

from typing import Any

import pytest
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from cms.bootstrap.migrations import all_complaints, complaints


def told(*made: Operation, reviewed: str = "") -> list[str]:
    """What is said of a migration with those operations, on tables of letters and of stamps."""
    state = ProjectState()
    state.add_model(ModelState("home", "Letter", [("id", KEY), ("words", text())]))
    state.add_model(ModelState("home", "Stamp", [("id", KEY)]))
    kind = type("Migration", (Migration,), {"operations": list(made), "reviewed": reviewed})
    return list(complaints("home", kind("0099_test", "home"), state))


KEY = models.BigAutoField(primary_key=True)


def text(**options: Any) -> "models.Field[Any, Any]":
    return models.CharField(**{"max_length": 100, "null": True, **options})


def number(**options: Any) -> "models.Field[Any, Any]":
    return models.IntegerField(**options)


def add(field: "models.Field[Any, Any]") -> Operation:
    return operations.AddField("letter", "new", field)


def alter(field: "models.Field[Any, Any]") -> Operation:
    return operations.AlterField("letter", "words", field)


UNIQUE = models.UniqueConstraint(fields=["words"], name="words")


@pytest.mark.parametrize(
    "operation",
    [
        add(number()),
        add(number(default=3)),
        add(models.ForeignKey("home.Stamp", models.CASCADE)),
        alter(text(null=False)),
        alter(text(max_length=50)),
        alter(text(unique=True)),
        alter(text(db_column="text")),
        alter(number(null=True)),
        operations.RemoveField("letter", "words"),
        operations.RenameField("letter", "words", "text"),
        operations.DeleteModel("Letter"),
        operations.RenameModel("Letter", "Mail"),
        operations.AlterModelTable("Letter", "mail"),
        operations.AddConstraint("letter", UNIQUE),
        operations.AlterUniqueTogether("letter", {("id", "words")}),
        operations.RunPython(print),
        operations.RunSQL("DROP TABLE home_letter", "SELECT 1"),
        operations.SeparateDatabaseAndState(database_operations=[operations.DeleteModel("Letter")]),
    ],
    ids=lambda operation: operation.describe(),
)
def test_change_that_old_code_would_not_survive_is_told(operation: Operation):
    assert len(told(operation)) == 1


@pytest.mark.parametrize(
    "operation",
    [
        add(number(null=True)),
        add(number(default=3, db_default=3)),
        add(models.ManyToManyField("home.Stamp")),
        alter(text(max_length=200)),
        alter(text(help_text="Words")),
        operations.AddIndex("letter", models.Index(fields=["words"], name="by_words")),
        operations.RunPython(print, operations.RunPython.noop),
        operations.SeparateDatabaseAndState(state_operations=[operations.RemoveField("letter", "words")]),
    ],
    ids=lambda operation: operation.describe(),
)
def test_change_that_old_code_survives_is_not(operation: Operation):
    assert told(operation) == []


def test_what_the_same_migration_makes_is_its_own_to_change():
    make = operations.CreateModel("Parcel", [("id", KEY)])
    assert told(make, operations.AddField("parcel", "weight", number())) == []


def test_somebody_can_say_why_all_is_well():
    assert told(operations.DeleteModel("Letter"), reviewed="Nothing has read it since version 3.") == []


def test_migrations_of_this_version_are_fine():
    assert list(all_complaints()) == []
