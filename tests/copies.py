"""Databases beside that of the tests: with a copy of what a test has there, for other processes, or with nothing."""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection

from cms.bootstrap.servers import find_postgres

Environment = dict[str, str]
"""With what a process uses such a database."""


@contextmanager
def copied_database(folder: Path) -> Iterator[Environment]:
    """All that the test sees now, also what it has not committed. `folder` is the DATA_DIR of who uses it."""
    if connection.vendor == "sqlite":
        (folder / "db.sqlite3").write_bytes(cast(Any, connection.connection).serialize())
        yield {"DATA_DIR": str(folder), "DATABASE_URL": ""}
        return
    with empty_postgres() as url:
        _copy_tables(folder / "tables.sql", url)
        _copy_rows(url)
        yield {"DATA_DIR": str(folder), "DATABASE_URL": url}


@contextmanager
def empty_postgres() -> Iterator[str]:
    """The address of a database with no table, on the server of the tests."""
    name = f"copy_{secrets.token_hex(4)}"
    _order(f"CREATE DATABASE {name}")
    try:
        yield _address_of(name)
    finally:
        _order(f"DROP DATABASE {name} WITH (FORCE)")


def _address_of(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _order(statement: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(cast(Any, statement))


def _copy_tables(file: Path, url: str) -> None:
    tests_own = _address_of(connection.settings_dict["NAME"])
    for command in (
        ["pg_dump", "--schema-only", "--no-owner", f"--dbname={tests_own}", f"--file={file}"],
        ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--dbname={url}", f"--file={file}"],
    ):
        program = find_postgres(command[0])
        assert program
        finished = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
        assert finished.returncode == 0, finished.stderr


def _copy_rows(url: str) -> None:
    """From within the test's transaction, which no other connection could read."""
    source: Any = connection.connection
    tables = connection.introspection.table_names()
    with psycopg.connect(url) as target:
        # Rows come in any order, and each has been checked where it comes from.
        target.execute("SET session_replication_role = replica")
        for table in tables:
            order: Any = f'COPY "{table}"'
            with source.cursor().copy(f"{order} TO STDOUT") as out, target.cursor().copy(f"{order} FROM STDIN") as into:
                for block in out:
                    into.write(block)
        for name, value in source.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value > 0"):
            target.execute("SELECT setval(%s, %s)", (f'"{name}"', value))
