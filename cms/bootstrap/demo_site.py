"""Runs a site with nothing but the demo, for whoever takes its pictures or measures it."""

import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cms.bootstrap.places import ROOT, VENV_PYTHON, child_environment
from cms.bootstrap.process import end_group, succeed

PATIENCE_SECONDS = 120


@contextmanager
def demo_site() -> Iterator[str]:
    """The address of a site with nothing but the demo, which ends with the context. Raises `TimeoutError` if it is silent."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = child_environment(
            DATA_DIR=folder, PORT=str(port), DJANGO_SETTINGS_MODULE="cms.settings.development", CHECK_LINKS="0"
        )
        # The worker draws the sizes of the pictures, without which pages are shown without them.
        for command in (("migrate", "--verbosity", "0"), ("load_demo",), ("db_worker", "--batch", "--queue-name", "*")):
            succeed([VENV_PYTHON, "manage.py", *command], environment)
        with (Path(folder) / "log").open("w") as log:
            process = subprocess.Popen(
                [VENV_PYTHON, "manage.py", "serve"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                text=True,
                process_group=0,
            )
            try:
                url = f"http://localhost:{port}"
                wait_for(url)
                yield url
            finally:
                end_group(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"The demo site did not answer within {PATIENCE_SECONDS} s.")
