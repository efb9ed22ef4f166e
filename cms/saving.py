"""Knows of a request that fails whether it had saved anything by then: nobody is to be told that nothing was, if something was.

What fails last is often small, such as a note for the worker: the page is published by then.
"""

from typing import Any, cast

from django.core.signals import request_started
from django.db import connection, connections
from django.db.models.signals import m2m_changed, post_delete, post_save


def follow_requests() -> None:
    """From now on. What is written with neither a transaction nor a model's signals is not seen."""
    request_started.connect(_begin)
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_note)


def may_have_saved() -> bool:
    """Whether the request that this thread is at has saved anything, be it only what it would have in any case."""
    return bool(_noting(connection).has_committed)


def _begin(**kwargs: Any) -> None:
    _noting(connection).has_committed = False


def _note(using: str, **kwargs: Any) -> None:
    # In a transaction it is its end that counts.
    if not connections[using].in_atomic_block:
        _noting(connections[using]).has_committed = True


def _noting(database: Any) -> Any:
    return cast(Any, database)
