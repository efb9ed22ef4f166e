"""The demo, loaded once for all tests of a module that only read it."""

import io
from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Undone after the module; what its tests change themselves is undone after each test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def load_demo(db: None) -> Callable[..., str]:
    """Runs the command with the given arguments and returns what it says."""

    def run(*arguments: str) -> str:
        output = io.StringIO()
        call_command("load_demo", *arguments, stdout=output)
        return output.getvalue().strip()

    return run
