"""Tells the processes of all machines that something has changed, through a stream in Redis.

Like the signpost it says nothing but that there is news; what it is stands in the database that all of them share. A thread
listens in each process that reads the sign. Redis answers it a few times a second, news or none: so it is known how old
what is known is. Once that is more than a second, or the connection ends, whoever reads is told each time to look for
themselves.
"""

import logging
import os
import time
from threading import Lock, Thread
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

STREAM = "broadside:news"
SIZE = 8
WAIT_MILLISECONDS = 250
"""Redis answers after so long when there is no news."""
TRUSTED_SECONDS = 1.0
"""For so long after an answer of Redis nothing else is taken to have happened: as long as news may take."""
RETRY_SECONDS = 0.5
SILENT_SECONDS = 5.0
"""For so long nothing is told through a Redis that has just given no answer: an editor waits for it."""
TIME_LIMIT = 0.5


class Telegraph:
    """A sign for all machines that use the Redis at `url`. Raises ValueError for a URL that can't be one."""

    def __init__(self, url: str) -> None:
        self._speaking = client_of(url, TIME_LIMIT, retries=1)
        self._listening = client_of(url, TIME_LIMIT + WAIT_MILLISECONDS / 1000, retries=0)
        self._lock = Lock()
        self._thread: Thread | None = None
        self._sign = os.urandom(SIZE)
        self._trusted_until = 0.0
        self._silent_until = 0.0
        self._is_lost = False

    def read(self) -> bytes:
        """The same bytes as long as there is no news for certain."""
        if time.monotonic() < self._trusted_until:
            return self._sign
        if self._thread is None:
            self._listen()
        return os.urandom(SIZE)

    def turn(self) -> None:
        """Tells all others; where that can't be done they find it out by themselves."""
        if time.monotonic() < self._silent_until:
            return
        try:
            self._speaking.xadd(STREAM, {"news": ""}, maxlen=1, approximate=False)
        except redis.TimeoutError:
            self._silent_until = time.monotonic() + SILENT_SECONDS
        except redis.RedisError:
            # It says at once that it isn't there: to try again the next time costs nothing.
            return

    def _listen(self) -> None:
        with self._lock:
            if self._thread is None:
                # In the process that reads: a thread doesn't live on in a process that is forked later.
                self._thread = Thread(target=self._hear, daemon=True)
                self._thread.start()

    def _hear(self) -> None:
        while True:
            try:
                self._hear_on()
            except (redis.RedisError, OSError) as error:
                self._trusted_until = 0.0
                if not self._is_lost:
                    logger.warning(
                        "Redis can't be reached (%s): each request looks for changes itself.", type(error).__name__
                    )
                self._is_lost = True
            time.sleep(RETRY_SECONDS)

    def _hear_on(self) -> None:
        """Listens until the connection ends."""
        last: Any = "0-0"
        while True:
            asked_at = time.monotonic()
            answer = self._listening.xread({STREAM: last}, count=1, block=WAIT_MILLISECONDS)
            if self._is_lost or answer:
                self._sign = os.urandom(SIZE)
            if answer:
                [[_, [(last, _)]]] = answer
            if self._is_lost:
                logger.warning("Redis can be reached again.")
                self._is_lost, self._silent_until = False, 0.0
            # Last of all: who trusts the sign has to see it turned.
            self._trusted_until = asked_at + TRUSTED_SECONDS


def client_of(url: str, seconds: float, retries: int) -> Any:
    return redis.Redis.from_url(
        url, socket_timeout=seconds, socket_connect_timeout=TIME_LIMIT, retry=Retry(NoBackoff(), retries), protocol=2
    )
