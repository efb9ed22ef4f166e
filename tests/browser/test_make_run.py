"""`make run` on an empty `DATA_DIR` fills it and tells how to log in, once; the next start repeats nothing."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cms.bootstrap.places import ROOT
from tests.browser.conftest import environment_for, free_port
from tests.processes import descendants, has_ended, wait_until


class Run:
    """One `make run`, from the command to Ctrl-C. `lines` is what it has printed up to the last address."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("w") as output:
            self.process = subprocess.Popen(
                ["make", "run", f"PYTHON={sys.executable}"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        wait_until(lambda: self.is_complete() or self.process.poll() is not None, "the site answers")
        assert self.process.poll() is None, log.read_text()

    def is_complete(self) -> bool:
        return bool(re.search(r"API docs .*\n", self.log.read_text()))

    @property
    def lines(self) -> list[str]:
        return self.log.read_text().splitlines()

    def end(self) -> None:
        """Sends Ctrl-C as a terminal does: to the whole foreground group."""
        running = descendants(self.process.pid)
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(120)
        assert all(has_ended(pid) for pid in running)
        assert "Traceback" not in self.log.read_text()


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """What the first and the second start of one new site print."""
    folder = tmp_path_factory.mktemp("run")
    environment = environment_for(folder / "var", free_port())
    printed = []
    for start in ("first", "second"):
        run = Run(environment, folder / start)
        run.end()
        printed.append(run.lines)
    return printed


def test_first_start_tells_its_steps_the_addresses_and_the_login(runs: list[list[str]]):
    first = runs[0]
    for step in ("Database", "Demo content", "First user"):
        assert any(re.fullmatch(rf"{step} \.\.\. \d+\.\d s", line) for line in first), first
    for name in ("Site", "Admin", "API docs"):
        assert any(re.fullmatch(rf"  {name} +http://localhost:\d+/\S*", line) for line in first), first
    login = r"  Log in as admin@localhost with the password \S{16} \(it isn't shown again\)\."
    assert any(re.fullmatch(login, line) for line in first), first


def test_second_start_repeats_no_step_and_shows_no_password(runs: list[list[str]]):
    second = runs[1]
    assert second[0] == "Starting the server ..."
    assert second[1].startswith("The site answers.")
    assert not [line for line in second if "password" in line]
