"""How often readers may ask for what costs something, counted in the memory of each web server's process.

Reading never writes, so nothing of this is in the database: several processes count apart. Only what the response store
doesn't know comes here. A client is known by a keyed hash whose key is thrown away with the counts, each minute.
"""

import ipaddress
import secrets
import time
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock
from typing import Literal, NamedTuple

from django.conf import settings
from django.http import HttpRequest

from api.limits import ALL, UNKNOWN, TooOften, client_of

SECONDS = 60
MOST_CLIENTS = 100_000
"""Of whom counts are kept; beyond that, only all together are counted."""

Kind = Literal["search", "missing"]


class Most(NamedTuple):
    """How often in a minute."""

    each: int
    all: int


MOST: dict[Kind, Most] = {"search": Most(120, 1200), "missing": Most(60, 600)}
"""Searches that are not stored, and looks at pages that don't exist."""


class Rates:
    """Counts of the present minute. clock: seconds, from any beginning."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._minute = -1
        self._key = b""
        self._counts: Counter[bytes] = Counter()

    def admit(self, kind: Kind, client: str) -> None:
        """Counts one time; raises TooOften where `client`, or all together, have done it often enough in this minute.

        Who can't be told apart from others counts with all alone.
        """
        most = MOST[kind]
        with self._lock:
            now = self._clock()
            if int(now // SECONDS) != self._minute:
                self._minute, self._key = int(now // SECONDS), secrets.token_bytes(16)
                self._counts.clear()
            is_known = is_one_reader(client)
            if not (is_known and self._is_over(f"{kind} {client}", most.each)) and not self._is_over(
                f"{kind} {ALL}", most.all
            ):
                return
        raise TooOften.until(max(1, SECONDS - int(now % SECONDS)))

    def _is_over(self, what: str, most: int) -> bool:
        key = blake2b(what.encode(), key=self._key, digest_size=16).digest()
        if key not in self._counts and len(self._counts) >= MOST_CLIENTS:
            return False
        self._counts[key] += 1
        return self._counts[key] > most


def is_one_reader(client: str) -> bool:
    """Whether an address, as `client_of` gives it, stands for one reader: without `CLIENT_ADDRESS_HEADER`, all of them may
    come by a proxy on this machine."""
    if client == UNKNOWN:
        return False
    return bool(settings.CLIENT_ADDRESS_HEADER) or not ipaddress.ip_address(client).is_loopback


rates = Rates()


def admit(kind: Kind, request: HttpRequest) -> None:
    """See `Rates.admit`."""
    rates.admit(kind, client_of(request))
