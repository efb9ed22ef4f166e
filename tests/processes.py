"""Looks at processes that a test has started, and waits for what they do. A deadline only ends a test that has failed."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

DEADLINE_SECONDS = 300


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Returns as soon as `condition` holds; fails the test when it never does."""
    give_up = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < give_up, f"waited {DEADLINE_SECONDS} s in vain: {what}"
        time.sleep(0.02)


def forget_ignored_signals() -> None:
    """For `preexec_fn`: programs that a shell starts in the background, or nohup, ignore signals that the tests send."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def read_when_written(path: Path) -> str:
    """The text of a file that a process is about to write, with a line break as its end."""
    wait_until(lambda: path.exists() and path.read_text().endswith("\n"), f"{path.name} is written")
    return path.read_text()


def is_running(pid: int) -> bool:
    """Whether the process exists; one that has ended and waits to be collected doesn't count."""
    return pid in {row.pid for row in process_table()}


def has_ended(pid: int) -> bool:
    """True once the process is gone; fails the test when it stays."""
    wait_until(lambda: not is_running(pid), f"process {pid} ends")
    return True


def descendants(ancestor: int) -> dict[int, str]:
    """The processes that `ancestor` and its descendants have started: process id and command."""
    rows = process_table()
    found: dict[int, str] = {}
    parents = {ancestor}
    while parents:
        children = {row.pid: row.command for row in rows if row.parent in parents}
        found |= children
        parents = set(children)
    return found


class Process(NamedTuple):
    pid: int
    parent: int
    command: str


def process_table() -> list[Process]:
    """Every process of the machine that hasn't ended. Linux tells without `ps`, which small machines don't have."""
    if Path("/proc/self/stat").exists():
        return [row for folder in Path("/proc").glob("[0-9]*") if (row := _read_process(folder))]
    table = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,state=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 3) for line in table.splitlines()]
    return [Process(int(row[0]), int(row[1]), row[-1]) for row in rows if not row[2].startswith("Z")]


def _read_process(folder: Path) -> Process | None:
    try:
        stat = (folder / "stat").read_text()
        command = (folder / "cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name of the program stands in parentheses, and may hold any character.
    state, parent = stat.rpartition(")")[2].split()[:2]
    return None if state in "ZX" else Process(int(folder.name), int(parent), command)
