"""Deletes messages when they have been kept for as long as their writers were told."""

import datetime

from django.conf import settings
from django.utils import timezone

from home.models import Message


def delete_old_messages() -> None:
    """Deletes what is older than `MESSAGES_KEPT_DAYS`, mailed or not. One query where there is nothing."""
    Message.objects.filter(received_at__lte=timezone.now() - datetime.timedelta(days=settings.MESSAGES_KEPT_DAYS)).delete()
