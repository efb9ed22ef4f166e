"""How long messages are kept: as long as their writers were told, and in no copy for longer."""

import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from home.models import Message


def in_term(moment: datetime.datetime | None = None) -> QuerySet[Message]:
    """The messages that may still be there at `moment`, now if there is none.

    Whoever copies the database asks with the moment at which the copy will be deleted, and takes along no other
    messages: then no copy outlives the term of what is in it.
    """
    return Message.objects.filter(received_at__gt=_latest_deleted(moment))


def delete_old_messages() -> None:
    """Deletes what is older than `MESSAGES_KEPT_DAYS`, mailed or not. One query where there is nothing."""
    Message.objects.filter(received_at__lte=_latest_deleted(None)).delete()


def _latest_deleted(moment: datetime.datetime | None) -> datetime.datetime:
    return (moment or timezone.now()) - datetime.timedelta(days=settings.MESSAGES_KEPT_DAYS)
