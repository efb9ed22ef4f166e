"""Drops documents that a change has made stale, by the same keys as response stores throw answers away."""

from collections.abc import Collection

from django.db import connection

from api.models import DocumentKey, PublishedDocument
from api.staleness import EVERYTHING

LOCK = 6_021_023
"""Of Postgres, for writers of documents on one side and everybody who drops some on the other."""


def drop(keys: Collection[str]) -> None:
    """Drops what was made of any of `keys`. Part of the caller's transaction; one write, and on Postgres one query more.

    Whoever makes a document meanwhile waits until this is committed, or was done before: then it is dropped here.
    """
    take_turns(are_shared=True)
    documents = PublishedDocument.objects.all()
    if EVERYTHING not in keys:
        documents = documents.filter(pk__in=DocumentKey.objects.filter(key__in=keys).values("page_id"))
    # Not `delete`, which would load every row to tell its signals.
    documents._raw_delete(connection.alias)


def take_turns(are_shared: bool) -> None:
    """Until the end of the transaction, nobody makes documents (`are_shared`), or nobody drops any either. SQLite lets one
    write at a time in any case."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'_shared' if are_shared else ''}(%s)", [LOCK])
