"""What tests of webhooks share: a receiver, a clock, and a site whose worker runs when a test says so."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from home.models import Webhook
from home.webhooks import delivering
from home.webhooks.delivering import deliver_due
from tests.webhooks.receiver import Receiver, receiving


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_KNOW = ["127.0.0.1"]
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def webhook(db: None, receiver: Receiver) -> Webhook:
    return Webhook.objects.create(url=receiver.url, on_message=True)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Moves the clock on."""
    passed = datetime.timedelta()
    now = timezone.now

    def move(**duration: float) -> None:
        nonlocal passed
        passed += datetime.timedelta(**duration)

    monkeypatch.setattr(timezone, "now", lambda: now() + passed)
    return move


@pytest.fixture
def work(settings: Any) -> Callable[[], None]:
    """Lets the worker make a round; tasks wait for that, as on a running site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return deliver_due.call


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Receivers that hang are given up sooner."""
    monkeypatch.setattr(delivering, "SECONDS", 0.3)
