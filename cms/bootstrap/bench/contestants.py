"""Who is measured: the site with its store in three states, nginx with the same bytes, and Wagtail's own APIs."""

import http.client
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from cms.bootstrap.demo_site import free_port
from cms.bootstrap.places import ROOT, VENV_PYTHON, child_environment
from cms.bootstrap.process import end_group
from cms.web_server import THREADS

SERVER_CORE, CLIENT_CORE = 0, 1
PATIENCE_SECONDS = 120
SITE = "cms.bootstrap.bench.site:application"
PAGE = "/positions/freeze-the-rents/"

ADDRESSES = {
    "detail": f"/api/v1/resolve/?path={PAGE.replace('/', '%2F')}",
    "list": "/api/v1/activities/",
    "search": "/api/v1/search/?q=rent",
    "shell": PAGE,
    "304": f"/api/v1/resolve/?path={PAGE.replace('/', '%2F')}",
}
"""What is asked for: a position, 20 activities, 20 pages that are found, a page in the shell, and the position again by
whoever has it already."""

LIKE_OUR_CARDS = "summary,kind,starts_at,ends_at,place,tags,photos"
STOCK_LISTS = {
    "v2": f"/api/v2/pages/?type=home.ActivityReportPage&order=-starts_at&limit=20&fields={LIKE_OUR_CARDS}",
    # It gives the fields that all pages have, and can't be asked for others.
    "v3": "/api/v3/pages/?type=home.ActivityReportPage&order=-starts_at&limit=20",
}

STORES = {"hit": "64", "miss": "0.001", "off": "0"}
"""RESPONSE_STORE_MB for each state. One that has room for no answer misses each time."""
NAMES = {
    "nginx": "nginx",
    "hit": "hit",
    "miss": "miss",
    "off": "store off",
    "v2": "Wagtail's API v2",
    "v3": "Wagtail's API v3",
}

NOT_SET_BY_NGINX_TOO = {"content-length", "content-type", "date", "server", "etag", "last-modified"}
GRANIAN = ("--interface", "wsgi", "--http", "1", "--blocking-threads", str(THREADS), "--no-ws", "--no-access-log")

NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; open_file_cache max=100; keepalive_requests 1000000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder};
{locations}
  }}
}}
"""


class Request(NamedTuple):
    """What is asked of a contestant; `etag` is what the client has already."""

    path: str
    etag: str = ""


class Contestant(NamedTuple):
    """A server that runs. `started_in` is how many seconds it took to its first answer."""

    key: str
    port: int
    process: "subprocess.Popen[str]"
    requests: dict[str, Request]
    started_in: float


@contextmanager
def ours(state: str, data: Mapping[str, str]) -> Iterator[Contestant]:
    """The site, with its store in one of the `STORES`' states."""
    with server(SITE, {**data, "RESPONSE_STORE_MB": STORES[state]}, ADDRESSES["detail"]) as running:
        yield Contestant(state, running.port, running.process, requests_of(running.port, ADDRESSES), running.started_in)


@contextmanager
def stock(version: str, data: Mapping[str, str]) -> Iterator[Contestant]:
    """Wagtail's API of that `version`, in front of the same database. It sends no ETag and has no page shell."""
    settings = {"DJANGO_SETTINGS_MODULE": "cms.bootstrap.bench.stock_settings"}
    api = f"/api/{version}/pages/"
    with server("cms.bootstrap.bench.stock:application", {**data, **settings}, STOCK_LISTS[version]) as running:
        client = http.client.HTTPConnection("localhost", running.port)
        client.request("GET", f"{api}find/?html_path={PAGE}")
        # It may name another port: the one that the site's record has.
        detail = urlsplit(client.getresponse().headers["Location"]).path
        client.close()
        paths = {"detail": detail, "list": STOCK_LISTS[version], "search": f"{api}?search=rent&limit=20"}
        yield Contestant(version, running.port, running.process, requests_of(running.port, paths), running.started_in)


@contextmanager
def nginx(folder: Path, like: Contestant) -> Iterator[Contestant]:
    """nginx with files of what `like` answers, and the same headers."""
    port, locations = free_port(), []
    for name, request in like.requests.items():
        with urllib.request.urlopen(f"http://localhost:{like.port}{request.path}") as answer:
            (folder / name).write_bytes(answer.read())
            headers = [(key, value) for key, value in answer.headers.items() if key.lower() not in NOT_SET_BY_NGINX_TOO]
            kind = answer.headers["Content-Type"]
        added = " ".join(f'add_header {key} "{value}";' for key, value in headers)
        locations.append(f'    location = /{name} {{ types {{ }} default_type "{kind}"; {added} }}')
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port, locations="\n".join(locations)))
    paths = {name: f"/{name}" for name in like.requests}
    with started(["nginx", "-p", folder, "-c", configuration], dict(os.environ)) as (process, start):
        seconds = seconds_to_answer(port, next(iter(paths.values())), start)
        yield Contestant("nginx", port, process, requests_of(port, paths), seconds)


class Server(NamedTuple):
    port: int
    process: "subprocess.Popen[str]"
    started_in: float


@contextmanager
def server(
    application: str, environment: Mapping[str, str], first: str, workers: int = 1, core: int | None = SERVER_CORE
) -> Iterator[Server]:
    """granian with `application` as the site's `serve` starts it, on one `core` or on all; ready when `first` is answered."""
    port = free_port()
    command: list[str | Path] = [VENV_PYTHON, "-m", "granian", *GRANIAN, "--workers", str(workers)]
    command += ["--port", str(port), "--log-level", "warning", application]
    with started(command, child_environment(**environment, PORT=str(port)), core) as (process, start):
        yield Server(port, process, seconds_to_answer(port, first, start))


@contextmanager
def started(
    command: list[str | Path], environment: dict[str, str], core: int | None = SERVER_CORE
) -> Iterator[tuple["subprocess.Popen[str]", float]]:
    """A process that ends with the context, and when it was started."""
    pinned = command if core is None else ["taskset", "-c", str(core), *command]
    start = time.monotonic()
    process = subprocess.Popen(pinned, cwd=ROOT, env=environment, text=True, process_group=0)
    try:
        yield process, start
    finally:
        end_group(process)


def seconds_to_answer(port: int, path: str, start: float) -> float:
    """How long after `start` the address was first answered. Raises TimeoutError where it isn't."""
    while time.monotonic() < start + PATIENCE_SECONDS:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=60):
                return time.monotonic() - start
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path} is answered with {error.code}.") from error
        except OSError:
            time.sleep(0.01)
    raise TimeoutError(f"Nothing answers {path} within {PATIENCE_SECONDS} s.")


def requests_of(port: int, paths: Mapping[str, str]) -> dict[str, Request]:
    """The requests for `paths`, each of which has been answered once."""
    requests = {}
    for name, path in paths.items():
        with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=PATIENCE_SECONDS) as answer:
            answer.read()
            requests[name] = Request(path, answer.headers["ETag"] if name == "304" else "")
    return requests
