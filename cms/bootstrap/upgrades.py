"""Runs the backend's tests with the next Wagtail and Django, as far as they are published: what will break is known early.

Nothing of the checkout changes: the newer packages go into an environment of their own.
"""

import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cms.bootstrap.checks import IN_PARALLEL, SUITE
from cms.bootstrap.places import ROOT, VENV, VENV_BIN, VENV_PYTHON, child_environment
from cms.bootstrap.preparation import DEVELOPMENT_LOCK
from cms.bootstrap.process import run, succeed

UV = VENV_BIN / "uv"
NEXT = VENV / "next"
"""The environment; `make clean` removes it with the other one."""
NEXT_OF = ("django", "wagtail")


def check_upgrade() -> int:
    """Tells which versions there are, and runs `TESTS`, or all of the backend's. Returns the status with which they end."""
    succeed([UV, "venv", "--clear", "--python", VENV_PYTHON, NEXT])
    with tempfile.TemporaryDirectory() as folder:
        succeed([UV, "pip", "sync", "--python", NEXT, _compile(Path(folder))])
    changes = changed(_installed(VENV), _installed(NEXT))
    # The next Django may be for newer ones only, and is then passed over.
    told = "\n".join([f"With Python {platform.python_version()}:", *(changes or ["  nothing that isn't locked already"])])
    print(told, flush=True)
    environment = child_environment(DJANGO_SETTINGS_MODULE="cms.settings.test")
    environment["PATH"] = f"{NEXT / 'bin'}{os.pathsep}{environment['PATH']}"
    tests = os.environ.get("TESTS", "").split() or [*SUITE, *IN_PARALLEL]
    command = [str(NEXT / "bin" / "python"), "-m", "pytest", *tests]
    # It is watched as it runs: a release that isn't one yet may break a lot.
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    print(f"Status {status}. {told}", flush=True)
    return status


def _installed(environment: Path) -> dict[str, str]:
    return versions_in(run([UV, "pip", "freeze", "--python", environment]).output)


def _compile(folder: Path) -> Path:
    """A list of versions, made in `folder`: the newest Django and Wagtail, and of all else what is locked, where that fits."""
    wishes, newest, lock = folder / "requirements-dev.in", folder / "newest.in", folder / "next.txt"
    shutil.copy(ROOT / "requirements.in", folder)
    wishes.write_text((ROOT / wishes.name).read_text().replace("-c requirements.txt\n", ""))
    # Whatever others say of these two: a package that isn't ready for the next one may work with it all the same. The bound, a
    # pre-release itself, lets in those of this package.
    newest.write_text("".join(f"{name}>=0a0\n" for name in NEXT_OF))
    # What stands in the output already is kept, unless it is told otherwise.
    shutil.copy(DEVELOPMENT_LOCK, lock)
    options = [option for name in NEXT_OF for option in ("--upgrade-package", name)]
    options += ["--no-header", "--no-emit-index-url"]
    files = ("--override", newest, wishes, "--output-file", lock)
    succeed([UV, "pip", "compile", "--python", VENV_PYTHON, *options, *files])
    return lock


def versions_in(lines: str) -> dict[str, str]:
    """The versions that a list of exact ones names, by package."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lines, re.MULTILINE))


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """A line for each package that is new in `after`, or has another version there."""
    pairs = [(name, before.get(name, "none"), version) for name, version in sorted(after.items())]
    return [f"  {name} {old} -> {new}" for name, old, new in pairs if old != new]
