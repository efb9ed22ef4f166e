"""The background worker: does what the web server leaves for later, and loses none of it when it is killed or the database goes."""

import logging
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from api.outage import find_out, outage

logger = logging.getLogger(__name__)

MOST_STARTS = 5
"""What has been begun so often and never ended is what ends the worker."""


class Command(BaseCommand):
    help = "Does what is left for later, such as the sizes of pictures, until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = LastingWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name_in(settings.DATA_DIR),
        )
        worker.configure_signals()
        worker.run()


class LastingWorker(Worker):
    """A worker that waits for the end of an outage, and then takes up again what it was at."""

    def run(self) -> None:
        while self.running:
            try:
                take_up_again(self.worker_id)
                super().run()
            except (OperationalError, InterfaceError):
                connection.close()
                wait_for_database()
                # It may be there and take nothing, as on a full disk.
                time.sleep(self.interval)


def wait_for_database() -> None:
    """Returns when the database can be asked."""
    with suppress(DatabaseError):
        find_out()
        return
    outage.wait()


def take_up_again(worker_id: str) -> None:
    """Has the tasks begun anew at which a worker of that name was when it ended. They can all be done twice. One query."""
    for task in DBTaskResult.objects.running():
        if task.worker_ids[-1:] != [worker_id]:
            continue
        is_hopeless = len(task.worker_ids) >= MOST_STARTS
        if is_hopeless:
            logger.error("%s has been begun %d times and never ended; it is given up.", task.task_path, MOST_STARTS)
        task.status = TaskResultStatus.FAILED if is_hopeless else TaskResultStatus.READY
        task.save(update_fields=["status"])


def name_in(data_dir: Path) -> str:
    """The same name for each worker that works in `data_dir`, of which there is one at a time."""
    path = data_dir / "worker"
    try:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            name = file.read().strip()
            if not name:
                name = secrets.token_hex(16)
                file.write(name)
    except OSError:
        # Such as on a full disk: what is left behind then waits for another start.
        return secrets.token_hex(16)
    return name
