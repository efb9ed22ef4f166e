"""Finds curl, which the tour in docs/api.md is told with, or installs it."""

import shutil

from cms.bootstrap.debian import install
from cms.bootstrap.process import Problem


def ensure_curl() -> None:
    """Installs curl where there is none. Raises `Problem` with the way to get it where that fails."""
    if shutil.which("curl"):
        return
    output = install("curl")
    if not shutil.which("curl"):
        raise Problem(f"{output}\nThe tests of docs/api.md need curl. Install it (Debian: apt-get install curl).".strip())
