"""A Postgres of one's own: made in a folder, reached through a socket there, and gone afterwards."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cms.bootstrap.servers import find_postgres
from tests.processes import wait_until

FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
"""Nobody needs what is in it after a crash of the machine."""
USER = "broadside"


class Postgres:
    """A server whose files are in `folder`, which has to be short: the path of a socket has a limit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"postgres://{USER}@/{USER}?host={folder}"
        folder.mkdir(exist_ok=True)
        # As root it refuses to run.
        self._as: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
        if self._as:
            folder.chmod(0o755)
            subprocess.run(["chown", "nobody:nogroup", folder], check=True)
        made = ["initdb", "-D", str(folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        self._run(made)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ["-D", str(self.folder / "data"), "-k", str(self.folder), "-c", "listen_addresses=", *FAST]
        with (self.folder / "log").open("w") as log:
            self._process = subprocess.Popen(
                [self._program("postgres"), *options], stdout=log, stderr=log, cwd="/", env={}, **self._as
            )
        wait_until(self._answers, "Postgres answers")

    def make_database(self) -> None:
        self._run(["createdb", "-h", str(self.folder), "-U", USER, USER])

    def stop(self) -> None:
        """At once, as the machine's end would, but for what is on the disk."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(60)
            self._process = None

    def hang(self) -> None:
        """It is there, and so are its connections, but none of it does anything any more."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        for pid in (self._process.pid, *map(int, children)):
            os.kill(pid, number)

    def _answers(self) -> bool:
        assert self._process
        assert self._process.poll() is None, (self.folder / "log").read_text()
        asked = [self._program("pg_isready"), "-q", "-h", str(self.folder)]
        return subprocess.run(asked, check=False).returncode == 0

    def _run(self, command: Sequence[str]) -> None:
        program = [self._program(command[0]), *command[1:]]
        finished = subprocess.run(program, capture_output=True, text=True, check=False, cwd="/", env={}, **self._as)
        assert finished.returncode == 0, finished.stderr

    @staticmethod
    def _program(name: str) -> str:
        found = find_postgres(name)
        assert found, "There is no Postgres. Install it (Debian: apt-get install postgresql), or run `make test-backend`."
        return found


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        server = Postgres(Path(folder))
        server.start()
        try:
            server.make_database()
            yield server
        finally:
            server.stop()


if __name__ == "__main__":
    # Runs a command with the address of such a server.
    with running_postgres() as server:
        status = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": server.url}, check=False).returncode
    sys.exit(status)
