"""A site in a folder of its own, with a database of its own, that backups are made of."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections, transaction
from django.test import override_settings

# The command would import it at first use: within a test that has put something else in the place of what it imports.
import cms.backup.restoring  # noqa: F401
from api.documents.making import make_what_is_missing
from api.search.index import bring_up_to_date
from cms.backup.places import Folder
from cms.engines import read_database
from home.models import Message
from tests.copies import copied_database, empty_postgres
from tests.store.world import World


@dataclass(frozen=True)
class Site:
    """The folder of a site, and its database where that isn't in there."""

    folder: Path
    url: str = ""

    @property
    def database(self) -> Path:
        """SQLite's file."""
        return self.folder / "db.sqlite3"

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Within, this process is one of the site's."""
        tests_own = connections["default"]
        settings = {**tests_own.settings_dict, "NAME": str(self.database)}
        if self.url:
            # Connections in a pool are those of the tests' own database.
            settings["NAME"] = read_database(self.url)["NAME"]
            settings["OPTIONS"] = {name: value for name, value in settings["OPTIONS"].items() if name != "pool"}
        connections["default"] = type(tests_own)(settings, "default")
        try:
            with override_settings(DATA_DIR=self.folder, MEDIA_ROOT=self.folder / "media"):
                yield
        finally:
            connections["default"].close()
            connections["default"] = tests_own


@dataclass(frozen=True)
class Key:
    """A pair of keys; the private one also as a file."""

    identity: Any
    public: str
    file: Path


@pytest.fixture(scope="session")
def new_key(tmp_path_factory: pytest.TempPathFactory) -> Any:
    def make() -> Key:
        identity = pyrage.x25519.Identity.generate()
        file = tmp_path_factory.mktemp("key") / "key.txt"
        file.write_text(f"# created: today\n{identity}\n")
        return Key(identity, str(identity.to_public()), file)

    return make


@pytest.fixture(scope="session")
def key(new_key: Any) -> Key:
    return new_key()


@pytest.fixture(scope="session")
def world_and_site(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[list[str], Site]]:
    """The world of the store's tests, with messages, and the addresses that can be asked of it."""
    folder = tmp_path_factory.mktemp("site")
    with ExitStack() as stack:
        with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"), transaction.atomic():
            addresses = fill()
            database = stack.enter_context(copied_database(folder))
            transaction.set_rollback(True)
        yield addresses, Site(folder, database["DATABASE_URL"])


def fill() -> list[str]:
    """Makes that world, and gives the addresses."""
    world = World()
    bring_up_to_date()
    make_what_is_missing()
    default_storage.save("documents/minutes.txt", ContentFile(b"Minutes " * 40_000))
    Message.objects.create(site=world.site, email="reader@example.org", text="We meet on Thursday.")
    return [*world.addresses(), *(f"/api/v1/pages/?limit=1&offset={number}" for number in range(60))]


@pytest.fixture(scope="session")
def addresses(world_and_site: Any) -> list[str]:
    return world_and_site[0]


@pytest.fixture
def site(world_and_site: Any) -> Site:
    """The site, which no test changes."""
    return world_and_site[1]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Site]:
    """A place without a site, as a first start of `manage.py restore` finds it: with a key that was just made."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "secret_key").write_text("made a moment ago")
    with empty_postgres() if connection.vendor == "postgresql" else nullcontext("") as url:
        yield Site(tmp_path / "empty", url)


@pytest.fixture
def place(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "copies")
