"""Messages are deleted on their day, and seen by nobody from then on, even where the worker stands still."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.management.commands.run_schedule import keep_house
from home.inbox.retention import in_term
from home.models import Message
from tests.inbox.conftest import Write

pytestmark = pytest.mark.django_db

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def go_to(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Moves the clock."""

    def moved(moment: datetime.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return moved


@pytest.mark.parametrize("days", [90, 7])
def test_message_is_deleted_on_its_day_and_not_before(write: Write, settings: Any, go_to: Any, days: int) -> None:
    settings.MESSAGES_KEPT_DAYS = days
    end = write().received_at + datetime.timedelta(days=days)
    go_to(end - SECOND)
    keep_house()
    assert Message.objects.exists()
    go_to(end)
    keep_house()
    assert not Message.objects.exists()


def test_nobody_sees_it_after_its_day_where_the_worker_stands_still(write: Write, reader: Client) -> None:
    message = write()
    address = reverse("message:inspect", args=[message.pk])
    assert reader.get(address).status_code == 200
    Message.objects.update(received_at=timezone.now() - datetime.timedelta(days=90))
    assert reader.get(address).status_code == 404
    for page in ("index", "reading", "download"):
        assert "robin@example.org" not in reader.get(reverse(f"message:{page}")).content.decode()


def test_copy_takes_along_only_what_is_still_in_term_when_it_is_deleted(write: Write) -> None:
    old, new = write(), write()
    Message.objects.filter(pk=old.pk).update(received_at=timezone.now() - datetime.timedelta(days=61))
    assert set(in_term()) == {old, new}
    assert list(in_term(timezone.now() + datetime.timedelta(days=30))) == [new]
    assert not in_term(timezone.now() + datetime.timedelta(days=365)).exists()
