"""Statements that no signal goes with are known by their tables."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
import pytest_django
from django.db import connection
from django.db.backends.signals import connection_created
from wagtail.contrib.redirects.models import Redirect

from api import changes
from api.staleness import EVERYTHING
from api.unsignalled import stale_by


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ('INSERT INTO "wagtailredirects_redirect" ("id") VALUES (1)', "redirects"),
        ('INSERT OR IGNORE INTO "wagtailredirects_redirect" ("id") VALUES (1)', "redirects"),
        ('DELETE FROM "wagtailredirects_redirect" WHERE 1', "redirects"),
        ("UPDATE wagtailcore_collection SET path = 'x'", EVERYTHING),
        ('UPDATE "home_customimage" SET "collection_id" = 2 WHERE "home_customimage"."id" IN (1, 2)', EVERYTHING),
        ('UPDATE "home_customdocument" SET "collection_id" = 2 WHERE "id" IN (1)', EVERYTHING),
        ('UPDATE "home_customimage" SET "alt" = \'x\' WHERE "home_customimage"."id" = 1', None),
        ('INSERT INTO "home_customimage" ("id") VALUES (1)', None),
        ('SELECT "wagtailredirects_redirect"."id" FROM "wagtailredirects_redirect"', None),
        ('UPDATE "django_session" SET "x" = 1 WHERE "id" IN (1)', None),
        ("INSERT INTO", None),
        ("", None),
    ],
)
def test_key_of_a_statement(statement: str, key: str | None) -> None:
    assert stale_by(statement) == key


@pytest.fixture
def autocommit(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """The database outside of any transaction, put back as it was afterwards: the mark for that empties it for whoever comes next."""
    with django_db_blocker.unblock(), closing(sqlite3.connect(":memory:")) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        yield
        copy.backup(connection.connection)


@pytest.mark.once("It is about SQLite.")
def test_row_that_is_written_outside_of_a_transaction_is_there(autocommit: None) -> None:
    """SQLite refuses to commit while an INSERT still has its new id to give: nothing may be told in its midst."""
    Redirect.add_redirect("/old/", "https://example.org/")
    assert not connection.connection.in_transaction
    assert Redirect.objects.filter(old_path="/old").exists()


@pytest.mark.once("It is about SQLite.")
def test_database_is_as_it_was(autocommit: None) -> None:
    assert not Redirect.objects.exists()


@pytest.mark.django_db
def test_connection_that_is_opened_again_is_watched_once() -> None:
    for _ in range(3):
        connection_created.send(type(connection), connection=connection)
    assert connection.execute_wrappers.count(changes._watcher) == 1
