"""Measures how many answers a second the site gives, beside nginx that sends the same bytes from files.

Started by `make bench`. Each contestant runs on the first core and wrk on the second; they take turns, round by round, so
that whatever else the machine does meets all of them. Needs Linux with wrk and nginx (Debian's packages of these names).
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from cms.bootstrap.demo_site import free_port, wait_for
from cms.bootstrap.places import ROOT, VENV_PYTHON, child_environment
from cms.bootstrap.process import end_group, succeed

RESULT = ROOT / "docs" / "benchmarks.md"
ROUNDS = 5
SECONDS = 3
CONNECTIONS = (1, 32)
SERVER_CORE, CLIENT_CORE = 0, 1

ADDRESSES = {
    "list": "/api/v1/pages/",
    "detail": "/api/v1/resolve/?path=%2Fpositions%2Ffreeze-the-rents%2F",
    "page": "/positions/freeze-the-rents/",
}
NOT_SET_BY_NGINX_TOO = {"content-length", "content-type", "date", "server", "etag", "last-modified"}
GRANIAN = ("--interface", "wsgi", "--http", "1", "--workers", "1", "--blocking-threads", "1", "--no-ws", "--no-access-log")

NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; open_file_cache max=100; keepalive_requests 1000000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder};
{locations}
  }}
}}
"""


class Contestant(NamedTuple):
    name: str
    port: int
    process: "subprocess.Popen[str]"
    paths: dict[str, str]


class Result(NamedTuple):
    """Requests a second, milliseconds of CPU for each, and the 50th and 99th percentile of milliseconds to wait."""

    rate: float
    cpu: float
    p50: float
    p99: float


Results = dict[tuple[str, int, str], list[Result]]


def main() -> int:
    missing = [name for name in ("wrk", "nginx") if not shutil.which(name)]
    if missing or len(os.sched_getaffinity(0)) < 2:
        print(f"This needs two cores, wrk and nginx; missing: {', '.join(missing) or 'a core'}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        data = {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "cms.settings.development"}
        for command in (("migrate", "--verbosity", "0"), ("load_demo",), ("db_worker", "--batch", "--queue-name", "*")):
            succeed([VENV_PYTHON, "manage.py", *command], child_environment(**data))
        stored = running.enter_context(granian("store", data))
        plain = running.enter_context(granian("store switched off", {**data, "RESPONSE_STORE_MB": "0"}))
        files = running.enter_context(nginx(Path(folder), stored))
        RESULT.write_text(table_of(measured([files, stored, plain])))
    print(RESULT.read_text())
    return 0


@contextmanager
def granian(name: str, environment: dict[str, str]) -> Iterator[Contestant]:
    port = free_port()
    command: list[str | Path] = [
        VENV_PYTHON,
        "-m",
        "granian",
        *GRANIAN,
        "--port",
        str(port),
        "--log-level",
        "warning",
        "cms.wsgi:application",
    ]
    with started(command, child_environment(PORT=str(port), **environment)) as process:
        yield ready(Contestant(name, port, process, dict(ADDRESSES)))


@contextmanager
def nginx(folder: Path, like: Contestant) -> Iterator[Contestant]:
    """nginx with files of what `like` answers, and the same headers."""
    port, locations = free_port(), []
    for name, path in like.paths.items():
        with urllib.request.urlopen(f"http://localhost:{like.port}{path}") as answer:
            (folder / name).write_bytes(answer.read())
            headers = [(key, value) for key, value in answer.headers.items() if key.lower() not in NOT_SET_BY_NGINX_TOO]
            kind = answer.headers["Content-Type"]
        added = " ".join(f'add_header {key} "{value}";' for key, value in headers)
        locations.append(f'    location = /{name} {{ types {{ }} default_type "{kind}"; {added} }}')
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port, locations="\n".join(locations)))
    with started(["nginx", "-p", folder, "-c", configuration], dict(os.environ)) as process:
        yield ready(Contestant("nginx", port, process, {name: f"/{name}" for name in like.paths}))


@contextmanager
def started(command: list[str | Path], environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        ["taskset", "-c", str(SERVER_CORE), *command], cwd=ROOT, env=environment, text=True, process_group=0
    )
    try:
        yield process
    finally:
        end_group(process)


def ready(contestant: Contestant) -> Contestant:
    for path in contestant.paths.values():
        wait_for(f"http://localhost:{contestant.port}{path}")
    return contestant


def measured(contestants: list[Contestant]) -> Results:
    results: Results = defaultdict(list)
    for number in range(ROUNDS):
        print(f"Round {number + 1} of {ROUNDS} ...", flush=True)
        for name in ADDRESSES:
            for connections in CONNECTIONS:
                for contestant in contestants:
                    results[name, connections, contestant.name].append(measure(contestant, name, connections))
    return results


def measure(contestant: Contestant, name: str, connections: int) -> Result:
    url = f"http://localhost:{contestant.port}{contestant.paths[name]}"
    before = cpu_seconds(contestant.process.pid)
    command = ["taskset", "-c", str(CLIENT_CORE), "wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency", url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(f"{contestant.name} doesn't answer {url}.")
    total, rate = number_in(r"(\d+) requests in", told), number_in(r"Requests/sec:\s+([\d.]+)", told)
    spent = (cpu_seconds(contestant.process.pid) - before) / max(total, 1) * 1000
    return Result(rate, spent, milliseconds_in("50%", told), milliseconds_in("99%", told))


def number_in(pattern: str, text: str) -> float:
    match = re.search(pattern, text)
    assert match, text
    return float(match.group(1))


def milliseconds_in(percentile: str, text: str) -> float:
    match = re.search(rf"{percentile}\s+([\d.]+)(us|ms|s)", text)
    assert match, text
    return float(match.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[match.group(2)]


def cpu_seconds(pid: int) -> float:
    """What the process and its children have used so far."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_seconds(int(child)) for child in children)


def table_of(results: Results) -> str:
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`: the demo, one process of each server on one core, wrk on another; medians of "
        f"{ROUNDS} rounds of {SECONDS} s in which the contestants take turns, and in brackets the lowest and the highest. "
        "nginx sends the same bytes and headers from files. How many answers a second there are depends on the machine and on "
        "what else it does; the last two columns do less.",
        "",
        f"Measured on {time.strftime('%Y-%m-%d')}, when {os.getloadavg()[1]:.1f} processes wanted to run on {os.cpu_count()} cores.",
        "",
        "| | connections | | requests/s | CPU ms each | p50 ms | p99 ms | of nginx's requests/s | of nginx by CPU |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for (name, connections, contestant), rounds in results.items():
        limit = results[name, connections, "nginx"]
        rates, spent = [result.rate for result in rounds], statistics.median(result.cpu for result in rounds)
        share = statistics.median(result.rate / best.rate for result, best in zip(rounds, limit, strict=True))
        by_cpu = statistics.median(result.cpu for result in limit) / spent
        lines.append(
            f"| {name} | {connections} | {contestant} | {statistics.median(rates):,.0f} ({min(rates):,.0f}–{max(rates):,.0f}) "
            f"| {spent:.3f} | {statistics.median(result.p50 for result in rounds):.2f} "
            f"| {statistics.median(result.p99 for result in rounds):.2f} | {share:.2f} | {by_cpu:.2f} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
