"""Ends a renderer that runs but no longer answers. Its supervisor then starts it again."""

import signal
import time
from pathlib import Path

from cms.renderer.asking import Refused, Unavailable, ask
from cms.supervisor.child import Child, kill_group
from cms.supervisor.supervisor import say

CHECK_SECONDS = 5
PATIENCE_SECONDS = 10

# Without an answer of the API it can't be drawn: the renderer goes most of the way and says what is lacking.
ORDER = b'{"path":"/","state":{}}'


def watch(child: Child, socket: Path) -> None:
    """Never returns: for a thread. `child` is the renderer that should answer at `socket`."""
    seen = None
    last_answer = 0.0
    while True:
        process = child.process
        if process is not seen or answers(socket):
            seen, last_answer = process, time.monotonic()
        elif process and time.monotonic() - last_answer >= PATIENCE_SECONDS and process.poll() is None:
            say(f"{child.name} has given no answer for {PATIENCE_SECONDS} s; it is ended.")
            kill_group(process.pid, signal.SIGKILL)
        time.sleep(CHECK_SECONDS)


def answers(socket: Path) -> bool:
    """Whether the renderer at `socket` does its work, be it to refuse a page."""
    try:
        ask(socket, ORDER, CHECK_SECONDS)
    except Refused:
        return True
    except Unavailable:
        return False
    return True
