"""A process that goes on with what its supervisor has loaded: it is there in some milliseconds, and shares that memory."""

import os
import signal
import sys
from collections.abc import Callable, Iterable

from setproctitle import setproctitle

CAN_FORK = sys.platform == "linux"
"""Elsewhere what the system itself has loaded may not survive it, as on macOS."""
HANDLED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
"""The signals that a supervisor listens to."""

Run = Callable[[], object]


class Fork:
    """What a supervisor needs of `subprocess.Popen`, for a process that calls `run` and ends.

    It leads a process group, has nothing to read, is listed by the words of `title`, and closes the descriptors `without`.
    The process that makes it must have no other threads: their locks would never be released in the new one. Raises `OSError`.
    """

    def __init__(self, run: Run, title: str, without: Iterable[int] = ()) -> None:
        self.returncode: int | None = None
        # What is not written yet would be written twice.
        sys.stdout.flush()
        sys.stderr.flush()
        # A signal to the new process waits until it is no longer the supervisor's to handle.
        signal.pthread_sigmask(signal.SIG_BLOCK, HANDLED)
        try:
            self.pid = os.fork()
            if not self.pid:
                _become(run, title, without)
            _lead_group(self.pid)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, HANDLED)

    def poll(self) -> int | None:
        """The exit status, or the negative number of the signal that ended it; None while it runs."""
        return self._collect(os.WNOHANG)

    def wait(self) -> int | None:
        """Returns the exit status once it has ended."""
        return self._collect(0)

    def send_signal(self, number: int) -> None:
        """Nothing where it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def _collect(self, options: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, options)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def _become(run: Run, title: str, without: Iterable[int]) -> None:
    """Calls `run` in the new process and ends it. Never returns: what is further up belongs to the supervisor."""
    status = 1
    try:
        _lead_group(0)
        signal.set_wakeup_fd(-1)
        for number in HANDLED:
            # What whoever started the site has ignored stays so, as it would in a program.
            if signal.getsignal(number) != signal.SIG_IGN:
                # Ctrl-C too, which may have come before there was a group: its end is no error to be shown.
                signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HANDLED)
        for descriptor in without:
            os.close(descriptor)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        setproctitle(title)
        run()
        status = 0
    except SystemExit as ending:
        status = _status_of(ending)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            # What is registered for the end of the interpreter is the supervisor's, such as the removal of its folders.
            os._exit(status)


def _status_of(ending: SystemExit) -> int:
    """As the interpreter does it: a text is an error's."""
    if ending.code is None or isinstance(ending.code, int):
        return ending.code or 0
    print(ending.code, file=sys.stderr)
    return 1


def _lead_group(pid: int) -> None:
    """Makes process `pid`, 0 for this one, the leader of a group. Both sides do, so that neither has to wait for the other."""
    try:
        os.setpgid(pid, pid)
    except (ProcessLookupError, PermissionError):
        return
