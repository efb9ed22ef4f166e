"""What tests of the response store share."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from api.documents.making import make_what_is_missing
from api.models import OpenChange
from api.search.index import bring_up_to_date
from tests.conftest import SHELL
from tests.store.asking import Answers, StoredSite, using
from tests.store.world import World


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once for a module; what a test changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        bring_up_to_date()
        make_what_is_missing()
        # What a process has left behind that never committed.
        OpenChange.objects.all().delete()
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_answers(
    standing_world: World, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[Answers]:
    """The world's answers, which Django makes once for a module."""
    folder = tmp_path_factory.mktemp("store")
    shell = folder / "shell.html"
    shell.write_text(SHELL)
    with django_db_blocker.unblock(), override_settings(FRONTEND_BUILD=folder):
        site = StoredSite(folder, shell, TestCase.captureOnCommitCallbacks)
        yield site.answers(standing_world.addresses())


@pytest.fixture
def filled(world: World, stored: StoredSite, made_answers: Answers) -> StoredSite:
    """A store that keeps the answers to all addresses of the world."""
    stored.preload(made_answers)
    # One of them says which day it is, and may have been made on the day before.
    stored.fill(world.addresses())
    assert stored.kept(world.addresses()) == set(world.addresses())
    return stored


@pytest.fixture
def world(standing_world: World, db: None) -> World:
    standing_world.put_files_back()
    return standing_world


@pytest.fixture
def stored(
    db: None, tmp_path: Path, built_shell: Path, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StoredSite]:
    """A store in front of the site. Its clock is Django's as well."""
    with using(tmp_path):
        site = StoredSite(tmp_path, built_shell, django_capture_on_commit_callbacks)
        # Both stand still unless a test moves them.
        monkeypatch.setattr(timezone, "now", lambda: datetime.datetime.fromtimestamp(site.clock.seconds, datetime.UTC))
        yield site
