"""What tests of documents share: a site with something of everything, whose documents are made."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from api.documents.making import make_what_is_missing
from api.search.index import bring_up_to_date
from tests.store.world import World


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once for a module; what a test changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        bring_up_to_date()
        make_what_is_missing()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(standing_world: World, db: None) -> World:
    return standing_world
