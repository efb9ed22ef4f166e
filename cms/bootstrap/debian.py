"""Installs packages of the system, where that is a Debian and we may."""

import os
import shutil

from cms.bootstrap.places import child_environment
from cms.bootstrap.process import run


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> str:
    """What apt-get says to the wish for these packages; nothing where `can_install` says no."""
    if not can_install():
        return ""
    environment = child_environment(DEBIAN_FRONTEND="noninteractive")
    run(["apt-get", "update"], environment)
    return run(["apt-get", "install", "--yes", "--no-install-recommends", *packages], environment).output
