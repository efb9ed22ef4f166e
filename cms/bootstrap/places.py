"""Where things lie in a checkout, and the environment in which its programs run."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_BIN = VENV / "bin"
VENV_PYTHON = VENV_BIN / "python"
FRONTEND = ROOT / "frontend"
FRONTEND_BUILD = FRONTEND / "build"
NODE_MODULES = FRONTEND / "node_modules"
STATIC_ROOT = ROOT / "static"
ADMIN_EMAIL = "admin@localhost"


def data_dir() -> Path:
    """The folder with database, media and secret key: `DATA_DIR`, relative to the checkout, or `var/`."""
    return (ROOT / (os.environ.get("DATA_DIR") or "var")).resolve()


def child_environment(**extra: str) -> dict[str, str]:
    """The environment for every program that is started: the checkout's Python and Node come first on the path."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "VIRTUAL_ENV")}
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        **inherited,
        "PATH": f"{VENV_BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "DATA_DIR": str(data_dir()),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        **extra,
    }
