"""Tells each cache in front of the site what has become stale: what a response store throws away too, by the same news.

It runs beside the schedule and holds up nobody. Everything is purged when it starts, since nobody knows what was missed;
so nothing has to be remembered beyond its own memory.
"""

import datetime
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.db import connection
from wagtail.contrib.frontend_cache.utils import get_backends

from api.edge.addresses import noted
from api.edge.backends import PurgeError
from api.edge.tags import stale_tags
from api.signpost import Sign, signpost_at
from api.staleness import EVERYTHING
from api.store.lookout import Lookout
from api.store.store import LOOK_SECONDS, built_at

logger = logging.getLogger(__name__)

CHECK_SECONDS = 0.05
"""So often the signpost and the clock are looked at."""
AGAIN_SECONDS = 5.0
"""After so long everything is purged once more: an answer that was on its way during a change, or came from a machine that
had not heard of it, may have reached the cache after the first time."""
LONGEST_DELAY = 60.0


class Cache:
    """A cache in front of the site, and what it still has to be told. backend: one of Wagtail's kind."""

    def __init__(self, name: str, backend: Any) -> None:
        self.name = name
        self._backend = backend
        self._due: list[tuple[float, set[str]]] = []
        self._failures = 0
        self._next_try = 0.0

    def expect(self, keys: set[str], now: float) -> None:
        """Notes that `keys` are stale: to be told at once, and once more a little later."""
        self._due += [(now, keys), (now + AGAIN_SECONDS, keys)]

    def tell_what_is_due(self, now: float) -> None:
        """Tells what is due; what fails is tried again, later each time."""
        due = [entry for entry in self._due if entry[0] <= now]
        if not due or now < self._next_try:
            return
        try:
            self._purge(set().union(*(keys for _, keys in due)))
        except Exception as error:
            self._failed(error, now)
            return
        self._due = [entry for entry in self._due if entry not in due]
        if self._failures:
            logger.warning("The cache in front (%s) has been told what is stale.", self.name)
        self._failures = 0

    def _failed(self, error: Exception, now: float) -> None:
        if not self._failures:
            # Of an error that isn't ours not what it says: it may quote an address with a key.
            reason = str(error) if isinstance(error, PurgeError) else type(error).__name__
            logger.warning("The cache in front (%s) can't be told what is stale (%s); it is tried again.", self.name, reason)
        self._failures += 1
        self._next_try = now + min(2.0 ** (self._failures - 1), LONGEST_DELAY)

    def _purge(self, keys: set[str]) -> None:
        if not hasattr(self._backend, "purge_tags"):
            self._backend.purge_batch(noted(keys if EVERYTHING in keys else set(stale_tags(keys))))
        elif EVERYTHING in keys:
            self._backend.purge_everything()
        else:
            self._backend.purge_tags(stale_tags(keys))


class Purger:
    """Looks for news as a response store does, and has them told. clock: seconds since 1970."""

    def __init__(
        self, caches: Mapping[str, Any], signpost: Sign, shell: Path, clock: Callable[[], float] = time.time
    ) -> None:
        self._caches = [Cache(name, backend) for name, backend in caches.items()]
        self._signpost = signpost
        self._shell = shell
        self._clock = clock
        self._lookout = Lookout()
        self._sign = b""
        self._until = 0.0
        self._built_at = built_at(shell)

    def step(self) -> None:
        """Looks if need be, and tells what is due."""
        now = self._clock()
        if self._signpost.read() != self._sign or now >= self._until:
            self._look(now)
        for cache in self._caches:
            cache.tell_what_is_due(now)

    def _look(self, now: float) -> None:
        sign, before = self._signpost.read(), self._built_at
        self._built_at = built_at(self._shell)
        try:
            stale = self._lookout.look(datetime.datetime.fromtimestamp(now, datetime.UTC))
        except Exception as error:
            logger.warning("What a cache in front has to be told can't be found out (%s).", type(error).__name__)
            connection.close()
            # The next look begins with everything: this one may have taken note of half.
            self._lookout, self._until = Lookout(), now + LOOK_SECONDS
            self._sign = sign
            return
        if self._built_at != before:
            stale = stale | {"frontend"}
        if stale:
            for cache in self._caches:
                cache.expect(stale, now)
        moment = self._lookout.next_moment
        self._until = min(now + LOOK_SECONDS, moment.timestamp() if moment else now + LOOK_SECONDS)
        self._sign = sign


@contextmanager
def telling_caches() -> Iterator[None]:
    """Tells the caches of the settings, in a thread of its own, for as long as the context lasts; nothing without any."""
    caches = get_backends()
    if not caches:
        yield
        return
    stopped = Event()
    Thread(target=_tell_until, args=(stopped, caches), daemon=True).start()
    try:
        yield
    finally:
        stopped.set()


def _tell_until(stopped: Event, caches: Mapping[str, Any]) -> None:
    purger = Purger(caches, signpost_at(settings.RESPONSE_STORE_SIGNPOST), settings.FRONTEND_BUILD / "shell.html")
    while not stopped.wait(CHECK_SECONDS):
        purger.step()
    connection.close()
