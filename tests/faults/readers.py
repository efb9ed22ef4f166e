"""Readers who go on reading whatever happens, and remember what they got and how long they waited."""

import http.client
import re
import time
from collections.abc import Sequence
from threading import Event, Lock, Thread
from typing import NamedTuple

LONGEST_WAIT = 60
PAUSE_SECONDS = 0.04
"""Between two pages of one reader."""
MARK = re.compile(rb"marked-\d+")
"""What stands in the titles of pages that are taken down in a test."""


class Reply(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
    """Raises `OSError` or `HTTPException` where there is no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT)
    try:
        connection.request(method, path, body, {"Host": f"localhost:{port}", **headers})
        answer = connection.getresponse()
        return Reply(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


class Read(NamedTuple):
    path: str
    status: int
    """0 where the connection ended without an answer."""
    seconds: float


class Readers:
    """As many as there are `threads`, who read all of `paths` again and again; a context in which they do so."""

    def __init__(self, port: int, paths: Sequence[str], threads: int = 3) -> None:
        self.reads: list[Read] = []
        self.seen_too_late: list[str] = []
        """What somebody was shown though it had been taken down before they asked."""
        self.torn = 0
        """So often a connection ended without an answer, and somebody asked again: as browsers and proxies do by themselves."""
        self._port = port
        self._paths = paths
        self._taken_down: dict[bytes, float] = {}
        self._lock = Lock()
        self._is_over = Event()
        self._threads = [Thread(target=self._read_on, args=(number,), daemon=True) for number in range(threads)]

    def __enter__(self) -> "Readers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join(2 * LONGEST_WAIT)

    def note_taken_down(self, mark: str) -> None:
        """From now on nobody may be shown anything with `mark` in it."""
        self._taken_down[mark.encode()] = time.monotonic()

    def share(self) -> float:
        """Of the reads that were answered with 200."""
        return sum(read.status == 200 for read in self.reads) / len(self.reads)

    def longest(self) -> float:
        return max(read.seconds for read in self.reads)

    def failures(self) -> dict[int, int]:
        statuses = [read.status for read in self.reads if read.status != 200]
        return {status: statuses.count(status) for status in set(statuses)}

    def _read_on(self, number: int) -> None:
        while not self._is_over.wait(PAUSE_SECONDS):
            number += 1
            self._read(self._paths[number % len(self._paths)])

    def _read(self, path: str) -> None:
        began = time.monotonic()
        try:
            status, body = self._ask_twice(path)
        except (OSError, http.client.HTTPException):
            status, body = 0, b""
        with self._lock:
            self.reads.append(Read(path, status, time.monotonic() - began))
        for mark in set(MARK.findall(body)):
            if self._taken_down.get(mark, began) < began:
                self.seen_too_late.append(f"{mark.decode()} at {path}")

    def _ask_twice(self, path: str) -> tuple[int, bytes]:
        try:
            reply = ask(self._port, path)
        except (ConnectionError, http.client.HTTPException):
            with self._lock:
                self.torn += 1
            reply = ask(self._port, path)
        return reply.status, reply.body
