"""Writes what was measured as a page of documentation."""

import os
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cms.bootstrap.bench.contestants import NAMES
from cms.bootstrap.bench.figures import Figure
from cms.bootstrap.bench.measuring import Result

BUSY = 32
"""Connections at which rates are compared."""
MOST_CPU_MS, MOST_SPREAD = 0.03, 1.2


class Question(NamedTuple):
    """What was measured: of a site of so many pages, an address, over so many connections, of a contestant."""

    pages: int
    name: str
    connections: int
    contestant: str


Results = Mapping[Question, Sequence[Result]]


class Server(NamedTuple):
    """What a contestant needs of a machine: seconds to its first answer, and megabytes after all rounds."""

    pages: int
    contestant: str
    started_in: float
    megabytes: float


def report(
    results: Results, servers: Iterable[Server], measured: Iterable[Figure], rounds: int, seconds: float, took: float
) -> str:
    """The whole page."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`: the demo, enlarged with copies of its pages; one process of each server on one core, wrk on "
        f"another; medians of {rounds} rounds of {seconds:g} s in which the contestants take turns, and in brackets the lowest "
        "and the highest. nginx sends the same bytes and headers from files. A hit is answered by the response store, a miss "
        "by a store that has room for nothing. Wagtail's APIs are asked for the same page, for 20 activities (v2 with the "
        "fields that our cards have, v3 with those that it has for all pages) and for the same word; they send no ETag and "
        "have no page shell. Nothing is compressed, and no renderer draws the shell's HTML: a hit would be the same.",
        "",
        f"Measured on {time.strftime('%Y-%m-%d')} within {took / 60:.0f} minutes, when {os.getloadavg()[2]:.1f} processes "
        f"wanted to run on {os.cpu_count()} cores. How many answers a second there are depends on the machine and on what "
        "else it does; CPU time and shares do less.",
        "",
    ]
    lines += table(["", "measured", "aimed at"], [*compared(results), *measured])
    for pages in sorted({question.pages for question in results}):
        lines += ["", f"## {pages:,} pages", "", *rates(results, pages)]
        needs = [
            (NAMES[server.contestant], f"{server.started_in:.1f}", f"{server.megabytes:.0f}")
            for server in servers
            if server.pages == pages
        ]
        lines += ["", *table(["", "seconds from start to first answer", "MB of memory after all rounds"], needs)]
    return "\n".join(lines) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [row_of(heads), "|" + "---|" * len(heads), *map(row_of, rows)]


def row_of(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def rates(results: Results, pages: int) -> list[str]:
    """A row for each address, number of connections and contestant."""
    heads = [
        "",
        "connections",
        "",
        "requests/s",
        "CPU ms each",
        "p50 ms",
        "p99 ms",
        "of nginx's requests/s",
        "of nginx by CPU",
    ]
    rows = []
    for question, rounds in results.items():
        if question.pages != pages:
            continue
        all_rates = [result.rate for result in rounds]
        limit = results.get(question._replace(contestant="nginx"))
        rows.append(
            [
                question.name,
                str(question.connections),
                NAMES[question.contestant],
                f"{number(statistics.median(all_rates))} ({number(min(all_rates))}–{number(max(all_rates))})",
                f"{median_cpu(rounds):.3f}",
                f"{statistics.median(result.p50 for result in rounds):.2f}",
                f"{statistics.median(result.p99 for result in rounds):.2f}",
                number(ratio(rounds, limit)) if limit else "",
                number(median_cpu(limit) / median_cpu(rounds)) if limit and median_cpu(rounds) else "",
            ]
        )
    return table(heads, rows)


def compared(results: Results) -> list[Figure]:
    """The shares and ratios that are aimed at, as far as both sides were measured."""
    found = []
    for question, rounds in results.items():
        if question.contestant != "hit" or question.connections != BUSY or question.name not in ("detail", "list"):
            continue
        where = f"hit, {question.name}, {question.pages:,} pages"
        if limit := results.get(question._replace(contestant="nginx")):
            found.append(Figure(f"{where}: share of nginx's requests a second", number(ratio(rounds, limit)), "0.50"))
        for stock, aim in (("v2", {"detail": "400 times", "list": "1,500 times"}[question.name]), ("v3", "")):
            if slower := results.get(question._replace(contestant=stock)):
                found.append(Figure(f"{where}: against {NAMES[stock]}", f"{ratio(rounds, slower):,.0f} times", aim))
    return found + flatness(results)


def flatness(results: Results) -> list[Figure]:
    """Whether a hit costs the same however large the site is."""
    found = []
    for name in ("detail", "list"):
        cpu = {
            question.pages: median_cpu(rounds)
            for question, rounds in results.items()
            if (question.name, question.contestant, question.connections) == (name, "hit", BUSY)
        }
        if cpu:
            told = ", ".join(f"{ms:.3f} ms with {pages:,} pages" for pages, ms in cpu.items())
            spread = f" (the most is {max(cpu.values()) / min(cpu.values()):.2f} times the least)" if len(cpu) > 1 else ""
            found.append(
                Figure(
                    f"hit, {name}: CPU for each request", told + spread, f"{MOST_CPU_MS} ms, within {MOST_SPREAD - 1:.0%}"
                )
            )
    return found


def median_cpu(rounds: Sequence[Result]) -> float:
    return statistics.median(result.cpu for result in rounds)


def ratio(rounds: Sequence[Result], others: Sequence[Result]) -> float:
    """How many times as many requests a second, in the same round."""
    return statistics.median(result.rate / other.rate for result, other in zip(rounds, others, strict=True))


def number(value: float) -> str:
    """With as many digits as are worth reading."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
