"""Has a backup made once a day, by a process of its own: one may take an hour, for which the worker and the schedule have
other things to do."""

import datetime
import logging
import subprocess
import sys

from django.conf import settings
from django.utils import timezone

logger = logging.getLogger(__name__)

RETRY = datetime.timedelta(hours=1)
COMMAND = (sys.executable, str(settings.BASE_DIR / "manage.py"), "backup", "--if-due")


def last_moment(now: datetime.datetime) -> datetime.datetime:
    """When the last backup before `now` was due."""
    local = timezone.localtime(now)
    due = local.replace(hour=settings.BACKUP.at.hour, minute=settings.BACKUP.at.minute, second=0, microsecond=0)
    return due if due <= local else due - datetime.timedelta(days=1)


class DailyBackup:
    """What the schedule knows of it. The command looks itself whether there is a copy already, as after a new start."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._done_for: datetime.datetime | None = None
        self._rests_until: datetime.datetime | None = None

    def see_to(self) -> None:
        """Starts a backup where one is due, and notices the end of one."""
        now = timezone.now()
        if not settings.BACKUP.place or self.is_running() or (self._rests_until and now < self._rests_until):
            return
        moment = last_moment(now)
        if self._done_for is None or self._done_for < moment:
            self._done_for, self._rests_until = moment, None
            self._process = subprocess.Popen(COMMAND, stdin=subprocess.DEVNULL)

    def is_running(self) -> bool:
        """Whether a backup is under way. One that has failed is to be made again in an hour."""
        status = self._process.poll() if self._process else 0
        if status is None:
            return True
        if status:
            logger.error("The backup failed, see above; it is tried again in an hour.")
            self._done_for, self._rests_until = None, timezone.now() + RETRY
        self._process = None
        return False

    def stop(self) -> None:
        """Ends a backup that is under way: no copy is better than half of one."""
        if self._process:
            self._process.terminate()
            self._process.wait()


daily_backup = DailyBackup()


def see_to_backup() -> None:
    """For the schedule."""
    daily_backup.see_to()
