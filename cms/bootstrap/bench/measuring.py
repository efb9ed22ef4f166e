"""Asks a contestant as fast as it answers, and says what that cost."""

import os
import re
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cms.bootstrap.bench.contestants import CLIENT_CORE, NAMES, Contestant, Request

TIMEOUT_SECONDS = 60
IDLE_SECONDS = 0.1


class Result(NamedTuple):
    """Requests a second, milliseconds of CPU for each, and the 50th and 99th percentile of milliseconds to wait."""

    rate: float
    cpu: float
    p50: float
    p99: float


class Waits(NamedTuple):
    """What wrk tells: how many requests, how many a second, and percentiles of milliseconds to wait."""

    total: float
    rate: float
    p50: float
    p99: float


def measure(contestant: Contestant, name: str, connections: int, seconds: float) -> Result:
    """Asks for what is called `name` in `ADDRESSES`, and leaves the contestant with nothing to do."""
    pid = contestant.process.pid
    before = cpu_seconds(pid)
    waits = wrk(contestant.port, contestant.requests[name], connections, seconds)
    spent = cpu_seconds(pid) - before
    let_finish(pid)
    if not waits.total:
        raise RuntimeError(f"{NAMES[contestant.key]} gave no answer to “{name}” within {seconds} s.")
    return Result(waits.rate, spent / waits.total * 1000, waits.p50, waits.p99)


def wrk(port: int, request: Request, connections: int, seconds: float, script: Sequence[str] = ()) -> Waits:
    """Raises RuntimeError where anything but 2xx and 3xx is answered."""
    url = f"http://localhost:{port}{request.path}"
    headers = ["-H", f"If-None-Match: {request.etag}"] if request.etag else []
    options = ["-t1", f"-c{connections}", f"-d{seconds:g}s", f"--timeout={TIMEOUT_SECONDS}s", "--latency", *script, *headers]
    command = ["taskset", "-c", str(CLIENT_CORE), "wrk", *options, url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(f"{url} isn't answered as it should be: {told}")
    return Waits(
        number_in(r"(\d+) requests in", told),
        number_in(r"Requests/sec:\s+([\d.]+)", told),
        milliseconds_in("50%", told),
        milliseconds_in("99%", told),
    )


def let_finish(pid: int) -> None:
    """Waits until the process has answered those who have gone meanwhile."""
    before = -1.0
    while before != (now := cpu_seconds(pid)):
        before = now
        time.sleep(IDLE_SECONDS)


def number_in(pattern: str, text: str) -> float:
    match = re.search(pattern, text)
    assert match, text
    return float(match.group(1))


def milliseconds_in(percentile: str, text: str) -> float:
    match = re.search(rf"{percentile}\s+([\d.]+)(us|ms|s|m)", text)
    assert match, text
    return float(match.group(1)) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[match.group(2)]


def processes_of(pid: int) -> list[int]:
    """The process and all that it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in processes_of(int(child)))]


def cpu_seconds(pid: int) -> float:
    """What the process and its children have used so far."""
    spent = 0.0
    for one in processes_of(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def resident_megabytes(pid: int) -> float:
    """The memory of the largest of the process and its children: the one that answers."""
    page_size = os.sysconf("SC_PAGE_SIZE")
    return max(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in processes_of(pid)) * page_size / 1024**2
