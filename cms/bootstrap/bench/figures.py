"""What a table of requests a second doesn't tell: how the site does while editors publish, and what it needs of a machine."""

import http.client
import json
import statistics
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from cms.bootstrap.bench.contestants import ADDRESSES, PAGE, SERVER_CORE, SITE, Request, server
from cms.bootstrap.bench.editor import Editor, editor
from cms.bootstrap.bench.measuring import resident_megabytes, wrk

FULL_CONNECTIONS = 32
PAUSE_MS = 10
"""Of each client under half load, between an answer and its next question."""
CLIENTS = 8
"""Who look for new answers: enough that each of two workers has some of them."""
STARTS = 5
KINDS = ("article", "activity_report", "position")
ROOM_FOR_ALL = "1024"
"""RESPONSE_STORE_MB that keeps every page of the largest site."""


class Figure(NamedTuple):
    """One line of the report: what was measured, how it came out, and what was aimed at."""

    name: str
    measured: str
    aim: str


def under_half_load(data: Mapping[str, str], seconds: float) -> list[Figure]:
    """How long hits take while a page is published every second, by another process on the same core."""
    with (
        server(SITE, data, PAGE) as running,
        editor(data, SERVER_CORE) as colleague,
        tempfile.TemporaryDirectory() as folder,
    ):
        detail = Request(ADDRESSES["detail"])
        colleague.do("date")
        full = wrk(running.port, detail, FULL_CONNECTIONS, min(seconds, 3))
        script = Path(folder) / "pause.lua"
        script.write_text(f"function delay() return {PAUSE_MS} end\n")
        connections = max(1, round(full.rate / 2 * PAUSE_MS / 1000))
        options = ("-s", str(script))
        calm = wrk(running.port, detail, connections, seconds, options)
        with publishing_each_second(colleague) as published:
            busy = wrk(running.port, detail, connections, seconds, options)
        return [
            Figure(
                f"p99 of hits at half of full load ({busy.rate:,.0f} of {full.rate:,.0f} a second, from {connections} "
                f"clients), a page being published every second ({len(published)} times, "
                f"{statistics.median(published) * 1000:.0f} ms each)",
                f"{busy.p99:.1f} ms ({calm.p99:.1f} ms while nobody publishes)",
                "20 ms",
            )
        ]


@contextmanager
def publishing_each_second(colleague: Editor) -> Iterator[list[float]]:
    """Publishes an article each second until the context ends; gives a list of how many seconds each took."""
    is_over, seconds = threading.Event(), []

    def work() -> None:
        while not is_over.is_set():
            seconds.append(colleague.do("publish", "article")["seconds"])
            is_over.wait(1)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield seconds
    finally:
        is_over.set()
        thread.join()


def until_new(data: Mapping[str, str], times: int) -> list[Figure]:
    """How long after a publish has returned every answer about the page is new, from two workers on one machine."""
    with (
        server(SITE, data, PAGE, workers=2, core=None) as running,
        editor(data, None) as colleague,
        ThreadPoolExecutor(CLIENTS) as pool,
    ):
        clients = [http.client.HTTPConnection("localhost", running.port) for _ in range(CLIENTS)]
        waits, old = [], 0
        for _ in range(times):
            published = colleague.do("publish", "position")
            path = published["path"]
            addresses = [f"/api/v1/resolve/?path={quote(path, safe='')}", "/api/v1/positions/?order=id", path]
            # The clients are done before the next turn.
            found = list(pool.map(lambda client: first_new(client, addresses, published["title"]), clients))  # noqa: B023
            waits.append((max(at for at, _ in found) - published["at"]) * 1000)
            old += sum(count for _, count in found)
        waits.sort()
        p95 = waits[min(len(waits) - 1, round(len(waits) * 0.95))]
        asked = times * CLIENTS * 3
        return [
            Figure(
                f"a publish returns → {CLIENTS} clients of two workers have a new detail, list and shell each, one host, p95 of "
                f"{times} times",
                f"{p95:.0f} ms (half of them within {statistics.median(waits):.0f} ms; {old} of {asked} answers were old)",
                "50 ms",
            )
        ]


def first_new(client: http.client.HTTPConnection, addresses: list[str], title: str) -> tuple[float, int]:
    """When all `addresses` have been answered with the new title, and how many answers lacked it."""
    old = 0
    # A page's shell is HTML, and both it and JSON escape what isn't ASCII: the number at the end is the same in both.
    new = title.rpartition(" ")[2].encode()
    for address in addresses:
        while True:
            client.request("GET", address)
            if new in client.getresponse().read():
                break
            old += 1
    return time.monotonic(), old


def thrown_away(data: Mapping[str, str], least: int) -> list[Figure]:
    """Which share of all pages' stored answers one publish throws away, and the memory of a worker that has them all.

    least: how many pages there have to be, at least.
    """
    with server(SITE, {**data, "RESPONSE_STORE_MB": ROOM_FOR_ALL}, PAGE) as running, editor(data, None) as colleague:
        colleague.do("date")
        ask_for_all(running.port, colleague.do("paths"), least)
        cookie = colleague.do("log_in")
        kept = store_of(running.port, cookie)
        memory = resident_megabytes(running.process.pid)
        shares = []
        for kind in KINDS:
            before = store_of(running.port, cookie)
            colleague.do("publish", kind)
            # The store looks at what has changed when it is next asked for anything.
            read(running.port, "/robots.txt")
            after = store_of(running.port, cookie)
            lost = after["thrown_away"] - before["thrown_away"]
            shares.append(f"{kind} {lost / before['answers']:.2%} ({lost} of {before['answers']})")
    return [
        Figure(
            "one publish throws away, of the stored details of all pages", "; ".join(shares), "2 %, unless menus changed"
        ),
        Figure(
            f"memory of a worker with all {kept['answers']:,} answers stored ({kept['bytes'] / 1e6:.0f} MB of them)",
            f"{memory:.0f} MB",
            "250 MB",
        ),
    ]


def memory_when_asked_for_all(data: Mapping[str, str], least: int) -> list[Figure]:
    """The memory of a worker that was asked for every page, with a store of the usual size."""
    with server(SITE, data, PAGE) as running, editor(data, None) as colleague:
        colleague.do("date")
        ask_for_all(running.port, colleague.do("paths"), least)
        kept = store_of(running.port, colleague.do("log_in"))
        memory = resident_megabytes(running.process.pid)
    return [
        Figure(
            f"memory of a worker that was asked for all pages ({kept['answers']:,} answers are kept, the store being of the "
            "usual size)",
            f"{memory:.0f} MB",
            "250 MB",
        )
    ]


def start_to_first_answer(data: Mapping[str, str]) -> list[Figure]:
    seconds = []
    for _ in range(STARTS):
        with server(SITE, data, ADDRESSES["detail"]) as running:
            seconds.append(running.started_in)
    measured = f"{statistics.median(seconds):.1f} s ({min(seconds):.1f}–{max(seconds):.1f})"
    return [Figure("start to first answer", measured, "2 s")]


def ask_for_all(port: int, paths: list[str], least: int) -> None:
    """Asks for the detail of every page once."""
    assert len(paths) >= least, f"There are {len(paths)} pages."
    client = http.client.HTTPConnection("localhost", port)
    for path in paths:
        client.request("GET", f"/api/v1/resolve/?path={quote(path, safe='')}")
        answer = client.getresponse()
        answer.read()
        assert answer.status == 200, path


def store_of(port: int, cookie: str) -> dict[str, int]:
    """What the store of the only worker says of itself."""
    store: dict[str, int] = json.loads(read(port, "/api/v1/health/", {"Cookie": cookie}))["store"]
    return store


def read(port: int, path: str, headers: Mapping[str, str] | None = None) -> bytes:
    request = urllib.request.Request(f"http://localhost:{port}{path}", headers=dict(headers or {}))
    with urllib.request.urlopen(request) as answer:
        content: bytes = answer.read()
        return content


def figures(seconds: float, rounds: int, pages: int) -> dict[str, Callable[[Mapping[str, str]], list[Figure]]]:
    """All of them by the names that `--only` knows them by."""
    return {
        "load": lambda data: under_half_load(data, seconds * rounds),
        "publish": lambda data: until_new(data, max(4, 10 * rounds)),
        "waste": lambda data: thrown_away(data, pages),
        "memory": lambda data: memory_when_asked_for_all(data, pages),
        "start": start_to_first_answer,
    }
