"""The worker's rounds: tells webhooks what they wait for, again and again for a day where they don't take it.

Each webhook has a turn of some seconds, beside others. With the first failure its turn ends, and all that waits for it waits
longer: a receiver that hangs costs the worker ten seconds at first after a minute, and then ever more rarely.
"""

import datetime
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from home.links.asking import posted
from home.models.webhooks import Delivery, Webhook
from home.webhooks.signing import signature

FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=1)
SECONDS = 10
"""For one receiver to answer, and for all that one webhook is told in a round, but for what was begun."""
AT_ONCE = 4
IN_A_ROUND = 20
"""Deliveries for each webhook."""
CLAIMED_FOR = datetime.timedelta(minutes=5)
"""After so long, what a dead worker was about to deliver is delivered by another one: twice rather than never."""
KEPT_FOR = datetime.timedelta(days=30)


@task()
def deliver_due() -> None:
    """One round."""
    turns = [(webhook, claimed(webhook)) for webhook in Webhook.objects.filter(pk__in=_due().values("webhook"))]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        rounds = list(threads.map(lambda turn: list(told(*turn)), turns))
    for (webhook, deliveries), statuses in zip(turns, rounds, strict=True):
        note(webhook, deliveries, statuses)
    if _due().exists():
        deliver_soon()


def deliver_soon() -> None:
    """Has the worker make a round, unless it has been asked to already."""
    is_asked = DBTaskResult.objects.filter(task_path=deliver_due.module_path, status=TaskResultStatus.READY)
    if not is_asked.exists():
        deliver_due.enqueue()


def deliver_what_is_due() -> None:
    """For the schedule: has the worker deliver what failed before, or was forgotten."""
    if _due().exists():
        deliver_soon()


def deliver_again(delivery: Delivery) -> None:
    """Delivers something once more, whatever came of it before, with a day's time."""
    now = timezone.now()
    delivery.next_at, delivery.gives_up_at = now, now + datetime.timedelta(days=1)
    delivery.tries, delivery.arrived_at = 0, None
    delivery.save()
    deliver_soon()


def forget_old_deliveries() -> None:
    """Deletes what has been in the log for long enough. One query where there is nothing."""
    Delivery.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()


def claimed(webhook: Webhook) -> list[Delivery]:
    """What is due for a webhook, which nobody else delivers for a while."""
    now, found = timezone.now(), []
    for delivery in _due().filter(webhook=webhook).order_by("next_at", "pk")[:IN_A_ROUND]:
        mine = Delivery.objects.filter(pk=delivery.pk, next_at=delivery.next_at)
        if mine.update(next_at=now + CLAIMED_FOR, tries=F("tries") + 1):
            found.append(delivery)
    return found


def told(webhook: Webhook, deliveries: Iterable[Delivery]) -> Iterator[int]:
    """Posts one after another and yields their statuses: until one fails, or the turn is over. Asks no database."""
    ends = time.monotonic() + SECONDS
    for delivery in deliveries:
        status = post(webhook, delivery)
        yield status
        if not is_taken(status) or time.monotonic() > ends:
            return


def post(webhook: Webhook, delivery: Delivery) -> int:
    """The status of the answer. The time is that of this try: a receiver can refuse what somebody has kept and sends again."""
    body, seconds, event_id = delivery.body.encode(), int(time.time()), str(delivery.event_id)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"Broadside webhooks (+{settings.SITE_URL})",
        "webhook-id": event_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signature(webhook.secret, event_id, seconds, body),
    }
    return posted(webhook.url, body, headers, known=settings.WEBHOOKS_KNOW, seconds=SECONDS)


def is_taken(status: int) -> bool:
    return 200 <= status < 300


def note(webhook: Webhook, deliveries: list[Delivery], statuses: list[int]) -> None:
    """Keeps what came of a turn, and when what failed and what had no turn is due again."""
    now = timezone.now()
    failures = webhook.failures
    for delivery, status in zip(deliveries, statuses, strict=False):
        row = Delivery.objects.filter(pk=delivery.pk)
        if is_taken(status):
            failures = 0
            row.update(status=status, arrived_at=now, next_at=None)
        else:
            failures += 1
            next_at = now + wait_after(max(failures, delivery.tries + 1))
            row.update(status=status, next_at=next_at if next_at < delivery.gives_up_at else None)
    Webhook.objects.filter(pk=webhook.pk).update(failures=min(failures, 100))
    untold = [delivery.pk for delivery in deliveries[len(statuses) :]]
    Delivery.objects.filter(pk__in=untold).update(tries=F("tries") - 1, next_at=now)
    if failures:
        # Those that wait keep their order.
        _due().filter(webhook=webhook).update(next_at=now + wait_after(failures))


def wait_after(failures: int) -> datetime.timedelta:
    """1 minute after the first failure, then 2, 4 and so on, at most an hour."""
    return min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT)


def _due() -> "QuerySet[Delivery]":
    return Delivery.objects.filter(next_at__lte=timezone.now(), webhook__is_active=True)
