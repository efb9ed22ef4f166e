"""Finds in a moment what would make a start fail after minutes: a taken port, a `DATA_DIR` that can't be used."""

import errno
import os
import socket
import sqlite3
import tempfile
from pathlib import Path

from cms.bootstrap.process import Problem


def check_port(host: str, port: int) -> None:
    """Raises `Problem` where a server can't listen on `port` of `host`, for instance because another one does."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise Problem(f"HOST {host!r} is no address of this machine.") from error
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Connections of a server that has just ended don't hold the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise Problem(_bind_sentence(error, host, port)) from error


def read_port(text: str) -> int:
    """The port number that `text` names, 1 to 65535. Raises `Problem` where it names none."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < 65536):
        raise Problem(f"PORT has to be a number from 1 to 65535, but it is {text!r}.")
    return int(text)


def _bind_sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. End that program, or choose another port: make run PORT=9000"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} may not be used without more rights. Choose one above 1023: make run PORT=9000"
    return f"HOST {host!r} can't be used: {error.strerror}."


def check_data_dir(folder: Path) -> None:
    """Makes `folder`, the `DATA_DIR`, where it is missing. Raises `Problem` where it can't be written to or its database is broken."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 4096)
    except FileExistsError as error:
        raise Problem(f"DATA_DIR {folder} is a file, but has to be a folder.") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Problem(f"The disk is full: nothing can be written to DATA_DIR {folder}.") from error
        raise Problem(f"DATA_DIR {folder} can't be used: {error.strerror}.") from error
    database = folder / "db.sqlite3"
    if database.exists() and not os.environ.get("DATABASE_URL"):
        _check_database(database)


def _check_database(path: Path) -> None:
    try:
        connection = sqlite3.connect(path, timeout=20)
        try:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        verdict = str(error)
    if verdict != "ok":
        raise Problem(
            f"The database {path} can't be read ({verdict.splitlines()[-1]}). "
            "Put a backup in its place, or move it away to start with an empty one."
        )
