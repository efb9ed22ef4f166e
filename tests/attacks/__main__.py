"""Proves of each class of attacks that its tests would notice it: takes the defence away, and demands that they fail.

    python -m tests.attacks [--only NAME]

Works on copies of the tree, one for each processor, and takes some minutes. Its status is 1 where a test noticed nothing, or
failed by anything but an assertion of its own.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from xml.etree import ElementTree

from tests.attacks.classes import ATTACKS, Attack

ROOT = Path(__file__).resolve().parents[2]
CODE = ("api", "cms", "home", "tests")
MOST_SECONDS = 300
ASSERTIONS = ("AssertionError", "assert ", "Failed: DID NOT RAISE")
"""How pytest begins to tell of a test that saw something else than was promised."""


class Place:
    """A copy of the tree to try things in."""

    def __init__(self, folder: Path) -> None:
        self.tree, self.database, self.report = folder / "tree", folder / "database", folder / "report.xml"
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        for name in listed.stdout.decode().split("\0"):
            if (ROOT / name).is_file():
                (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, self.tree / name)
        # Compiled files that are compared by content: what is changed for seconds may be as long as what stood there.
        self.run("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", *CODE)

    def run(self, *arguments: str, migrated: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            # On SQLite, whose databases are copied in no time.
            "DATABASE_URL": "",
            "MIGRATED_DATABASE": str(migrated),
            "DJANGO_SETTINGS_MODULE": "tests.attacks.settings",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        argv = [sys.executable, *arguments]
        return subprocess.run(
            argv, cwd=self.tree, env=environment, capture_output=True, text=True, timeout=MOST_SECONDS, check=False
        )

    def migrate(self) -> Path:
        """Makes a database as the code says; returns its file."""
        self.database.write_bytes(b"")
        made = self.run("manage.py", "migrate", "--verbosity=0", migrated=self.database)
        if made.returncode:
            raise SystemExit(made.stderr)
        return self.database

    def test(self, tests: Sequence[str], migrated: Path) -> ElementTree.Element:
        """Runs the tests on copies of a database. Returns pytest's report; an empty one where there is none."""
        self.report.unlink(missing_ok=True)
        options = ("--ds=tests.attacks.settings", "-p", "no:cacheprovider", "-q", f"--junit-xml={self.report}")
        self.run("-m", "pytest", *options, *tests, migrated=migrated)
        return ElementTree.parse(self.report).getroot() if self.report.exists() else ElementTree.Element("testsuites")

    @contextmanager
    def without_defence(self, attack: Attack) -> Iterator[None]:
        file = self.tree / attack.file
        defended = file.read_text()
        file.write_text(defended.replace(attack.stands, attack.instead))
        try:
            yield
        finally:
            file.write_text(defended)


def noticed(place: Place, attack: Attack, migrated: Path) -> str:
    """What is wrong with the tests of a class while its defence is away; empty where each fails as it should."""
    with place.without_defence(attack):
        try:
            report = place.test(attack.tests, place.migrate() if "/migrations/" in attack.file else migrated)
        except subprocess.TimeoutExpired:
            return f"it had not ended after {MOST_SECONDS} s"
    return "; ".join(filter(None, (fault_of(test, report) for test in attack.tests)))


def fault_of(test: str, report: ElementTree.Element) -> str:
    """What keeps a test from being one that notices: one of its cases, at least, has to fail by an assertion."""
    name = test.rpartition("::")[2]
    cases = [case for case in report.iter("testcase") if address_of(case) == test]
    failures = [failure.get("message", "") for case in cases for failure in case.iter("failure")]
    if any(message.startswith(ASSERTIONS) for message in failures):
        return ""
    broken = [*failures, *(error.get("message", "") for case in cases for error in case.iter("error"))]
    if broken:
        return f"{name} broke: {broken[0].splitlines()[0][:100]}"
    return f"{name} noticed nothing" if cases else f"{name} did not run"


def address_of(case: ElementTree.Element) -> str:
    return f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '').partition('[')[0]}"


def failed_in(report: ElementTree.Element, tests: Sequence[str]) -> list[str]:
    """Which of the tests don't pass, or didn't run, with all defences in place."""
    ran = {address_of(case) for case in report.iter("testcase")}
    bad = {address_of(case) for case in report.iter("testcase") if case.find("failure") is not None}
    bad |= {address_of(case) for case in report.iter("testcase") if case.find("error") is not None}
    return sorted(bad | (set(tests) - ran))


def prove(attacks: Sequence[Attack], folder: Path) -> int:
    workers = min(os.cpu_count() or 1, len(attacks))
    places: Queue[Place] = Queue()
    first = Place(folder / "0")
    migrated = shutil.copyfile(first.migrate(), folder / "migrated")
    tests = sorted({test for attack in attacks for test in attack.tests})
    print(f"{len(tests)} tests with all defences ... ", end="", flush=True)
    failed = failed_in(first.test(tests, migrated), tests)
    print("FAILED: " + ", ".join(failed) if failed else "ok", flush=True)
    for place in (first, *(Place(folder / str(number)) for number in range(1, workers))):
        places.put(place)

    def tried(attack: Attack) -> str:
        place, start = places.get(), time.monotonic()
        try:
            fault = noticed(place, attack, migrated)
        finally:
            places.put(place)
        seconds = time.monotonic() - start
        print(f"{'NOT noticed' if fault else 'noticed':11}  {seconds:5.1f} s  {attack.name}  {fault}".rstrip(), flush=True)
        return fault

    with ThreadPoolExecutor(workers) as threads:
        faults = list(threads.map(tried, attacks))
    unnoticed = sum(bool(fault) for fault in faults)
    print(f"{len(attacks)} classes, {len(attacks) - unnoticed} noticed, {unnoticed} not.")
    return 1 if failed or unnoticed else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", metavar="NAME", default="", help="only the classes whose name contains this")
    only = parser.parse_args().only
    attacks = [attack for attack in ATTACKS if only in attack.name]
    if not attacks:
        parser.error(f"no class is called so; there are: {', '.join(attack.name for attack in ATTACKS)}")
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        status = prove(attacks, Path(folder))
    print(f"{time.monotonic() - start:.0f} s")
    return status


if __name__ == "__main__":
    sys.exit(main())
