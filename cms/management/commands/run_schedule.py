"""Does what the clock asks for, without cron: publishes and unpublishes pages at the time their editors chose, has messages
mailed that could not be, and deletes what has been kept for long enough. Beside it, caches in front are told what is stale."""

import logging
import signal
from contextlib import suppress
from datetime import datetime
from threading import Event
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, OperationalError, close_old_connections, connection
from django.db.models import Min
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from api import changes
from api.contact.proofs import forget_expired_proofs
from api.documents.making import make_documents
from api.edge.addresses import forget_old_addresses
from api.edge.purging import telling_caches
from api.limits import forget_old_counts
from api.outage import find_out, outage
from api.staleness import EVERYTHING
from cms.backup.schedule import daily_backup, see_to_backup
from cms.login.sessions import forget_ended_sessions
from home.inbox.mail import mail_what_is_due
from home.inbox.retention import delete_old_messages
from home.inbox.sealing import seal_what_is_plain
from home.links.checking import check_what_is_due
from home.models.preview_links import forget_ended_links
from home.webhooks.delivering import deliver_what_is_due, forget_old_deliveries

logger = logging.getLogger(__name__)

LONGEST_SLEEP = 30
RETRY_SECONDS = 5


class Command(BaseCommand):
    help = "Publishes and unpublishes what is due, again and again until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        while not has_begun():
            if stopped.wait(RETRY_SECONDS):
                return
        with telling_caches():
            while not stopped.is_set():
                if outage.is_on:
                    stopped.wait(1)
                    continue
                seconds = publish_what_is_due()
                keep_house()
                close_old_connections()
                stopped.wait(seconds)
        daily_backup.stop()


def has_begun() -> bool:
    """Notes that all may be another than before: the site may have been started with another version or other settings. Whether
    that could be done."""
    try:
        changes.tell({EVERYTHING})
        changes.date([])
    except DatabaseError as error:
        logger.warning("The schedule waits for the database (%s).", type(error).__name__)
        connection.close()
        return False
    return True


def keep_house() -> None:
    """Sees to messages, to what guards their form, to links, those that have ended and those that lead out of the site, and to
    the day's backup; what fails is tried again the next time."""
    duties = (
        mail_what_is_due,
        delete_old_messages,
        seal_what_is_plain,
        forget_expired_proofs,
        forget_old_counts,
        forget_ended_links,
        forget_ended_sessions,
        check_what_is_due,
        changes.forget_old_news,
        forget_old_addresses,
        deliver_what_is_due,
        forget_old_deliveries,
        see_to_backup,
    )
    for duty in duties:
        try:
            duty()
        except Exception as error:
            # Not what it says: it may quote a message.
            logger.error("%s failed (%s); it is tried again.", duty.__name__, type(error).__name__)


def publish_what_is_due() -> float:
    """Publishes and unpublishes what is due now. Returns for how many seconds nothing else can be due, at most 30:
    an editor may choose a nearer time in the meantime."""
    close_old_connections()
    try:
        call_command("publish_scheduled")
        if changes.date_what_is_due():
            make_documents.enqueue()
        due = next_due()
    except OperationalError as error:
        logger.warning("Scheduled publishing waits for the database (%s).", type(error).__name__)
        with suppress(DatabaseError):
            find_out()
        return RETRY_SECONDS
    except Exception:
        # One page that can't be published must not end the schedule of all others.
        logger.exception("Scheduled publishing failed; it is tried again in %d s.", RETRY_SECONDS)
        return RETRY_SECONDS
    finally:
        close_old_connections()
    seconds = (due - timezone.now()).total_seconds() if due else LONGEST_SLEEP
    return min(max(seconds, 0.0), LONGEST_SLEEP)


def next_due() -> datetime | None:
    """The next time at which something goes live or expires, or None. Costs one query per model with drafts."""
    times = [Revision.objects.aggregate(time=Min("approved_go_live_at"))["time"]]
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and (model is Page or not issubclass(model, Page)):
            times.append(model._default_manager.filter(live=True).aggregate(time=Min("expire_at"))["time"])
    return min((time for time in times if time), default=None)
