"""`manage.py serve` gives readers a page, survives the death of a child, and ends with all its processes."""

import os
import signal
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, environment_for, free_port, manage, serve
from tests.processes import descendants, has_ended, wait_until


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
