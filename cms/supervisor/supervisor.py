"""Starts children, starts them again when they die, and ends them all when it is told to stop."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType

from cms.supervisor.child import Child

GRACE_SECONDS = 10
MOST_FAILED_STARTS = 3
MOST_TOLD_FAILURES = 6
READINESS_SECONDS = 0.1
WATCH_SECONDS = 5
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def say(line: str) -> None:
    """Prints one line at once, also into a pipe."""
    print(line, flush=True)


class Supervisor:
    """Runs `children`, each started once the one before it is ready, and calls `watch` every five seconds.

    Has no threads, since it forks: whatever it does by the way may take some seconds at most.
    """

    def __init__(self, children: Sequence[Child], watch: Callable[[], None] | None = None) -> None:
        self.children = children
        self.watch = watch
        self.started: list[Child] = []
        self.is_stopping = False
        self.interrupts = 0
        self._lifeline: subprocess.Popen[str] | None = None
        self._told: list[str] = []
        self._wake_up, self._woken_by = os.pipe()
        self._is_waiting = False
        self._next_watch = 0.0

    def run(self) -> int:
        """Returns 0 after a stop signal, and 1 when a child could not be started at all."""
        self._listen_to_signals()
        problem = ""
        try:
            while not self.is_stopping:
                problem = self._restart_what_ended()
                if problem:
                    break
                self._start_next()
                self._keep_lifeline()
                self._watch_now_and_then()
                self._sleep()
        except OSError as error:
            problem = f"{error.filename or 'A process'} can't be started: {error.strerror}."
        finally:
            self._end_all()
            for number in STOP_SIGNALS:
                # All is done: another Ctrl-C must not turn a clean end into a failure.
                signal.signal(number, signal.SIG_IGN)
        if problem:
            print(problem, file=sys.stderr)
        return 1 if problem else 0

    def _listen_to_signals(self) -> None:
        os.set_blocking(self._wake_up, False)
        os.set_blocking(self._woken_by, False)
        signal.set_wakeup_fd(self._woken_by, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in STOP_SIGNALS:
            # Under nohup, the end of the terminal is not to be the end of the site.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._note_stop)

    def _note_stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True
        self.interrupts += number == signal.SIGINT

    def _restart_what_ended(self) -> str:
        """Returns why the site can't go on, where a child has failed too often without ever having been ready."""
        for child in self.started:
            status = child.ended()
            if status is not None:
                if child.is_vital and child.failures >= MOST_FAILED_STARTS and not child.has_settled:
                    return (
                        f"{child.name} ended {child.failures} times before it was ready, so the site can't start. "
                        "The lines above say why."
                    )
                tell_next_start(child, f"ended ({describe(status)})")
            if child.process is None and child.next_start <= time.monotonic():
                self._start(child)
        return ""

    def _start(self, child: Child) -> None:
        """Starts a child. Raises `OSError` where that can't be done to one that is vital; another is tried again later."""
        lifeline = [self._lifeline.stdin.fileno()] if self._lifeline and self._lifeline.stdin else []
        try:
            child.start(without=[*lifeline, self._wake_up, self._woken_by])
        except OSError as error:
            if child.is_vital:
                raise
            child.note_end()
            tell_next_start(child, f"can't be started: {error.strerror}")

    def _start_next(self) -> None:
        while not self._has_to_wait():
            if len(self.started) == len(self.children):
                return
            child = self.children[len(self.started)]
            self._start(child)
            self.started.append(child)
            # Before anything else, since this process may be killed at any moment.
            self._keep_lifeline()

    def _has_to_wait(self) -> bool:
        self._is_waiting = not all(child.is_ready() for child in self.started)
        return self._is_waiting

    def _keep_lifeline(self) -> None:
        """Tells the lifeline which processes to end if this one is killed. It is started again if it was killed."""
        groups = [str(child.process.pid) for child in self.started if child.process]
        if self._lifeline is None or self._lifeline.poll() is not None:
            command = [sys.executable, "-m", "cms.supervisor.lifeline", *groups]
            self._lifeline = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, start_new_session=True)
        elif groups != self._told and self._lifeline.stdin:
            with suppress(BrokenPipeError):
                self._lifeline.stdin.write(f"{' '.join(groups)}\n")
                self._lifeline.stdin.flush()
        self._told = groups

    def _watch_now_and_then(self) -> None:
        if self.watch and time.monotonic() >= self._next_watch:
            self.watch()
            self._next_watch = time.monotonic() + WATCH_SECONDS

    def _sleep(self) -> None:
        """Sleeps until a signal arrives (a child that ends sends one as well) or something is due."""
        pauses = [child.next_start - time.monotonic() for child in self.started if child.process is None]
        if self.watch:
            pauses.append(self._next_watch - time.monotonic())
        if self._is_waiting:
            pauses.append(READINESS_SECONDS)
        select.select([self._wake_up], [], [], max(0.0, min(pauses)) if pauses else None)
        with suppress(BlockingIOError):
            os.read(self._wake_up, 4096)

    def _end_all(self) -> None:
        """Asks all children to end and waits; after ten seconds, or a second Ctrl-C, ends them by force."""
        for child in self.started:
            child.terminate()
        give_up = time.monotonic() + GRACE_SECONDS
        while any(child.is_running for child in self.started) and self.interrupts < 2:
            remaining = give_up - time.monotonic()
            if remaining <= 0:
                break
            select.select([self._wake_up], [], [], remaining)
            with suppress(BlockingIOError):
                os.read(self._wake_up, 4096)
        for child in self.started:
            child.kill()
        if self._lifeline and self._lifeline.stdin:
            self._lifeline.stdin.close()
            self._lifeline.wait()


def tell_next_start(child: Child, event: str) -> None:
    """Says what has happened to a child. One that the site can do without stops being news after a while."""
    if child.is_vital or child.failures <= MOST_TOLD_FAILURES:
        say(f"{child.name} {event}; it is started again in {child.delay} s.")


def describe(status: int) -> str:
    """An exit status in words: "status 1", or "SIGKILL" for a program that a signal ended."""
    return f"status {status}" if status >= 0 else signal.Signals(-status).name
