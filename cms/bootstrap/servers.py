"""Finds the servers that the site is tested with, a cache in front of it, a Redis and a Postgres, or installs them."""

import os
import shutil
from pathlib import Path

from cms.bootstrap.debian import install
from cms.bootstrap.process import Problem

PACKAGES = {"varnishd": "varnish", "redis-server": "redis-server", "initdb": "postgresql"}
"""Debian's packages, by the programs that are looked for."""
SYSTEM = f"{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
"""Servers lie where not everybody's path leads."""


def find_server(name: str) -> str | None:
    return find_postgres(name) or shutil.which(name, path=os.environ.get("PATH", os.defpath) + SYSTEM)


def find_postgres(name: str) -> str | None:
    """A program of Postgres, of the newest version of those that stand side by side; None where there is none of that name."""
    found = [path for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}") if path.parent.parent.name.isdecimal()]
    return str(max(found, key=lambda path: int(path.parent.parent.name))) if found else shutil.which(name)


def ensure_servers() -> None:
    """Installs those that are missing. Raises `Problem` with the way to get them where that fails."""
    missing = [package for name, package in PACKAGES.items() if not find_server(name)]
    output = install(*missing) if missing else ""
    missing = [package for name, package in PACKAGES.items() if not find_server(name)]
    if missing:
        wanted = " ".join(missing)
        raise Problem(f"{output}\nThese tests need {wanted}. Install it (Debian: apt-get install {wanted}).".strip())
