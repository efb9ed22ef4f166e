"""Copies a database as it is at one moment, while others go on writing, and brings such a copy back.

SQLite copies itself (`VACUUM INTO`): one read transaction, so that nothing half done is in it, and only what is there, not
what was deleted and not yet overwritten. Postgres has pg_dump, which does the same.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from django.db import connection, models
from django.db.backends.postgresql.client import DatabaseClient

from cms.bootstrap.process import Problem

SECONDS_TO_WAIT = 20
SIDES = ("-wal", "-shm")
"""What SQLite keeps beside its file."""
DUMP = b"PGDMP"
"""With which a file of pg_dump begins."""


def engine() -> str:
    """`sqlite` or `postgresql`."""
    return connection.vendor


def copy_into(path: Path, without: Collection[type[models.Model]]) -> None:
    """Writes the database into `path`, which isn't there yet, without the rows of some models. Raises `Problem`."""
    tables = [model._meta.db_table for model in without]
    (_copy_sqlite if engine() == "sqlite" else _copy_postgres)(path, tables)


def database_file() -> Path:
    """SQLite's file."""
    return Path(connection.settings_dict["NAME"])


def _copy_sqlite(path: Path, tables: list[str]) -> None:
    try:
        # A file that isn't there is not to be made.
        address = f"{database_file().resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=SECONDS_TO_WAIT)) as source:
            source.execute("VACUUM INTO ?", [str(path)])
        with closing(sqlite3.connect(path)) as copy, copy:
            # Otherwise what is deleted can still be read in the file.
            copy.execute("PRAGMA secure_delete = ON")
            for table in tables:
                copy.execute(f'DELETE FROM "{table}"')
    except sqlite3.Error as error:
        raise Problem(f"The database can't be copied: {error}.") from error


def _copy_postgres(path: Path, tables: list[str]) -> None:
    left_out = [f"--exclude-table-data={table}" for table in tables]
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", *left_out, f"--file={path}")


def is_empty() -> bool:
    """Whether there is no database yet, or none with a table."""
    if engine() == "sqlite" and not database_file().exists():
        return True
    tables = connection.introspection.table_names()
    connection.close()
    return not tables


def check_copy(path: Path) -> bool:
    """Whether the copy can be read; of Postgres's, whether it is one: what is wrong within, pg_restore says itself."""
    if engine() != "sqlite":
        with path.open("rb") as file:
            return file.read(len(DUMP)) == DUMP
    try:
        with closing(sqlite3.connect(path)) as copy:
            # An empty file is a database too.
            copy.execute("SELECT 1 FROM django_migrations")
            return bool(copy.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def put_back_into_postgres(path: Path) -> None:
    """Fills the empty database, all of it or nothing. Raises `Problem`."""
    options = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(path), names_database=False)


def _run(program: str, *options: str, names_database: bool = True) -> None:
    """Runs one of Postgres's own programs, with the password in the environment, where other users don't see it."""
    if not shutil.which(program):
        raise Problem(
            f"{program} isn't installed: it comes with Postgres's client (Debian: apt-get install postgresql-client)."
        )
    (_, *where), environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    # The name of the database comes last, where pg_restore expects that of the file.
    finished = subprocess.run(
        [program, *where[:-1], *options, *(where[-1:] if names_database else [])],
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if finished.returncode:
        lines = finished.stderr.strip().splitlines() or [f"status {finished.returncode}"]
        raise Problem(f"{program} failed: {lines[0]}")
