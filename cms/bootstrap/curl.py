"""Finds curl, which the tour in docs/api.md is told with, or installs it."""

import os
import shutil

from cms.bootstrap.places import child_environment
from cms.bootstrap.process import Problem, run


def ensure_curl() -> None:
    """Installs curl where there is none. Raises `Problem` with the way to get it where that fails."""
    if shutil.which("curl"):
        return
    output = ""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = child_environment(DEBIAN_FRONTEND="noninteractive")
        run(["apt-get", "update"], environment)
        output = run(["apt-get", "install", "--yes", "--no-install-recommends", "curl"], environment).output
    if not shutil.which("curl"):
        raise Problem(f"{output}\nThe tests of docs/api.md need curl. Install it (Debian: apt-get install curl).".strip())
