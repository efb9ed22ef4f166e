"""Ends a renderer that runs but no longer answers. Its supervisor then starts it again."""

import signal
import time
from pathlib import Path

from cms.renderer.asking import Refused, Unavailable, ask
from cms.supervisor.child import Child, Process, kill_group
from cms.supervisor.supervisor import say

ANSWER_SECONDS = 1
PATIENCE_SECONDS = 10

# Without an answer of the API it can't be drawn: the renderer goes most of the way and says what is lacking.
ORDER = b'{"path":"/","state":{}}'


class Watchdog:
    """Looks at the renderer `child`, which should answer at `socket`, whenever it is called. A look takes a second at most."""

    def __init__(self, child: Child, socket: Path) -> None:
        self._child = child
        self._socket = socket
        self._seen: Process | None = None
        self._last_answer = 0.0

    def __call__(self) -> None:
        process = self._child.process
        if process is not self._seen or answers(self._socket):
            self._seen, self._last_answer = process, time.monotonic()
        elif process and time.monotonic() - self._last_answer >= PATIENCE_SECONDS and process.poll() is None:
            say(f"{self._child.name} has given no answer for {PATIENCE_SECONDS} s; it is ended.")
            kill_group(process.pid, signal.SIGKILL)


def answers(socket: Path) -> bool:
    """Whether the renderer at `socket` does its work, be it to refuse a page."""
    try:
        ask(socket, ORDER, ANSWER_SECONDS)
    except Refused:
        return True
    except Unavailable:
        return False
    return True
