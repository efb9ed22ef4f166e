"""Remembers the pages that were drawn last, so that each is drawn once after a change and not for each reader."""

from collections import OrderedDict
from threading import Lock


class Memory:
    """A bounded cache in this process. What is kept is addressed by its input, so it never goes stale.

    most_characters: the size up to which pages are kept; those that were used longest ago make room.
    """

    def __init__(self, most_characters: int) -> None:
        self._most_characters = most_characters
        self._characters = 0
        self._pages: OrderedDict[bytes, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: bytes) -> str | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, key: bytes, page: str) -> None:
        with self._lock:
            self._characters += len(page) - len(self._pages.pop(key, ""))
            self._pages[key] = page
            while self._characters > self._most_characters:
                _, dropped = self._pages.popitem(last=False)
                self._characters -= len(dropped)
