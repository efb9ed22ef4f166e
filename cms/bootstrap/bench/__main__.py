"""`python -m cms.bootstrap.bench`: measures all, or only what is named, and writes the report."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cms.bootstrap.bench.contestants import ADDRESSES, NAMES, STORES, Contestant, nginx, ours, stock
from cms.bootstrap.bench.editor import editor
from cms.bootstrap.bench.figures import Figure, figures
from cms.bootstrap.bench.measuring import Result, measure, resident_megabytes
from cms.bootstrap.bench.report import BUSY, Question, Server, report
from cms.bootstrap.places import ROOT, VENV_PYTHON, child_environment
from cms.bootstrap.process import Problem, succeed

RESULT = ROOT / "docs" / "benchmarks.md"
SIZES = (100, 1_000, 10_000)
COMPARED_AT = 1_000
"""Pages of the site that all contestants are measured with, over one connection and over many. With the others only ours
are: how they depend on the size is what is asked there."""
STOCK = ("v2", "v3")
FIGURES = ("load", "publish", "waste", "memory", "start")


def main() -> int:
    wanted = arguments()
    missing = [name for name in ("wrk", "nginx") if not shutil.which(name)]
    if missing or len(os.sched_getaffinity(0)) < 2:
        print(f"This needs two cores, wrk and nginx; missing: {', '.join(missing) or 'a core'}.", file=sys.stderr)
        return 1
    try:
        text = Bench(wanted).run()
    except (Problem, RuntimeError, TimeoutError) as error:
        print(error, file=sys.stderr)
        return 1
    if not wanted.only:
        RESULT.write_text(text)
    print(text)
    return 0


def arguments() -> argparse.Namespace:
    names = [*NAMES, *ADDRESSES, *FIGURES]
    parser = argparse.ArgumentParser(prog="python -m cms.bootstrap.bench", description="Measures how fast the site answers.")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=names,
        metavar="NAME",
        default=[],
        help="Measure only these, print the report and keep none: contestants "
        f"({', '.join(NAMES)}), what they are asked for ({', '.join(ADDRESSES)}), figures ({', '.join(FIGURES)}).",
    )
    parser.add_argument("--pages", nargs="+", type=int, default=SIZES, metavar="N", help="How large the site is.")
    parser.add_argument("--data", type=Path, help="A folder to make the demo in, and to find it in the next time.")
    parser.add_argument("--rounds", type=int, default=5, help="How often the contestants take turns (5).")
    parser.add_argument("--seconds", type=float, default=2, help="How long each is asked in a round (2).")
    return parser.parse_args()


class Bench:
    """One run of what is wanted."""

    def __init__(self, wanted: argparse.Namespace) -> None:
        self._folder: Path | None = wanted.data
        self._rounds, self._seconds = wanted.rounds, wanted.seconds
        self._sizes = sorted(wanted.pages)
        only = wanted.only
        self._figures = [name for name in FIGURES if name in only or not only]
        races = [name for name in only if name not in FIGURES]
        self._addresses = [name for name in ADDRESSES if name in races] or list(ADDRESSES)
        self._contestants = [name for name in NAMES if name in races] or list(NAMES)
        self._has_races = bool(races) or not only
        self._compared_at = COMPARED_AT if COMPARED_AT in self._sizes else self._sizes[-1]
        self._results: dict[Question, list[Result]] = defaultdict(list)
        self._servers: list[Server] = []
        self._measured: list[Figure] = []

    def run(self) -> str:
        """Measures, and gives the report."""
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as temporary:
            folder = self._folder or Path(temporary)
            data = {
                "DATA_DIR": str(folder.resolve()),
                "DJANGO_SETTINGS_MODULE": "cms.settings.development",
                "CHECK_LINKS": "0",
            }
            if not (folder / "db.sqlite3").exists():
                tell("Making the demo ...")
                manage(data, "migrate", "--verbosity", "0")
                manage(data, "load_demo")
                manage(data, "db_worker", "--batch", "--queue-name", "*")
            for pages in self._sizes:
                tell(f"Enlarging it to {pages:,} pages ...")
                manage(data, "enlarge_demo", str(pages))
                if self._has_races:
                    self._race(pages, data, Path(temporary))
            for name in self._figures:
                tell(f"Measuring “{name}” ...")
                self._measured += figures(self._seconds, self._rounds, self._sizes[-1])[name](data)
        took = time.monotonic() - start
        return report(self._results, self._servers, self._measured, self._rounds, self._seconds, took)

    def _race(self, pages: int, data: Mapping[str, str], folder: Path) -> None:
        is_compared = pages == self._compared_at
        names = [name for name in self._contestants if is_compared or name in STORES]
        if set(names) & set(STOCK) and "search" in self._addresses:
            tell("Filling the index of Wagtail's search ...")
            manage(data, "update_index", "--verbosity", "0")
        with starters(names, data, folder) as contestants:
            with editor(data, None) as colleague:
                colleague.do("date")
            for number in range(self._rounds):
                tell(f"{pages:,} pages, round {number + 1} of {self._rounds} ...")
                self._take_turns(pages, contestants, (1, BUSY) if is_compared else (BUSY,))
            for contestant in contestants:
                memory = resident_megabytes(contestant.process.pid)
                self._servers.append(Server(pages, contestant.key, contestant.started_in, memory))

    def _take_turns(self, pages: int, contestants: Iterable[Contestant], all_connections: tuple[int, ...]) -> None:
        for name in self._addresses:
            for connections in all_connections:
                for contestant in contestants:
                    if name in contestant.requests:
                        result = measure(contestant, name, connections, self._seconds)
                        self._results[Question(pages, name, connections, contestant.key)].append(result)


@contextmanager
def starters(names: Iterable[str], data: Mapping[str, str], folder: Path) -> Iterator[list[Contestant]]:
    """Those contestants, in the order of the report; they end with the context."""
    wanted = list(names)
    with ExitStack() as running:
        found = {state: running.enter_context(ours(state, data)) for state in STORES if state in wanted}
        found |= {version: running.enter_context(stock(version, data)) for version in STOCK if version in wanted}
        if "nginx" in wanted:
            like = found[next(iter(STORES))] if next(iter(STORES)) in found else running.enter_context(ours("hit", data))
            found["nginx"] = running.enter_context(nginx(folder, like))
        yield [found[name] for name in NAMES if name in found]


def manage(data: Mapping[str, str], *command: str) -> None:
    succeed([VENV_PYTHON, "manage.py", *command], child_environment(**data))


def tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
