"""Looks at processes that a test has started, and waits for what they do. A deadline only ends a test that has failed."""

import os
import time
from collections.abc import Callable
from pathlib import Path

DEADLINE_SECONDS = 60


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Returns as soon as `condition` holds; fails the test when it never does."""
    give_up = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < give_up, f"waited {DEADLINE_SECONDS} s in vain: {what}"
        time.sleep(0.02)


def read_when_written(path: Path) -> str:
    """The text of a file that a process is about to write, with a line break as its end."""
    wait_until(lambda: path.exists() and path.read_text().endswith("\n"), f"{path.name} is written")
    return path.read_text()


def is_running(pid: int) -> bool:
    """Whether the process exists; one that has ended and waits to be collected doesn't count."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in _status_of(pid)


def has_ended(pid: int) -> bool:
    """True once the process is gone; fails the test when it stays."""
    wait_until(lambda: not is_running(pid), f"process {pid} ends")
    return True


def _status_of(pid: int) -> str:
    """What Linux tells of a process. Elsewhere a process whose parent is gone is collected at once."""
    try:
        return Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return ""
