"""The targets of the Makefile, one function each."""

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cms.bootstrap import checks, contract, locks, supplies, upgrades
from cms.bootstrap.chromium import ensure_chromium
from cms.bootstrap.places import (
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
from cms.bootstrap.preflight import check_data_dir, check_port, read_port
from cms.bootstrap.preparation import MANAGE, build_steps, database_steps, program_steps
from cms.bootstrap.process import Problem, full_disk_sentence, succeed
from cms.bootstrap.servers import ensure_servers
from cms.bootstrap.steps import do_what_is_missing

INTERRUPTED = 130


def run_site() -> int:
    """Prepares what is missing and becomes `manage.py serve`. Returns only by raising."""
    port = read_port(os.environ.get("PORT") or "8000")
    check_data_dir(data_dir())
    check_port(os.environ.get("HOST") or "127.0.0.1", port)
    login: list[str] = []
    with one_at_a_time():
        do_what_is_missing([*program_steps(), *build_steps(), *database_steps(lambda *told: login.extend(told))])
    print("Starting the server ...", flush=True)
    environment = child_environment(PORT=str(port))
    if login:
        # `serve` tells it once the site answers, below the addresses.
        environment["FIRST_LOGIN"] = " ".join(login)
    os.chdir(ROOT)
    # In place of this process, so that Ctrl-C and SIGTERM reach the server's supervisor and nothing in between.
    os.execve(VENV_PYTHON, [str(VENV_PYTHON), str(MANAGE), "serve"], environment)


def build() -> int:
    """What a server needs that isn't started by `make run`: the programs and what is built, for settings like production's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    # Where the site's data are, and its key with them, may not be known yet: building signs nothing.
    os.environ.setdefault("SECRET_KEY", "only for building")
    with one_at_a_time():
        do_what_is_missing([*program_steps(), *build_steps()])
    return 0


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two preparations of one checkout would take each other's files away: the second waits for the first."""
    with open(__file__) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another `make` is at work in this checkout: waiting for it ...", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def install_everything() -> None:
    """What the checks need: the programs, and a built site for the browser to look at."""
    with one_at_a_time():
        do_what_is_missing([*program_steps(development=True), *build_steps()])


def install_packages() -> None:
    """What the checks need that look at lists and not at the site."""
    with one_at_a_time():
        do_what_is_missing(program_steps(development=True))


def test() -> int:
    install_everything()
    return checks.run_checks((*checks.BACKEND, *checks.BROWSER), beside=checks.BESIDE)


def lint() -> int:
    install_everything()
    return checks.run_checks(checks.STATIC)


def test_backend() -> int:
    install_everything()
    return checks.run_checks((*checks.BACKEND, *checks.SERVERS))


def test_postgres() -> int:
    install_everything()
    return checks.run_checks(checks.on_postgres(*checks.IN_PARALLEL))


def test_frontend() -> int:
    install_everything()
    return checks.run_checks(checks.TESTED_FRONTEND)


def test_browser() -> int:
    install_everything()
    return checks.run_checks(checks.BROWSER)


def fuzz() -> int:
    """Five minutes at most: 10,000 generated requests, other ones each time, and more of what the leak tests can ask for."""
    install_everything()
    os.environ.update(FUZZ_REQUESTS="10000", LEAK_VALUES="12")
    return checks.run_checks(checks.FUZZ)


def attacks() -> int:
    """It tells how far it is."""
    install_everything()
    return subprocess.run([VENV_PYTHON, "-m", "tests.attacks"], cwd=ROOT, env=child_environment(), check=False).returncode


def faults() -> int:
    """Ten minutes at most: takes away, one after another, what a site needs, and shows what readers and editors notice."""
    install_everything()
    ensure_servers()
    environment = child_environment(DJANGO_SETTINGS_MODULE="cms.settings.test", FAULTS="all")
    # It tells how far it is.
    return subprocess.run(
        [*checks.PYTEST, "tests/faults", *checks.BY_FILE], cwd=ROOT, env=environment, check=False
    ).returncode


def format_code() -> int:
    install_everything()
    succeed([VENV_BIN / "ruff", "check", "--fix", "."])
    succeed([VENV_BIN / "ruff", "format", "."])
    succeed([VENV_BIN / "npm", "run", "format"], cwd=FRONTEND)
    return 0


def types() -> int:
    install_everything()
    contract.write_document(contract.DOCUMENT)
    succeed([VENV_BIN / "npm", "run", "types"], cwd=FRONTEND)
    return 0


def pictures() -> int:
    install_everything()
    ensure_chromium()
    succeed([VENV_PYTHON, "-m", "cms.bootstrap.pictures"])
    # Those of the manual are taken by the test that takes its steps.
    environment = child_environment(
        MANUAL_PICTURES=str(ROOT / "docs" / "pictures"), DJANGO_SETTINGS_MODULE="cms.settings.test"
    )
    succeed([VENV_PYTHON, "-m", "pytest", "tests/browser/test_manual.py"], environment)
    return 0


def lighthouse() -> int:
    install_everything()
    ensure_chromium()
    succeed([VENV_BIN / "npm", "ci"], cwd=ROOT / "tests" / "lighthouse")
    # It tells how far it is; what it needs of us is the environment alone.
    command = [str(VENV_PYTHON), "-m", "cms.bootstrap.lighthouse"]
    return subprocess.run(command, cwd=ROOT, env=child_environment(), check=False).returncode


def bench() -> int:
    install_everything()
    return subprocess.run(
        [str(VENV_PYTHON), "-m", "cms.bootstrap.bench"], cwd=ROOT, env=child_environment(), check=False
    ).returncode


def lock() -> int:
    install_everything()
    locks.renew()
    return 0


def upgrade_check() -> int:
    install_everything()
    return upgrades.check_upgrade()


def audit() -> int:
    install_packages()
    supplies.install_tools()
    return checks.run_checks(supplies.AUDIT)


def sbom() -> int:
    install_packages()
    supplies.install_tools()
    supplies.write_sbom()
    print(f"Written to {supplies.SBOM}.", flush=True)
    return 0


def clean() -> int:
    """Removes what the other commands made, but never `DATA_DIR`: it holds what people wrote."""
    texts = FRONTEND / "src" / "lib" / "paraglide"
    for folder in (VENV, NODE_MODULES, FRONTEND_BUILD, FRONTEND / ".svelte-kit", texts, STATIC_ROOT, supplies.SBOM):
        shutil.rmtree(folder, ignore_errors=True)
    return 0


COMMANDS: dict[str, Callable[[], int]] = {
    "run": run_site,
    "build": build,
    "test": test,
    "lint": lint,
    "test-backend": test_backend,
    "test-postgres": test_postgres,
    "test-frontend": test_frontend,
    "test-browser": test_browser,
    "fuzz": fuzz,
    "attacks": attacks,
    "faults": faults,
    "format": format_code,
    "types": types,
    "pictures": pictures,
    "lighthouse": lighthouse,
    "bench": bench,
    "lock": lock,
    "upgrade-check": upgrade_check,
    "audit": audit,
    "sbom": sbom,
    "clean": clean,
}


def main(arguments: list[str]) -> int:
    """Runs the command that `arguments` name. Returns its exit status: 1 after a problem, 130 when interrupted."""
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Under nohup, the end of the terminal is not to be the end of the site.
        if stop != signal.SIGHUP or signal.getsignal(stop) != signal.SIG_IGN:
            signal.signal(stop, signal.default_int_handler)
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(f"Name one of: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]]()
    except Problem as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            print(f"{error.filename or 'A file'} can't be used: {error.strerror}.", file=sys.stderr)
            return 1
        print(full_disk_sentence(), file=sys.stderr)
    return 1
