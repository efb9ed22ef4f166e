"""Ctrl-C and SIGTERM while a step runs end everything that the step has started."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cms.bootstrap.places import ROOT
from tests.processes import has_ended, read_when_written

STEP = """
import sys
from cms.bootstrap import commands
from cms.bootstrap.process import run
program = "import subprocess, sys; print(subprocess.Popen(['sleep', '600']).pid, file=open(sys.argv[1], 'w')); input()"
program = program.replace("input()", "import time; time.sleep(600)")
commands.COMMANDS["run"] = lambda: run([sys.executable, "-c", program, sys.argv[1]])
sys.exit(commands.main(["run"]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_step_leaves_no_process(number: signal.Signals, tmp_path: Path):
    pid_file = tmp_path / "pid"
    started = subprocess.Popen([sys.executable, "-c", STEP, pid_file], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    grandchild = int(read_when_written(pid_file))
    started.send_signal(number)
    _, errors = started.communicate(timeout=120)
    assert started.returncode == 130
    assert errors == "Stopped.\n"
    assert has_ended(grandchild)
