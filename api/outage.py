"""Whether the database answers. While it doesn't, whoever needs it is told so at once, and waits for nothing.

It is noticed by a look of the response store, and by whoever waits for Postgres (`cms.engines`). From then on a thread asks the
database, and nobody else does, until it answers.
"""

import logging
import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any, cast

from django.db import connection

from api.models import StaleKeys

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
CONNECT_SECONDS = 2


class Outage:
    """`ask` raises where the database doesn't answer. `pause` waits until it is asked again."""

    def __init__(self, ask: Callable[[], None], pause: Callable[[], None] = lambda: time.sleep(PAUSE_SECONDS)) -> None:
        self.is_on = False
        self.times = 0
        """How often there has been one, as far as this process knows."""
        self._ask = ask
        self._pause = pause
        self._lock = Lock()
        self._is_over = Event()

    def begin(self, error: Exception) -> None:
        """Nothing where it is on already."""
        with self._lock:
            if self.is_on:
                return
            self.is_on = True
            self.times += 1
            self._is_over.clear()
        Thread(target=self._ask_until_it_answers, args=(error,), daemon=True).start()

    def note_missed(self) -> None:
        """One was over before anybody here asked: the database has been started again, perhaps with what is in a backup."""
        with self._lock:
            self.times += 1

    def wait(self) -> None:
        """Returns when the one that has begun is over."""
        self._is_over.wait()

    def _ask_until_it_answers(self, error: Exception) -> None:
        logger.warning("The database can't be asked (%s).", type(error).__name__)
        while not self._answers():
            self._pause()
        self.is_on = False
        self._is_over.set()
        logger.warning("The database answers again.")

    def _answers(self) -> bool:
        try:
            self._ask()
        except Exception:
            return False
        return True


def find_out() -> None:
    """Begins an outage, and raises what the database says or `OperationalError`, where it can't be asked just now."""
    try:
        with probe() as cursor:
            cursor.execute("SELECT 1")
    except Exception as error:
        outage.begin(error)
        raise


def ask_database() -> None:
    """Reads, through a connection of its own, what every process reads. Raises `DatabaseError` where it can't be had.

    Connections that others have wait for what is gone; they are ended.
    """
    with probe() as cursor:
        cursor.execute(f"SELECT 1 FROM {StaleKeys._meta.db_table} LIMIT 1")
    if connection.settings_dict["OPTIONS"].get("pool"):
        cast(Any, connection).close_pool()


class probe:
    """A context in which the database can be asked during an outage: gives a cursor."""

    def __enter__(self) -> Any:
        self._connection = cast(Any, connection.copy())
        options = self._connection.settings_dict["OPTIONS"]
        if options.pop("pool", None):
            options["connect_timeout"] = CONNECT_SECONDS
        self._connection.is_probe = True
        return self._connection.cursor()

    def __exit__(self, *error: object) -> None:
        self._connection.close()


outage = Outage(ask_database)
"""That of this process."""
