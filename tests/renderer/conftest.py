"""A real renderer, started from the build, and stand-ins for what can become of one."""

import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from cms.bootstrap.places import FRONTEND_BUILD
from cms.renderer.program import command
from cms.renderer.renderer import forget_renderer
from tests.processes import wait_until

Start = Callable[[], "subprocess.Popen[bytes]"]
Behaviour = Callable[[socket.socket], None]


@pytest.fixture
def socket_path() -> Iterator[Path]:
    """Where a renderer may listen: shorter than `tmp_path`, since a socket's path is limited."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "renderer.sock"


@pytest.fixture
def start(socket_path: Path) -> Iterator[Start]:
    """Starts the renderer of the build, and returns once it listens."""
    started = []

    def start_renderer() -> "subprocess.Popen[bytes]":
        started.append(subprocess.Popen(command(FRONTEND_BUILD, socket_path)))
        wait_until(lambda: listens(socket_path) or started[-1].poll() is not None, "the renderer listens")
        assert started[-1].poll() is None, "The renderer ended. Is the frontend built? `make test-backend` does it."
        return started[-1]

    yield start_renderer
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture(autouse=True)
def renderer_of_settings(settings: Any, socket_path: Path) -> Iterator[None]:
    """Pages ask the renderer at `socket_path`, and have time: the machine may be busy."""
    settings.RENDERER_SOCKET = str(socket_path)
    settings.RENDERER_SECONDS = 120.0
    forget_renderer()
    yield
    forget_renderer()


@pytest.fixture
def pretend(socket_path: Path) -> Iterator[Callable[[Behaviour], list[int]]]:
    """Listens in the renderer's place and behaves, with each connection, as a test says. Gives the list of connections."""
    listener = socket.socket(socket.AF_UNIX)

    def listen(behave: Behaviour) -> list[int]:
        connections: list[int] = []

        def take() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                connections.append(1)
                threading.Thread(target=until_gone, args=(behave, connection), daemon=True).start()

        listener.bind(str(socket_path))
        listener.listen()
        threading.Thread(target=take, daemon=True).start()
        return connections

    yield listen
    listener.close()


def take_order(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def until_gone(behave: Behaviour, connection: socket.socket) -> None:
    """A client that waits no longer ends it."""
    with suppress(OSError):
        behave(connection)


def listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0
