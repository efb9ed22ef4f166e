"""Ends the site's processes when their supervisor is gone without having ended them, for instance by SIGKILL.

The supervisor keeps the other end of standard input. It writes a line of process groups whenever they change; the end of
the input says that the supervisor no longer exists. A pipe does this on Linux and macOS alike. The first groups are
arguments, since a supervisor may be killed before it has written a line.
"""

import os
import signal
import sys
import time

from cms.supervisor.child import kill_group

GRACE_SECONDS = 5


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Whoever stops the whole service signals this process as well, but it has to be the last.
        signal.signal(number, signal.SIG_IGN)
    groups = [int(group) for group in sys.argv[1:]]
    for line in sys.stdin:
        groups = [int(group) for group in line.split()]
    for group in groups:
        kill_group(group, signal.SIGTERM)
    give_up = time.monotonic() + GRACE_SECONDS
    while any(exists(group) for group in groups) and time.monotonic() < give_up:
        time.sleep(0.1)
    for group in groups:
        kill_group(group, signal.SIGKILL)


def exists(group: int) -> bool:
    """Whether the process group still has a member."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    main()
