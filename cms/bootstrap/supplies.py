"""Lists what the site consists of that others have made, and asks whether anything of it is known to be unsafe.

The programs for that are in an environment of their own: nobody else needs them.
"""

import subprocess

from cms.bootstrap.checks import Check
from cms.bootstrap.places import FRONTEND, ROOT, VENV, VENV_BIN, VENV_PYTHON, child_environment
from cms.bootstrap.preparation import DEVELOPMENT_LOCK, RUNTIME_LOCK
from cms.bootstrap.process import Problem, succeed

TOOLS = VENV / "audit"
TOOLS_LOCK = ROOT / "requirements-audit.txt"
SBOM = ROOT / "sbom"
# Strict: a package that nobody can be asked about is no good news.
PIP_AUDIT = (TOOLS / "bin" / "pip-audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off", "--strict")
AUDIT = (
    *(
        Check(lock.name, (*PIP_AUDIT, "--requirement", lock))
        for lock in (DEVELOPMENT_LOCK, TOOLS_LOCK)  # the first holds what runs as well
    ),
    Check("package-lock.json", (VENV_BIN / "npm", "audit"), FRONTEND),
)


def install_tools() -> None:
    succeed([VENV_BIN / "uv", "venv", "--clear", "--python", VENV_PYTHON, TOOLS])
    succeed([VENV_BIN / "uv", "pip", "sync", "--require-hashes", "--python", TOOLS, TOOLS_LOCK])


def write_sbom() -> None:
    """Writes two CycloneDX documents: the Python packages that run, and the npm packages that the frontend is built with."""
    SBOM.mkdir(exist_ok=True)
    kind = ("--mc-type", "application", "--output-reproducible")
    succeed([TOOLS / "bin" / "cyclonedx-py", "requirements", *kind, RUNTIME_LOCK, "--output-file", SBOM / "python.cdx.json"])
    command = [str(VENV_BIN / "npm"), "sbom", "--package-lock-only", "--sbom-format=cyclonedx", "--sbom-type=application"]
    with (SBOM / "npm.cdx.json").open("wb") as file:
        done = subprocess.run(
            command, cwd=FRONTEND, env=child_environment(), stdout=file, stderr=subprocess.PIPE, check=False
        )
    if done.returncode != 0:
        raise Problem(done.stderr.decode(errors="replace").strip())
