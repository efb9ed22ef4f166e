"""The checks behind `make test`: each is run whatever became of the others, and a table tells how they ended."""

import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cms.bootstrap.chromium import ensure_chromium
from cms.bootstrap.counts import Counts, count_tests
from cms.bootstrap.curl import ensure_curl
from cms.bootstrap.places import FRONTEND, NODE_MODULES, ROOT, VENV_BIN, VENV_PYTHON, child_environment
from cms.bootstrap.process import Problem, end_all, run
from cms.bootstrap.servers import ensure_servers


@dataclass(frozen=True)
class Check:
    """A program that has to end with status 0.

    report: the option with which it writes a JUnit report, where it runs tests.
    before: what has to be there first; raises `Problem` where it can't be had.
    """

    name: str
    argv: Sequence[str | Path]
    cwd: Path = ROOT
    report: str = ""
    before: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Outcome:
    """How a check ended, after how many seconds, and what its tests counted."""

    name: str
    passed: bool
    seconds: float
    counts: Counts


def ensure_visitors() -> None:
    """What a running site is visited with: a browser, and curl."""
    ensure_chromium()
    ensure_curl()


NODE_BIN = NODE_MODULES / ".bin"
STATIC = (
    Check("ruff check", (VENV_BIN / "ruff", "check", ".")),
    Check("ruff format", (VENV_BIN / "ruff", "format", "--check", ".")),
    Check("mypy", (VENV_BIN / "mypy", ".")),
    Check("import-linter", (VENV_BIN / "lint-imports",)),
    Check("migrations", (VENV_PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Check("old code", (VENV_PYTHON, "-m", "cms.bootstrap.migrations")),
    Check("openapi.json", (VENV_PYTHON, "-m", "cms.bootstrap.contract")),
    Check("API types", (VENV_BIN / "npm", "run", "types:check"), FRONTEND),
    Check("svelte-check", (VENV_BIN / "npm", "run", "check"), FRONTEND),
    Check("eslint", (NODE_BIN / "eslint", "."), FRONTEND),
    Check("prettier", (NODE_BIN / "prettier", "--check", "."), FRONTEND),
)
PYTEST = (VENV_PYTHON, "-m", "pytest")
# Tests of one group share a site that takes long to make.
IN_PARALLEL = ("-n", "auto", "--dist", "loadgroup")
# Tests of one file share what they make of a site, or servers of their own.
BY_FILE = ("-n", "auto", "--dist", "loadfile")
SUITE = ("tests", "--ignore=tests/browser", "--ignore=tests/servers", "--ignore=tests/faults")
BACKEND = (Check("pytest", (*PYTEST, *SUITE, *IN_PARALLEL), report="--junit-xml="),)


def on_postgres(*options: str) -> tuple[Check, ...]:
    """The backend's tests that ask the database, on a Postgres of their own."""
    argv: tuple[str | Path, ...] = (VENV_PYTHON, "-m", "tests.postgres", *PYTEST, *SUITE, *options)
    return (Check("postgres", argv, report="--junit-xml=", before=ensure_servers),)


SERVERS = (
    Check("servers", (*PYTEST, "tests/servers", "tests/faults", *BY_FILE), report="--junit-xml=", before=ensure_servers),
)
TESTED_FRONTEND = (
    Check(
        "vitest",
        (NODE_BIN / "vitest", "run", "--reporter=default", "--reporter=junit"),
        FRONTEND,
        report="--outputFile.junit=",
    ),
)
BROWSER = (Check("browser", (*PYTEST, "tests/browser", *BY_FILE), report="--junit-xml=", before=ensure_visitors),)
FUZZ = (
    Check("fuzz", (*PYTEST, "tests/api/test_generated_requests.py", "tests/leaks", *IN_PARALLEL), report="--junit-xml="),
)
# All cases take longer than there is: `make test-postgres` and each night.
SOME_CASES = ("-n", "0", "--most-cases", "2")
BESIDE = (*STATIC, *SERVERS, *TESTED_FRONTEND, *on_postgres(*SOME_CASES))
"""What is run at the same time as the other tests, since both leave processors idle now and then."""


def run_checks(checks: Sequence[Check], beside: Sequence[Check] = ()) -> int:
    """Runs the checks one after another, and those `beside` them at the same time; shows what those that fail print. The last
    line counts the tests, where there were any. Returns 0 when all passed, otherwise 1."""
    with ThreadPoolExecutor(1) as pool:
        others = pool.submit(_run_all, beside)
        try:
            outcomes = _run_all(checks)
            outcomes = [*others.result(), *outcomes]
        except BaseException:
            end_all()
            raise
    print()
    for outcome in outcomes:
        print(f"{'passed' if outcome.passed else 'FAILED'}  {outcome.name:14} {outcome.seconds:6.1f} s")
    if any(check.report for check in checks):
        print(sum((outcome.counts for outcome in outcomes), Counts()), flush=True)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _run_all(checks: Sequence[Check]) -> list[Outcome]:
    return [_run(check) for check in checks]


def _run(check: Check) -> Outcome:
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = (f"{check.report}{report}",) if check.report else ()
        try:
            check.before()
            environment = child_environment(DJANGO_SETTINGS_MODULE="cms.settings.test")
            finished = run((*check.argv, *options), environment, check.cwd)
            status, output = finished.status, finished.output
        except Problem as problem:
            status, output = 1, str(problem)
        counts = count_tests(report) if check.report else Counts()
    seconds = time.monotonic() - start
    # In one piece: another check may have something to say at the same time.
    shown = f"{output.rstrip()}\n\n" if status != 0 else ""
    print(f"{check.name} ... {'ok' if status == 0 else 'FAILED'} ({seconds:.1f} s)\n{shown}", end="", flush=True)
    return Outcome(check.name, status == 0, seconds, counts)
