"""Ctrl-C and SIGTERM while a step runs end everything that the step has started."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cms.bootstrap.places import ROOT
from tests.processes import forget_ignored_signals, has_ended, read_when_written

# A command whose only step starts a program that starts another one, as npm does.
STEP = """
import sys
from cms.bootstrap import commands
from cms.bootstrap.process import run
program = '''
import subprocess, sys, time
with open(sys.argv[1], "w") as file:
    print(subprocess.Popen(["sleep", "600"]).pid, file=file)
time.sleep(600)
'''
commands.COMMANDS["run"] = lambda: run([sys.executable, "-c", program, sys.argv[1]]).status
sys.exit(commands.main(["run"]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_step_leaves_no_process(number: signal.Signals, tmp_path: Path):
    pid_file = tmp_path / "pid"
    started = subprocess.Popen(
        [sys.executable, "-c", STEP, pid_file],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=forget_ignored_signals,
    )
    grandchild = int(read_when_written(pid_file))
    started.send_signal(number)
    _, errors = started.communicate(timeout=120)
    assert started.returncode == 130
    assert errors == "Stopped.\n"
    assert has_ended(grandchild)


CHECKS = """
import sys
from cms.bootstrap import commands
from cms.bootstrap.checks import Check, run_checks
program = '''
import os, sys, time
with open(sys.argv[1], "w") as file:
    print(os.getpid(), file=file)
time.sleep(600)
'''
one, other, next = [Check(path, (sys.executable, "-c", program, path)) for path in sys.argv[1:]]
commands.COMMANDS["run"] = lambda: run_checks([one], beside=[other, next])
sys.exit(commands.main(["run"]))
"""


def test_stopped_checks_leave_no_process_and_start_none(tmp_path: Path):
    one, other, next_one = (tmp_path / name for name in ("one", "other", "next"))
    started = subprocess.Popen(
        [sys.executable, "-c", CHECKS, one, other, next_one],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        preexec_fn=forget_ignored_signals,
    )
    processes = [int(read_when_written(path)) for path in (one, other)]
    started.send_signal(signal.SIGINT)
    started.communicate(timeout=120)
    assert started.returncode == 130
    assert all(has_ended(pid) for pid in processes)
    assert not next_one.exists()


def test_under_nohup_the_end_of_the_terminal_ends_nothing():
    code = "import signal; from cms.bootstrap.commands import main; main([]); signal.raise_signal(signal.SIGHUP); print('runs on')"
    finished = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
        timeout=120,
        check=True,
    )
    assert finished.stdout == "runs on\n"
