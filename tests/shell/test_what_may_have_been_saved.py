"""An editor whose request fails after something was saved is not told that nothing was."""

import secrets
from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.core.signals import request_started
from django.db import OperationalError, close_old_connections, connection
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.test import Client

from cms.saving import may_have_saved
from home.models import User
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

NOT_SAVED, UNCERTAIN = "has not been saved", "can’t be told yet"


@pytest.fixture
def database() -> Iterator[Any]:
    """Another connection to the tests' database, in no transaction of theirs."""
    other = cast(Any, connection.copy())
    yield other
    other.close()


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this thread is a request that has saved nothing so far."""
    monkeypatch.setattr(connection, "has_committed", False)


def write(database: Any) -> None:
    cursor = database.cursor()
    cursor.execute("BEGIN")
    # The connection may be one that another test has had.
    cursor.execute(f"CREATE TEMPORARY TABLE written_{secrets.token_hex(4)} (number integer)")


def test_commit_is_noted(database: Any) -> None:
    write(database)
    assert not database.has_committed
    database.commit()
    assert database.has_committed


def test_what_is_rolled_back_was_not_saved(database: Any) -> None:
    write(database)
    database.rollback()
    assert not database.has_committed


def test_commit_without_an_answer_may_have_been_made_on_another_machine(database: Any) -> None:
    write(database)
    database.connection.close()
    with pytest.raises(Exception, match="closed"):
        database.commit()
    assert database.has_committed == (database.vendor == "postgresql")


@pytest.mark.parametrize("signal", [post_save, post_delete, m2m_changed])
def test_what_is_written_without_a_transaction_is_saved_at_once(
    begun: None, monkeypatch: pytest.MonkeyPatch, signal: Any
) -> None:
    monkeypatch.setattr(connection, "in_atomic_block", False)
    signal.send(sender=object, instance=None, action="post_add", using="default")
    assert may_have_saved()


def test_what_is_written_in_a_transaction_is_not_saved_yet(begun: None) -> None:
    post_save.send(sender=object, instance=None, using="default")
    assert not may_have_saved()


def test_next_request_has_saved_nothing(begun: None) -> None:
    cast(Any, connection).has_committed = True
    # As the tests' client does: the connection that a test has is not to be closed.
    request_started.disconnect(close_old_connections)
    request_started.send(sender=None)
    request_started.connect(close_old_connections)
    assert not may_have_saved()


@pytest.mark.parametrize(("has_committed", "told", "untold"), [(True, UNCERTAIN, NOT_SAVED), (False, NOT_SAVED, UNCERTAIN)])
@pytest.mark.parametrize("is_full", [True, False])
def test_page_says_what_is_known(small_site: SmallSite, has_committed: bool, told: str, untold: str, is_full: bool) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("editor@example.org", "a password"))

    def fail(**kwargs: Any) -> None:
        # The tests' own transaction is never committed.
        cast(Any, connection).has_committed = has_committed
        raise OSError(28, "No space left on device") if is_full else OperationalError

    post_save.connect(fail, sender=type(small_site.position))
    try:
        answer = client.post(f"/admin/pages/{small_site.position.pk}/unpublish/")
    finally:
        post_save.disconnect(fail, sender=type(small_site.position))
        cast(Any, connection).has_committed = False
    assert answer.status_code == 503
    assert told in answer.content.decode()
    assert untold not in answer.content.decode()
