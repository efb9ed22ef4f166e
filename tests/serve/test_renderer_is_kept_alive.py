"""The renderer is started again when it dies or hangs, and the site never ends or waits because of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.bootstrap.places import FRONTEND_BUILD, ROOT
from cms.renderer.program import command, meeting_place
from cms.renderer.watchdog import answers
from tests.processes import descendants, forget_ignored_signals, has_ended, wait_until

SUPERVISOR = """
import sys
from pathlib import Path
from cms.renderer import watchdog
from cms.supervisor import child, supervisor
child.LONGEST_DELAY = 0
supervisor.WATCH_SECONDS = 1
watchdog.PATIENCE_SECONDS = 1
renderer = child.Child("Renderer", {renderer!r}, is_vital=False)
web = child.Child("Web server", [sys.executable, "-c", {web!r}])
sys.exit(supervisor.Supervisor([renderer, web], watchdog.Watchdog(renderer, Path({socket!r}))).run())
"""
WEB = "import sys, time; print('The web server runs', flush=True); time.sleep(600)"


class Site:
    """A supervisor of a renderer with that command, and of something in the place of a web server."""

    def __init__(self, log: Path, renderer: list[str], socket: Path) -> None:
        self.log = log
        with log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SUPERVISOR.format(renderer=renderer, web=WEB, socket=str(socket))],
                cwd=ROOT,
                stdout=output,
                stderr=output,
                preexec_fn=forget_ignored_signals,
            )

    def says(self, line: str, times: int = 1) -> None:
        wait_until(lambda: self.log.read_text().count(line) >= times, f"{line!r} is said {times} times")

    @property
    def renderer(self) -> int:
        return next(pid for pid, command in descendants(self.process.pid).items() if "server/index.js" in command)


@pytest.fixture
def socket() -> Iterator[Path]:
    with meeting_place("") as path:
        yield path


@pytest.fixture
def sites() -> Iterator[list[Site]]:
    started: list[Site] = []
    yield started
    for site in started:
        site.process.terminate()
        site.process.wait(120)


@pytest.fixture
def site(tmp_path: Path, socket: Path, sites: list[Site]) -> Site:
    """A site with a real renderer that answers."""
    sites.append(Site(tmp_path / "log", command(FRONTEND_BUILD, socket), socket))
    wait_until(lambda: answers(socket), "the renderer answers")
    return sites[0]


def test_renderer_that_hangs_is_ended_and_started_again(site: Site, socket: Path) -> None:
    hung = site.renderer
    os.kill(hung, signal.SIGSTOP)
    assert has_ended(hung)
    wait_until(lambda: answers(socket), "another renderer answers")
    assert site.renderer != hung
    site.says("Renderer has given no answer for 1 s; it is ended.")
    site.says("Renderer ended (SIGKILL); it is started again in")


def test_renderer_that_is_killed_is_started_again(site: Site, socket: Path) -> None:
    killed = site.renderer
    os.kill(killed, signal.SIGKILL)
    assert has_ended(killed)
    wait_until(lambda: answers(socket), "another renderer answers")


def test_renderer_leaves_nothing_behind(site: Site, socket: Path) -> None:
    renderer = site.renderer
    site.process.terminate()
    assert site.process.wait(120) == 0
    assert has_ended(renderer)
    assert not socket.exists()


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ([sys.executable, "-c", "raise SystemExit(3)"], "Renderer ended (status 3); it is started again in 0 s."),
        (["/nowhere/node"], "Renderer can't be started: No such file or directory; it is started again in 0 s."),
    ],
)
def test_site_runs_without_a_renderer_that_can_not_be_started(
    tmp_path: Path, socket: Path, sites: list[Site], program: list[str], line: str
) -> None:
    sites.append(Site(tmp_path / "log", program, socket))
    # After three failed starts, the site would end for any other child.
    sites[0].says(line, times=6)
    sites[0].says("The web server runs")
    assert sites[0].process.poll() is None


def test_renderer_without_its_build_says_what_is_missing(tmp_path: Path, socket: Path) -> None:
    finished = subprocess.run(command(tmp_path, socket), capture_output=True, text=True, timeout=120, check=False)
    assert finished.returncode != 0
    assert "Cannot find module" in finished.stderr


def test_meeting_place_can_be_chosen_and_is_private_otherwise(tmp_path: Path) -> None:
    with meeting_place(str(tmp_path / "chosen")) as path:
        assert path == tmp_path / "chosen"
    with meeting_place("") as path:
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert len(str(path)) < 100
    assert not path.parent.exists()
