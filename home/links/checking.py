"""The worker's rounds: tries the addresses that public pages lead to, a few at a time and each once a day."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from urllib3.util import parse_url

from home.links.asking import status_of
from home.links.shown import shown_pages
from home.links.verdicts import DAYS
from home.models.links import LinkCheck, PageLink

PAUSE = datetime.timedelta(days=1)
AT_ONCE = 4
IN_A_ROUND = 8
"""Each of another host: nobody is asked for many pages in one go. A round keeps the worker for half a minute at most."""
MOST_LOOKED_AT = 500


@task()
def check_links() -> None:
    """One round."""
    urls = list(next_round())
    with ThreadPoolExecutor(AT_ONCE) as threads:
        statuses = list(threads.map(lambda url: status_of(url, known=settings.LINK_CHECK_KNOWS), urls))
    for url, status in zip(urls, statuses, strict=True):
        note(url, status)


def check_what_is_due() -> None:
    """For the schedule: has the worker make a round where something is due. Three queries where there is nothing."""
    forget_checks()
    if not settings.LINKS_ARE_CHECKED or not _due().exists():
        return
    is_asked = DBTaskResult.objects.filter(task_path=check_links.module_path, status=TaskResultStatus.READY)
    if not is_asked.exists():
        check_links.enqueue()


def next_round() -> Iterator[str]:
    """Addresses to try now, each of another host."""
    hosts: set[str | None] = set()
    for url in _due().values_list("url", flat=True).order_by("url").distinct()[:MOST_LOOKED_AT]:
        host = parse_url(url).host
        if host not in hosts and len(hosts) < IN_A_ROUND:
            hosts.add(host)
            yield url


def note(url: str, status: int) -> None:
    """Keeps what came of it, and no more than the last three of each."""
    with transaction.atomic():
        LinkCheck.objects.create(url=url, status=status)
        kept = LinkCheck.objects.filter(url=url).values_list("pk", flat=True)[:DAYS]
        LinkCheck.objects.filter(url=url).exclude(pk__in=list(kept)).delete()


def forget_checks() -> None:
    """Deletes what is known of addresses that no page leads to any more. One query."""
    LinkCheck.objects.exclude(url__in=PageLink.objects.values("url")).delete()


def _due() -> "QuerySet[PageLink]":
    recent = LinkCheck.objects.filter(checked_at__gt=timezone.now() - PAUSE).values("url")
    return PageLink.objects.filter(kind=PageLink.Kind.ADDRESS, page__in=shown_pages()).exclude(url__in=recent)
