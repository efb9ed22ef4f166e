"""Renews the lists of exact versions and hashes from which both halves are installed."""

from cms.bootstrap.places import FRONTEND, ROOT, VENV_BIN
from cms.bootstrap.process import succeed

COMPILE = ("pip", "compile", "--upgrade", "--universal", "--generate-hashes", "--python-version", "3.11", "--no-header")


def renew() -> None:
    """Writes the newest versions that the `.in` files and `package.json` allow into the locks, for every platform."""
    for name in ("requirements", "requirements-dev", "requirements-audit"):
        # An index of this machine's settings doesn't belong into a file that others install from.
        files = (f"{name}.in", "--output-file", f"{name}.txt")
        succeed([VENV_BIN / "uv", *COMPILE, "--no-emit-index-url", *files], cwd=ROOT)
    succeed([VENV_BIN / "npm", "update", "--package-lock-only", "--no-audit", "--no-fund"], cwd=FRONTEND)
