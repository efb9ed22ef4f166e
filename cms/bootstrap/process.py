"""Runs one program to its end, keeps what it prints, and leaves nothing behind when it is interrupted."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import NoReturn

from cms.bootstrap.places import ROOT, child_environment, data_dir

FULL_DISK = re.compile(r"ENOSPC|No space left on device|database or disk is full|Disk quota exceeded")
GRACE_SECONDS = 5
LAST_LINES = 25


class Problem(Exception):
    """Something that the person at the keyboard can mend, told in one sentence."""


_running: set[subprocess.Popen[str]] = set()
_is_over = Event()


def end_all() -> None:
    """Ends what other threads run; they start nothing else."""
    _is_over.set()
    for process in list(_running):
        end_group(process)


@dataclass(frozen=True)
class Finished:
    """A program that has ended: its exit status, and everything that it printed."""

    status: int
    output: str


def run(argv: Sequence[str | Path], environment: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Finished:
    """Runs a program to its end. Interrupted, it ends the program and all that the program started.

    Raises `Problem` where the program doesn't exist or can't be started, or `end_all` was called.
    """
    if _is_over.is_set():
        raise Problem(f"{argv[0]} wasn't started: others were interrupted.")
    try:
        process = subprocess.Popen(
            [str(part) for part in argv],
            cwd=cwd,
            env=dict(environment or child_environment()),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            # npm starts Node, which starts a bundler: a group of its own lets one signal end them all.
            process_group=0,
        )
    except OSError as error:
        raise Problem(f"{argv[0]} can't be started: {error.strerror}.") from error
    _running.add(process)
    try:
        output, _ = process.communicate()
    except BaseException:
        end_group(process)
        raise
    finally:
        _running.discard(process)
    return Finished(process.returncode, output)


def end_group(process: subprocess.Popen[str]) -> None:
    """Ends `process` and its descendants: politely, and after five seconds by force."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_SECONDS)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def succeed(argv: Sequence[str | Path], environment: Mapping[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Runs a program that has to succeed. Otherwise raises `Problem`, see `fail`."""
    finished = run(argv, environment, cwd)
    if finished.status != 0:
        fail(argv, finished)


def fail(argv: Sequence[str | Path], finished: Finished) -> NoReturn:
    """Raises `Problem` for a program that failed: a full disk is told as that, otherwise the program's last lines are
    shown on standard error."""
    if FULL_DISK.search(finished.output) or fullest_place_is_full():
        raise Problem(full_disk_sentence())
    print("\n" + "\n".join(finished.output.rstrip().splitlines()[-LAST_LINES:]), file=sys.stderr)
    command = " ".join([Path(argv[0]).name, *(Path(part).name for part in argv[1:4])])
    raise Problem(f"`{command}` failed with status {finished.status}; its last lines stand above.")


def full_disk_sentence() -> str:
    place, free = _fullest_place()
    return f"The disk is full: {free // 1_000_000} MB are free at {place}. Free some space and start again."


def fullest_place_is_full() -> bool:
    return _fullest_place()[1] < 1_000_000


def _fullest_place() -> tuple[Path, int]:
    """Of the places that are written to, the one with the fewest free bytes, and their number."""
    places = [place for place in (ROOT, data_dir(), Path(tempfile.gettempdir())) if place.is_dir()]
    return min(((place, shutil.disk_usage(place).free) for place in places), key=lambda pair: pair[1])
