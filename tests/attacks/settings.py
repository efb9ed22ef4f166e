"""What `python -m tests.attacks` tests with: the tests' settings, and in memory a copy of a database that was migrated once."""

import os
import sqlite3
from contextlib import closing
from typing import Any

from django.db.backends.sqlite3.creation import DatabaseCreation

from cms.settings.test import *  # noqa: F403

MIGRATED = os.environ["MIGRATED_DATABASE"]
"""A file; where it is empty, tests migrate for themselves."""
# `manage.py migrate` makes the file.
DATABASES["default"]["NAME"] = MIGRATED  # noqa: F405


def filled(create: Any) -> Any:
    """`create`, which makes an empty database for tests, with what is in `MIGRATED`."""

    def create_filled(self: Any, *args: Any, **kwargs: Any) -> Any:
        name = create(self, *args, **kwargs)
        # A database in memory is there as long as a connection is.
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        with closing(sqlite3.connect(MIGRATED)) as file:
            file.backup(self.connection.connection)
        return name

    return create_filled


if os.path.getsize(MIGRATED):
    DatabaseCreation._create_test_db = filled(DatabaseCreation._create_test_db)  # type: ignore[attr-defined]
