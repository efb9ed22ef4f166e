"""The supervisor starts a child that dies again, ends all of them when it ends, and gives up on one that can't start."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cms.bootstrap.places import ROOT
from cms.supervisor import fork
from cms.supervisor.child import Child
from cms.supervisor.supervisor import tell_next_start
from tests.processes import descendants, forget_ignored_signals, has_ended, is_running, wait_until

SUPERVISOR = """
import sys
from functools import partial
from cms.supervisor import fork, supervisor
from cms.supervisor.child import Child
from cms.supervisor.supervisor import tell_next_start
def never():
    return False
def do(code, *arguments):
    sys.argv[1:] = arguments
    exec(code, {{}})
fork.CAN_FORK = {can_fork}
supervisor.GRACE_SECONDS = {grace}
children = [{children}]
sys.exit(supervisor.Supervisor(children).run())
"""
# Each start of a child adds a line with its own process id and that of a process which it starts.
CHILD = """
import subprocess, sys, time
sleeper = subprocess.Popen(["sleep", "600"])
with open(sys.argv[1], "a") as file:
    file.write(f"{__import__('os').getpid()} {sleeper.pid}\\n")
time.sleep(600)
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + CHILD
FAILING = "raise SystemExit('no such setting')"

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(params=["forked", "programs"])
def start(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Start]:
    """Starts a supervisor of the children that are given as name and code; whatever becomes of the test, it is ended."""
    started = []
    can_fork = request.param == "forked"
    if can_fork and not fork.CAN_FORK:
        pytest.skip("Here all children are programs of their own.")

    def start_supervisor(grace: int = 3600, **codes: str) -> "subprocess.Popen[str]":
        children = [
            f"Child({name!r}, {[sys.executable, '-c', code, str(tmp_path / name)]!r}{', never' if code == FAILING else ''}, "
            f"run=partial(do, {code!r}, {str(tmp_path / name)!r}))"
            for name, code in codes.items()
        ]
        source = SUPERVISOR.format(children=", ".join(children), grace=grace, can_fork=can_fork)
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", source],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                preexec_fn=forget_ignored_signals,
            )
        )
        return started[-1]

    yield start_supervisor
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=120)


def pids(file: Path, starts: int = 1) -> list[int]:
    """The process ids of the last of `starts` starts of a child: its own, and that of the process it started."""
    wait_until(lambda: file.exists() and file.read_text().count("\n") == starts, f"{file.name} is started {starts} times")
    return [int(pid) for pid in file.read_text().splitlines()[-1].split()]


def test_child_that_is_killed_is_started_again_and_said_so(start: Start, tmp_path: Path):
    supervisor = start(web=CHILD, worker=CHILD)
    web, sleeper = pids(tmp_path / "web")
    worker, _ = pids(tmp_path / "worker")
    os.kill(web, signal.SIGKILL)
    again, _ = pids(tmp_path / "web", starts=2)
    assert again != web
    assert has_ended(sleeper)
    assert is_running(worker)
    supervisor.terminate()
    assert supervisor.communicate(timeout=120)[0] == "web ended (SIGKILL); it is started again in 1 s.\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stop_signal_ends_all_children_and_theirs(number: signal.Signals, start: Start, tmp_path: Path):
    supervisor = start(web=CHILD, worker=CHILD)
    running = [*pids(tmp_path / "web"), *pids(tmp_path / "worker")]
    supervisor.send_signal(number)
    assert supervisor.communicate(timeout=120) == ("", "")
    assert supervisor.returncode == 0
    assert all(has_ended(pid) for pid in running)


def test_stubborn_child_is_ended_by_force_in_the_end(start: Start, tmp_path: Path):
    supervisor = start(grace=0, web=STUBBORN)
    running = pids(tmp_path / "web")
    supervisor.terminate()
    supervisor.communicate(timeout=120)
    assert supervisor.returncode == 0
    assert all(has_ended(pid) for pid in running)


def test_second_ctrl_c_does_not_wait_for_a_stubborn_child(start: Start, tmp_path: Path):
    supervisor = start(web=STUBBORN)
    running = pids(tmp_path / "web")

    def has_ended_after_ctrl_c() -> bool:
        supervisor.send_signal(signal.SIGINT)
        return supervisor.poll() is not None

    wait_until(has_ended_after_ctrl_c, "the supervisor ends")
    assert supervisor.returncode == 0
    assert all(has_ended(pid) for pid in running)


def test_children_do_not_outlive_a_killed_supervisor(start: Start, tmp_path: Path):
    supervisor = start(web=CHILD, worker=STUBBORN)
    running = [*pids(tmp_path / "web"), *pids(tmp_path / "worker")]
    supervisor.kill()
    supervisor.communicate(timeout=120)
    assert all(has_ended(pid) for pid in running)


def test_child_that_never_gets_ready_ends_it_all(start: Start, tmp_path: Path):
    supervisor = start(worker=CHILD, web=FAILING)
    running = pids(tmp_path / "worker")
    shown, errors = supervisor.communicate(timeout=120)
    assert supervisor.returncode == 1
    assert re.findall(r"web ended \(status 1\)", shown) == ["web ended (status 1)"] * 2
    assert errors.count("no such setting\n") == 3
    assert errors.endswith("web ended 3 times before it was ready, so the site can't start. The lines above say why.\n")
    assert all(has_ended(pid) for pid in running)


def test_program_that_does_not_exist_ends_it_all_in_a_sentence():
    code = "import sys; from cms.supervisor.child import Child; from cms.supervisor.supervisor import Supervisor; "
    code += "sys.exit(Supervisor([Child('web', ['/nowhere/python'])]).run())"
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert finished.returncode == 1
    assert finished.stderr == "/nowhere/python can't be started: No such file or directory.\n"


def test_next_child_waits_until_the_one_before_is_ready(start: Start, tmp_path: Path):
    start(web=FAILING, worker=CHILD).communicate(timeout=120)
    assert not (tmp_path / "worker").exists()


def test_delay_before_a_start_grows_up_to_half_a_minute():
    child = Child("web", [])
    delays = []
    for child.failures in range(1, 8):
        delays.append(child.delay)
    assert delays == [1, 2, 4, 8, 16, 30, 30]


def test_killed_lifeline_is_started_again(start: Start, tmp_path: Path):
    supervisor = start(web=CHILD)
    running = pids(tmp_path / "web")
    for lifeline in lifelines_of(supervisor.pid):
        os.kill(lifeline, signal.SIGKILL)
        assert has_ended(lifeline)
    wait_until(lambda: bool(lifelines_of(supervisor.pid)), "another lifeline is started")
    supervisor.kill()
    supervisor.communicate(timeout=120)
    assert all(has_ended(pid) for pid in running)


def test_lifeline_that_was_never_written_to_ends_what_it_was_started_for():
    child = subprocess.Popen(["sleep", "600"], start_new_session=True)
    lifeline = [sys.executable, "-m", "cms.supervisor.lifeline", str(child.pid)]
    subprocess.run(lifeline, stdin=subprocess.DEVNULL, cwd=ROOT, timeout=120, check=True)
    assert child.wait(timeout=120) == -signal.SIGTERM


def lifelines_of(supervisor: int) -> list[int]:
    return [pid for pid, command in descendants(supervisor).items() if "cms.supervisor.lifeline" in command]


@pytest.mark.parametrize(("is_vital", "lines"), [(True, 100), (False, 6)])
def test_child_that_is_not_vital_stops_being_news(is_vital: bool, lines: int, capsys: pytest.CaptureFixture[str]):
    child = Child("web", [], is_vital=is_vital)
    for child.failures in range(1, 101):
        tell_next_start(child, "ended (status 1)")
    assert capsys.readouterr().out.count("\n") == lines
