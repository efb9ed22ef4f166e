"""A really running site, and a real browser that may speak to nobody but this site."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from cms.bootstrap.chromium import find_chromium
from cms.bootstrap.places import ROOT
from tests.processes import wait_until

# A browser that asks for updates and experiments would ask somebody else's server.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)


@dataclass(frozen=True)
class Site:
    """A site with demo content that `manage.py serve` runs. `url` has no slash at its end."""

    url: str
    data_dir: Path
    email: str
    password: str
    process: subprocess.Popen[str]
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_for(data_dir: Path, port: int, **extra: str) -> dict[str, str]:
    """What the commands of a site with its data in `data_dir` need; nothing of the site that a developer may be running."""
    ours = {
        "ADMIN_PASSWORD",
        "ADMIN_URL",
        "ALLOWED_HOSTS",
        "BACKUP_AT",
        "BACKUP_KEEP",
        "BACKUP_RECIPIENTS",
        "BACKUP_TO",
        "CDN",
        "CDN_ID",
        "CDN_TOKEN",
        "CDN_URLS",
        "DATABASE_URL",
        "DEMO",
        "FIRST_LOGIN",
        "HOST",
        "MEDIA_BUCKET",
        "REDIS_URL",
        "SECOND_FACTOR",
        "SECRET_KEY",
        "SITE_URL",
    }
    # Under `make test`, a second make would take over the settings of the first.
    ours |= {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        # However busy the machine is, pages are to come with their HTML.
        "RENDERER_SECONDS": "120",
        # Nothing in a test asks somebody else's server.
        "CHECK_LINKS": "0",
        **extra,
    }


def manage(environment: dict[str, str], *arguments: str) -> str:
    """What a command of manage.py prints; the test fails with it where the command fails."""
    command = [sys.executable, "manage.py", *arguments]
    finished = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def serve(environment: dict[str, str], log: Path, program: Sequence[str] = ("manage.py", "serve")) -> subprocess.Popen[str]:
    """Starts `manage.py serve`, or a `program` that does the same, and returns once the site answers."""
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, *program], cwd=ROOT, env=environment, stdout=output, stderr=output, text=True
        )
    wait_until(lambda: "API docs" in log.read_text() or process.poll() is not None, "the site answers")
    assert process.poll() is None, log.read_text()
    return process


EMAIL, PASSWORD = "admin@localhost", "correct horse battery"


def copy_demo(folder: Path) -> Path:
    """A copy, in a folder that a test has been given, of the data of a site with the demo and somebody who may log in. Its
    pictures are drawn: that takes longest, so it is done once for all processes that test."""
    shared = folder.parent.parent if "PYTEST_XDIST_WORKER" in os.environ else folder.parent
    made, making = shared / "demo", shared / "demo-in-the-making"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            environment = environment_for(making, free_port(), DJANGO_SUPERUSER_PASSWORD=PASSWORD)
            manage(environment, "migrate", "--verbosity", "0")
            manage(environment, "load_demo")
            manage(environment, "createsuperuser", "--no-input", "--email", EMAIL)
            manage(environment, "db_worker", "--batch", "--queue-name", "*")
            making.rename(made)
    return Path(shutil.copytree(made, folder / "var"))


@contextmanager
def running_site(folder: Path, host: str = "localhost", port: int | None = None, **extra: str) -> Iterator[Site]:
    """A site with its data in `folder`, at `host` and a free port or that `port`; `extra` are settings, in which `{port}` is
    the site's port."""
    port = port or free_port()
    data_dir = copy_demo(folder)
    settings = {name: value.format(port=port) for name, value in extra.items()}
    log = folder / "serve.log"
    process = serve(environment_for(data_dir, port, **settings), log)
    try:
        yield Site(f"http://{host}:{port}", data_dir, EMAIL, PASSWORD, process, log)
    finally:
        process.terminate()
        process.wait(120)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all tests of the session: those that change it use pages of their own."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def desk_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose admin, at `url`, has another origin than what readers see, which is at `localhost`."""
    admin = "http://127.0.0.1:{port}"
    with running_site(tmp_path_factory.mktemp("elsewhere"), host="127.0.0.1", ADMIN_URL=admin) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the path, or the one that Playwright installed. Without one the test fails: `make test` installs it."""
    executable = find_chromium()
    assert executable, "There is no Chromium. Install it (Debian: apt-get install chromium), or run `make test-browser`."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        yield chromium
        chromium.close()


def wait_for_its_scripts(page: Page) -> None:
    """From now on `page.goto` returns once a page of the site answers clicks itself: before, a link leads to a new page,
    as it does without scripts, and on a busy machine tests would be faster than that."""
    go_to = page.goto

    def go_to_and_wait(url: str, **options: Any) -> Any:
        response = go_to(url, **options)
        # By the clock: a page that is not being drawn has no frames to wait for.
        page.wait_for_function(
            "() => !document.getElementById('state') || performance.getEntriesByName('interactive').length", polling=50
        )
        return response

    page.goto = go_to_and_wait  # type: ignore[method-assign]


def make_restless(context: BrowserContext) -> None:
    """Scripts wait for a reader to do something: this one does it at once, wherever, and goes on when they have started."""
    context.add_init_script("addEventListener('DOMContentLoaded', () => dispatchEvent(new Event('pointermove')))")
    context.on("page", wait_for_its_scripts)


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(browser: Browser, site: Site) -> Iterator[NewContext]:
    """Opens fresh profiles, with Playwright's options, that start at the site; `restless` ones have its scripts started at
    once. The test fails when anything in one of them asks another server."""
    foreign: list[str] = []
    opened: list[BrowserContext] = []

    def only_this_site(route: Route, request: Request) -> None:
        address = urlsplit(request.url)
        if f"{address.scheme}://{address.netloc}" == site.url:
            route.continue_()
        else:
            foreign.append(request.url)
            route.abort()

    def open_context(*, restless: bool = True, **options: Any) -> BrowserContext:
        opened.append(browser.new_context(base_url=site.url, **options))
        if restless and options.get("java_script_enabled", True):
            make_restless(opened[-1])
        opened[-1].route(lambda url: urlsplit(url).scheme in ("http", "https", "ws", "wss"), only_this_site)
        return opened[-1]

    yield open_context
    for context in opened:
        context.close()
    assert foreign == [], "the page asked another server"


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """A fresh profile that starts at the site."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
