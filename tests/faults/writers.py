"""Three people who publish, upload and write to the group all the time, and remember what was acknowledged."""

import http.client
from collections.abc import Callable
from threading import Event, Thread

from tests.faults.place import Place
from tests.faults.readers import Reply

LETTERS = 40
PAUSE_SECONDS = 0.2
"""Between two things that one of them does: where all three never paused, there would be little time left to read in."""


class Writers:
    """A context in which they write on. Each begins anew what got no answer; letters with the same proof."""

    def __init__(self, site: Place) -> None:
        self.site = site
        self.page = site.pages[5]
        self.titles: list[str] = []
        self.uploads: list[str] = []
        self.letters: list[str] = []
        self.refused: list[tuple[str, int]] = []
        self._is_over = Event()
        self._threads = [
            Thread(target=self._write_on, args=(way,), daemon=True) for way in (self._publish, self._upload, self._send)
        ]

    @property
    def done(self) -> int:
        return len(self.titles) + len(self.uploads) + len(self.letters)

    def __enter__(self) -> "Writers":
        self.site.desk.open(self.page)
        self.site.letters.prepare(LETTERS)
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join(120)

    def check(self) -> None:
        """That all that was acknowledged is there, once and whole."""
        assert self.refused == []
        assert self.site.check_whole(self.page) == self.titles[-1]
        documents = self.site.order("documents")
        assert all(is_there for _, is_there, _ in documents)
        assert set(self.uploads) <= {title for title, _, size in documents if size == 50_000}
        messages = self.site.order("messages")
        assert all(messages.count(letter) == 1 for letter in self.letters)

    def _write_on(self, write: Callable[[int], None]) -> None:
        number = 0
        while not self._is_over.wait(PAUSE_SECONDS):
            number += 1
            write(number)

    def _publish(self, number: int) -> None:
        title = f"Edition {number}"
        if self._was_taken(f"publish {title}", lambda: self.site.desk.publish(self.page, title), 302):
            self.titles.append(title)

    def _upload(self, number: int) -> None:
        title = f"Leaflet {number}"
        if self._was_taken(f"upload {title}", lambda: self.site.desk.upload(title, b"x" * 50_000), 302):
            self.uploads.append(title)

    def _send(self, number: int) -> None:
        if number > LETTERS:
            self._is_over.wait()
            return
        reply = self.site.letters.send(f"Letter {number}")
        if reply.status == 202 or "has arrived" in reply.text:
            self.letters.append(f"Letter {number}")
        else:
            self.refused.append((f"send {number}", reply.status))

    def _was_taken(self, what: str, send: Callable[[], Reply], status: int) -> bool:
        try:
            reply = send()
        except (OSError, http.client.HTTPException):
            return False
        if reply.status != status:
            self.refused.append((what, reply.status))
        return reply.status == status
