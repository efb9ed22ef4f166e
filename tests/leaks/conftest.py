"""What is made once for all tests of a file: the site with everything that can be hidden."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from api.documents.making import make_what_is_missing
from tests.conftest import SHELL
from tests.leaks.addresses import secrets_of
from tests.leaks.crawler import Secrets
from tests.leaks.world import World
from tests.recorded import Recording
from tests.unwatched import unwatched

MOST_VALUES = int(os.environ.get("LEAK_VALUES", "5"))
"""For each parameter. `make fuzz` asks for more."""


@pytest.fixture(scope="session")
def recorded_world(django_db_setup: None, django_db_blocker: Any) -> Recording[World]:
    with django_db_blocker.unblock():
        return Recording(make_world)


def make_world() -> World:
    with unwatched():
        world = World()
    # As the worker does: so most answers are given from finished documents, and some are built.
    make_what_is_missing()
    return world


@pytest.fixture(scope="module")
def world(recorded_world: Recording[World], django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = recorded_world.play()
        world.settle()
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def secrets(world: World) -> Secrets:
    return secrets_of(world).thinned(MOST_VALUES)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The page shell that each single test gets; the crawl begins before there is one."""
    build = tmp_path_factory.mktemp("build")
    (build / "shell.html").write_text(SHELL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.FRONTEND_BUILD", build)
        yield


@pytest.fixture(scope="module", autouse=True)
def every_tag_is_named() -> Iterator[None]:
    """Before answers are compared, the ids are taken out of their tags; of kinds that stand for too many of them none could be.
    How long ids are depends on how many tests have run before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.edge.tags.LONGEST_TAGS", 1_000_000)
        yield
