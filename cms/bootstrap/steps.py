"""A step of the preparation is done once and not again until one of its inputs changes."""

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cms.bootstrap.places import ROOT


@dataclass(frozen=True)
class Step:
    """Something to do before the site can start.

    label: what is told to the person who waits, as in "Python packages".
    stamp: the file that keeps the fingerprint of the inputs with which the step was last finished.
    fingerprint: gives the fingerprint of its inputs as they are now.
    outputs: what has to exist, or else the step is done again.
    """

    label: str
    stamp: Path
    fingerprint: Callable[[], str]
    action: Callable[[], None]
    outputs: tuple[Path, ...] = ()

    def is_done(self) -> bool:
        with suppress(FileNotFoundError, NotADirectoryError):
            return self.stamp.read_text() == self.fingerprint() and all(path.exists() for path in self.outputs)
        return False

    def do(self) -> None:
        """Does the step. Interrupted or failed, it leaves no stamp, so the next start does it again."""
        self.stamp.unlink(missing_ok=True)
        # Taken before, not after: an input that changes meanwhile makes the step due again.
        inputs = self.fingerprint()
        self.action()
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.stamp.with_suffix(".unfinished")
        unfinished.write_text(inputs)
        unfinished.replace(self.stamp)


def do_what_is_missing(steps: Iterable[Step]) -> int:
    """Does, in order, each step whose inputs changed; prints its label and its seconds. Returns how many it did."""
    count = 0
    for step in steps:
        if step.is_done():
            continue
        print(f"{step.label} ... ", end="", flush=True)
        start = time.monotonic()
        try:
            step.do()
        except BaseException:
            print(flush=True)
            raise
        print(f"{time.monotonic() - start:.1f} s", flush=True)
        count += 1
    return count


def fingerprint(*parts: str, files: Iterable[Path] = ()) -> str:
    """SHA-256 of some texts and of the names and contents of `files`, as hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    for path in sorted(files):
        digest.update(os.path.relpath(path, ROOT).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def files_below(folder: Path, skip: Iterable[str] = ()) -> list[Path]:
    """All files below `folder`, without the folders whose name is in `skip`."""
    skipped = {*skip, "__pycache__"}
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in skipped]
        found += [path for name in names if (path := Path(parent) / name).is_file()]
    return found
