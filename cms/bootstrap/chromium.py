"""Finds the browser for the browser tests, or installs one."""

import shutil
from pathlib import Path

from cms.bootstrap.debian import can_install, install
from cms.bootstrap.places import VENV_BIN, VENV_PYTHON
from cms.bootstrap.process import Problem, run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OWN_BROWSER = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"


def find_chromium() -> Path | None:
    """The browser on the path, or else the one that Playwright installed, or else None. Starts a process for the latter."""
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    finished = run([VENV_PYTHON, "-c", OWN_BROWSER])
    own = Path(finished.output.strip())
    return own if finished.status == 0 and own.is_file() else None


def ensure_chromium() -> None:
    """Installs a browser where there is none. Raises `Problem` with the way to get one where that fails."""
    if find_chromium():
        return
    output = install("chromium") if can_install() else run([VENV_BIN / "playwright", "install", "chromium"]).output
    if not find_chromium():
        raise Problem(
            f"{output}\nThe browser tests need Chromium. Install it as a package of your system "
            "(Debian: apt-get install chromium) or with: .venv/bin/playwright install chromium"
        )
