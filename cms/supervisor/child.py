"""One process under supervision: how it is started, when it is started again, how it is ended."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import Event

SETTLED_SECONDS = 10
LONGEST_DELAY = 30


class Child:
    """A program that has to run for as long as the site does.

    ready: set by whoever can tell that the program does its work; without it, one that has started counts as ready.
    is_vital: whether the site can't do without it, and has to end where it can't be started.
    inherits: the file descriptors of this process that it needs.
    longest_delay: in seconds, before it is started again; half a minute where it isn't given.
    """

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        ready: Event | None = None,
        is_vital: bool = True,
        inherits: Sequence[int] = (),
        longest_delay: int | None = None,
    ) -> None:
        self.name = name
        self.argv = list(argv)
        self.ready = ready
        self.is_vital = is_vital
        self.inherits = inherits
        self.longest_delay = longest_delay
        self.process: subprocess.Popen[bytes] | None = None
        self.failures = 0
        self.has_settled = False
        self.next_start = 0.0
        self._started = 0.0

    @property
    def is_ready(self) -> bool:
        """Whether the next child can be started: nobody waits for one that isn't vital."""
        return not self.is_vital or (self.process is not None and (self.ready is None or self.ready.is_set()))

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Starts the program as the leader of a process group, so that its own children can be ended with it."""
        self._started = time.monotonic()
        self.process = subprocess.Popen(self.argv, stdin=subprocess.DEVNULL, process_group=0, pass_fds=self.inherits)

    def ended(self) -> int | None:
        """The exit status of a program that has ended by itself since the last call, otherwise None.

        After a quick death the next start waits twice as long as the last time, at most `longest_delay`.
        """
        status = self.process.poll() if self.process else None
        if status is None:
            return None
        self.kill()
        self.process = None
        self.note_end()
        return status

    def note_end(self) -> None:
        """Settles when a program that has ended, or couldn't even be started, is started again."""
        lived = time.monotonic() - self._started
        if lived >= SETTLED_SECONDS or (self.ready is not None and self.ready.is_set()):
            self.has_settled = True
        self.failures = self.failures + 1 if lived < SETTLED_SECONDS else 1
        self.next_start = time.monotonic() + self.delay

    @property
    def delay(self) -> int:
        """Seconds between the last end and the next start: 1, 2, 4 and so on."""
        longest = LONGEST_DELAY if self.longest_delay is None else self.longest_delay
        return int(min(2 ** (self.failures - 1), longest))

    def terminate(self) -> None:
        """Asks the program to end. It hands that on to its own children."""
        if self.process:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the program and all it has started, by force."""
        if self.process:
            kill_group(self.process.pid, signal.SIGKILL)
            self.process.wait()


def kill_group(group: int, number: signal.Signals) -> None:
    """Sends a signal to a process group; one that is gone, or (macOS) has only ended processes in it, is no error."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
