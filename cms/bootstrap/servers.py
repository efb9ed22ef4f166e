"""Finds the servers that the site is tested with, a cache in front of it and a Redis beside it, or installs them."""

import os
import shutil

from cms.bootstrap.debian import install
from cms.bootstrap.process import Problem

PACKAGES = {"varnishd": "varnish", "redis-server": "redis-server"}
"""Debian's packages, by the programs that are looked for."""
SYSTEM = f"{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
"""Servers lie where not everybody's path leads."""


def find_server(name: str) -> str | None:
    return shutil.which(name, path=os.environ.get("PATH", os.defpath) + SYSTEM)


def ensure_servers() -> None:
    """Installs those that are missing. Raises `Problem` with the way to get them where that fails."""
    missing = [package for name, package in PACKAGES.items() if not find_server(name)]
    output = install(*missing) if missing else ""
    missing = [package for name, package in PACKAGES.items() if not find_server(name)]
    if missing:
        wanted = " ".join(missing)
        raise Problem(f"{output}\nThese tests need {wanted}. Install it (Debian: apt-get install {wanted}).".strip())
