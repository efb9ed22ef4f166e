"""`manage.py serve` gives readers a page, survives the death of a child, and ends with all its processes."""

import os
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from cms.bootstrap.places import ROOT
from cms.supervisor import fork
from tests.browser.conftest import EMAIL, Site, copy_demo, environment_for, free_port, manage, serve
from tests.faults.desk import TOKEN
from tests.faults.readers import ask
from tests.processes import descendants, forget_ignored_signals, has_ended, wait_until

WITHOUT_FORKS = """
import runpy, sys
from cms.supervisor import fork
fork.CAN_FORK = False
sys.argv = ["manage.py", "serve"]
runpy.run_path("manage.py", run_name="__main__")
"""

STOPPED_WHILE_LOADING = """
import runpy, signal, sys
from cms import web_server
web_server.load = lambda: signal.raise_signal(signal.SIGINT)
sys.argv = ["manage.py", "serve"]
runpy.run_path("manage.py", run_name="__main__")
"""


def test_home_page_answers_with_a_heading(page: Page, site: Site):
    response = page.goto("/")
    assert response
    assert response.status == 200
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_log_names_the_three_addresses_and_nobody_who_read(site: Site):
    log = site.log.read_text()
    for path in ("/", "/admin/", "/api/v1/docs/"):
        assert f" {site.url}{path}\n" in log
    assert "127.0.0.1" not in log


@pytest.mark.skipif(not fork.CAN_FORK, reason="Nothing is forked here.")
def test_supervisor_has_no_thread_that_its_children_would_miss(site: Site):
    assert len(list(Path(f"/proc/{site.process.pid}/task").iterdir())) == 1


def test_site_runs_where_nothing_can_be_forked(tmp_path: Path):
    environment = environment_for(tmp_path / "var", free_port())
    manage(environment, "migrate", "--verbosity", "0")
    process = serve(environment, tmp_path / "log", ["-c", WITHOUT_FORKS])
    wait_until(lambda: len(descendants(process.pid)) >= 5, "web server, renderer, worker, schedule and lifeline run")
    process.terminate()
    assert process.wait(120) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_ctrl_c_before_the_site_runs_ends_it_without_an_error(tmp_path: Path):
    environment = environment_for(copy_demo(tmp_path), free_port())
    ended = subprocess.run(
        [sys.executable, "-c", STOPPED_WHILE_LOADING],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        preexec_fn=forget_ignored_signals,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (130, "Stopped.\n")


def test_readers_are_answered_while_somebody_waits_for_the_database(tmp_path: Path):
    port = free_port()
    environment = environment_for(tmp_path / "var", port)
    manage(environment, "migrate", "--verbosity", "0")
    process = serve(environment, tmp_path / "log")
    try:
        with (
            closing(sqlite3.connect(tmp_path / "var" / "db.sqlite3", isolation_level=None)) as other,
            ThreadPoolExecutor() as pool,
        ):
            other.execute("BEGIN IMMEDIATE")
            waiting = pool.submit(try_to_log_in, port)
            for number in range(20):
                assert ask(port, f"/?number={number}").status == 200
            assert not waiting.done()
            other.execute("ROLLBACK")
            assert waiting.result() == 200
    finally:
        process.terminate()
        process.wait(120)


def try_to_log_in(port: int) -> int:
    """With what isn't right, which is counted: the status of the answer."""
    fields = {"username": EMAIL, "password": "wrong", "csrfmiddlewaretoken": TOKEN}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode(fields).encode()
    return ask(port, "/admin/login/", "POST", body, Cookie=f"csrftoken={TOKEN}", **kind).status


def test_stopped_site_leaves_no_process(tmp_path: Path):
    port = free_port()
    environment = environment_for(tmp_path / "var", port, FIRST_LOGIN="admin@localhost a password")
    manage(environment, "migrate", "--verbosity", "0")
    process = serve(environment, tmp_path / "log")
    assert "Log in as admin@localhost with the password a password" in (tmp_path / "log").read_text()
    wait_until(lambda: len(descendants(process.pid)) >= 5, "web server, worker, schedule and lifeline run")
    running = descendants(process.pid)

    web_server = next(pid for pid, command in running.items() if "cms.web_server" in command)
    os.kill(web_server, signal.SIGKILL)
    wait_until(lambda: "Web server ended (SIGKILL)" in (tmp_path / "log").read_text(), "the death is told")
    wait_until(lambda: answers(port), "the site answers again")
    running |= descendants(process.pid)

    process.send_signal(signal.SIGINT)
    assert process.wait(120) == 0
    assert all(has_ended(pid) for pid in running)
    assert "Traceback" not in (tmp_path / "log").read_text()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/", timeout=10) as response:
            return bool(response.status == 200)
    except OSError:
        return False
