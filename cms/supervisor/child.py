"""One process under supervision: how it is started, when it is started again, how it is ended."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from cms.supervisor import fork

SETTLED_SECONDS = 10
LONGEST_DELAY = 30

Process = subprocess.Popen[bytes] | fork.Fork


class Child:
    """A program that has to run for as long as the site does.

    ready: asked again and again, for a moment each, until it says once that the program does its work; without it, one that
    has started counts as ready.
    is_vital: whether the site can't do without it, and has to end where it can't be started.
    inherits: the file descriptors of this process that it needs.
    longest_delay: in seconds, before it is started again; half a minute where it isn't given.
    run: does in this process, once it is forked, what the program does in one of its own: where that can be done, it is.
    """

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        ready: Callable[[], bool] | None = None,
        is_vital: bool = True,
        inherits: Sequence[int] = (),
        longest_delay: int | None = None,
        run: fork.Run | None = None,
    ) -> None:
        self.name = name
        self.argv = list(argv)
        self.is_vital = is_vital
        self.inherits = inherits
        self.longest_delay = longest_delay
        self.process: Process | None = None
        self.failures = 0
        self.has_settled = False
        self.next_start = 0.0
        self._ready = ready
        self._run = run
        self._started = 0.0

    def is_ready(self) -> bool:
        """Whether the next child can be started; may take a moment. Nobody waits for one that isn't vital."""
        if not self.is_vital:
            return True
        if self.process is None:
            return False
        if self._ready is not None and self._ready():
            # It has done its work: from now on, a death is no failed start.
            self._ready, self.has_settled = None, True
        return self._ready is None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, without: Sequence[int] = ()) -> None:
        """Starts the program as the leader of a process group, so that its own children can be ended with it.

        without: descriptors of the supervisor's own, which no other process may keep open.
        """
        self._started = time.monotonic()
        if self._run and fork.CAN_FORK:
            self.process = fork.Fork(self._run, " ".join(self.argv), without)
        else:
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
        if lived >= SETTLED_SECONDS:
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
