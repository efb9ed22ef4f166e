"""What a supervisor forks is a process like any other: by itself, with a name, and its end is told."""

import os
import signal
import subprocess
import sys

import pytest

from cms.bootstrap.places import ROOT
from cms.supervisor import fork

pytestmark = pytest.mark.skipif(not fork.CAN_FORK, reason="Nothing is forked here.")

# The tests' own process has threads, and what they hold would be lost: each fork has a small process of its own.
PARENT = """
import os, signal, sys, time
from cms.supervisor.fork import Fork
{before}
def run():
    {run}
child = Fork(run, "a title", without={without})
{after}
print("status", child.wait())
"""


def fork_in_between(run: str, before: str = "", after: str = "", without: str = "[]") -> "subprocess.CompletedProcess[str]":
    source = PARENT.format(run=run, before=before, after=after, without=without)
    # With a buffer, as where the output is a file.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        [sys.executable, "-c", source],
        cwd=ROOT,
        env=environment,
        input="typed",
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )


@pytest.mark.parametrize(
    ("run", "status"),
    [("pass", 0), ("sys.exit(3)", 3), ("sys.exit()", 0), ("os.kill(os.getpid(), signal.SIGKILL)", -9)],
)
def test_its_end_is_told(run: str, status: int) -> None:
    assert fork_in_between(run).stdout == f"status {status}\n"


def test_error_that_ends_it_is_shown() -> None:
    ended = fork_in_between("raise ValueError('such as this')")
    assert ended.stdout == "status 1\n"
    assert ended.stderr.startswith("Traceback")
    assert ended.stderr.endswith("ValueError: such as this\n")


def test_sentence_that_ends_it_is_shown() -> None:
    ended = fork_in_between("sys.exit('The port is taken.')")
    assert (ended.stdout, ended.stderr) == ("status 1\n", "The port is taken.\n")


def test_what_stands_after_the_fork_is_the_parents_alone() -> None:
    assert fork_in_between("print('forked')", after="child.wait(); print('parent')").stdout.splitlines() == [
        "forked",
        "parent",
        "status 0",
    ]


def test_what_was_not_written_yet_is_written_once() -> None:
    assert fork_in_between("pass", before="print('before')").stdout == "before\nstatus 0\n"


def test_end_of_the_interpreter_is_the_parents() -> None:
    before = "import atexit; atexit.register(print, 'removed')"
    assert fork_in_between("pass", before=before).stdout == "status 0\nremoved\n"


def test_it_has_nothing_to_read() -> None:
    assert fork_in_between("print(repr(sys.stdin.read()))").stdout == "''\nstatus 0\n"


def test_it_leads_a_group_of_its_own() -> None:
    assert fork_in_between("print(os.getpid() == os.getpgrp())").stdout == "True\nstatus 0\n"


def test_it_does_not_keep_open_what_it_is_to_go_without() -> None:
    before = "reading, writing = os.pipe()"
    # Nobody else writes, so what is read is the end.
    after = "os.close(writing); print(os.read(reading, 1)); child.send_signal(signal.SIGKILL)"
    ended = fork_in_between("time.sleep(600)", before, after, without="[writing]")
    assert ended.stdout == "b''\nstatus -9\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_it_though_the_parent_handles_them(number: signal.Signals) -> None:
    before = f"signal.signal({int(number)}, lambda *_: print('handled', flush=True))"
    ended = fork_in_between("time.sleep(600)", before, after=f"child.send_signal({int(number)})")
    assert ended.stdout == f"status {-int(number)}\n"


def test_ctrl_c_before_it_has_a_group_ends_it_without_a_word() -> None:
    before = "signal.signal(signal.SIGINT, lambda *_: None)"
    before += "; os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGINT))"
    ended = fork_in_between("print('runs')", before)
    assert (ended.stdout, ended.stderr) == (f"status {-int(signal.SIGINT)}\n", "")


def test_signal_that_whoever_started_all_has_ignored_stays_so() -> None:
    before = "signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    run = "os.kill(os.getpid(), signal.SIGHUP); print('lives')"
    assert fork_in_between(run, before).stdout == "lives\nstatus 0\n"


def test_its_signals_do_not_wake_the_parent() -> None:
    before = "reading, writing = os.pipe(); os.set_blocking(writing, False); signal.set_wakeup_fd(writing)"
    before += "; signal.signal(signal.SIGUSR1, lambda *_: None)"
    run = "os.kill(os.getpid(), signal.SIGUSR1)"
    after = "child.wait(); os.set_blocking(reading, False)\ntry: print(os.read(reading, 9))\nexcept BlockingIOError: print('asleep')"
    assert fork_in_between(run, before, after).stdout == "asleep\nstatus 0\n"


def test_it_is_listed_under_its_title() -> None:
    run = "from tests.processes import process_table; "
    run += "print(next(row.command for row in process_table() if row.pid == os.getpid()).strip())"
    assert fork_in_between(run).stdout == "a title\nstatus 0\n"
