"""Tells all processes of this machine that something has changed: a few bytes of a file that each has in its memory.

To read them costs less than a microsecond, so a response store can do it for each request. They say nothing but that there
is news; what it is stands in the database (`api.models.StaleKeys`).
"""

import logging
import mmap
import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

SIZE = 8
"""Bytes of chance: nobody has to count, and two who write at once can't undo each other's sign."""


class Signpost:
    """The bytes in the file at `path`, which is made where it is missing. Raises OSError where that can't be done."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not "w": whoever has the file in memory already has to see what is written into it.
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            if os.fstat(file.fileno()).st_size < SIZE:
                os.ftruncate(file.fileno(), SIZE)
            self._bytes = mmap.mmap(file.fileno(), SIZE)

    def read(self) -> bytes:
        """What is on it now: other bytes than before if anything has changed."""
        return self._bytes[:]

    def turn(self) -> None:
        self._bytes[:] = os.urandom(SIZE)


class Unsigned:
    """Where there is no file to share: whoever reads it is always told to look."""

    def read(self) -> bytes:
        return os.urandom(SIZE)

    def turn(self) -> None:
        pass


@lru_cache(maxsize=4)
def signpost_at(path: Path) -> Signpost | Unsigned:
    try:
        return Signpost(path)
    except (OSError, ValueError) as error:
        logger.warning("The signpost %s can't be used (%s): each request looks for changes in the database.", path, error)
        return Unsigned()


def turn_signpost() -> None:
    """Has every response store of this machine look for news before its next answer."""
    signpost_at(settings.RESPONSE_STORE_SIGNPOST).turn()
