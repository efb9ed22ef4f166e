"""Tells all processes of this machine that something has changed: a few bytes of a file that each of them reads.

To read them costs about a microsecond, so a response store can do it for each request. They say nothing but that there
is news; what it is stands in the database (`api.models.StaleKeys`). Other machines hear of it through Redis, where there is
one: see `api.telegraph`.
"""

import logging
import os
import weakref
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

logger = logging.getLogger(__name__)

SIZE = 8
"""Bytes of chance: nobody has to count, and two who write at once can't undo each other's sign."""


class Sign(Protocol):
    """Whatever tells that there is news."""

    def read(self) -> bytes:
        """What is on it now: other bytes than before if anything may have changed."""

    def turn(self) -> None:
        """Has everybody who reads it look for news."""


class Signpost:
    """The bytes in the file at `path`, which is made where it is missing. Raises OSError where that can't be done.

    They are read from the file each time: in a file that somebody cuts off, memory that stands for it ends the process.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        weakref.finalize(self, os.close, self._file)
        if os.fstat(self._file).st_size < SIZE:
            self._write()
        self._is_lost = False

    def read(self) -> bytes:
        return os.urandom(SIZE) if self._is_lost else os.pread(self._file, SIZE, 0)

    def turn(self) -> None:
        try:
            self._write()
            self._is_lost = False
        except OSError as error:
            # The change itself is made. This process looks with each request, and all others do so within a second.
            self._is_lost = True
            logger.warning("The signpost can't be turned (%s).", error.strerror)

    def _write(self) -> None:
        os.pwrite(self._file, os.urandom(SIZE), 0)


class Unsigned:
    """Where there is no file to share: whoever reads it is always told to look."""

    def read(self) -> bytes:
        return os.urandom(SIZE)

    def turn(self) -> None:
        pass


class SignOfAll:
    """The signs of this machine and of all others, `here` and `everywhere`."""

    def __init__(self, here: Sign, everywhere: Sign) -> None:
        self._here = here
        self._everywhere = everywhere

    def read(self) -> bytes:
        return self._here.read() + self._everywhere.read()

    def turn(self) -> None:
        # This machine first: the other may take a moment to find out that nobody hears it.
        self._here.turn()
        self._everywhere.turn()


@lru_cache(maxsize=4)
def signpost_at(path: Path) -> Sign:
    """The sign at `path` of this machine, together with those of others where there is a Redis."""
    here = _file_at(path)
    if not settings.REDIS_URL:
        return here
    # Its client takes ten megabytes of memory, which a site by itself has no use for.
    from api.telegraph import Telegraph

    return SignOfAll(here, Telegraph(settings.REDIS_URL))


def _file_at(path: Path) -> Sign:
    try:
        return Signpost(path)
    except (OSError, ValueError) as error:
        logger.warning("The signpost %s can't be used (%s): each request looks for changes in the database.", path, error)
        return Unsigned()


def turn_signpost() -> None:
    """Has every response store look for news before its next answer."""
    signpost_at(settings.RESPONSE_STORE_SIGNPOST).turn()
