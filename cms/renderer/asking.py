"""One question to the renderer over its Unix socket, answered within a given time or not at all."""

import json
import socket
import time
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 8 * 1024**2
"""Of an answer. The longest manifesto is a tenth of that; more means that something is wrong."""


class Unavailable(Exception):
    """The renderer didn't answer, or not with what it should; as text, a part of a sentence about it."""


class Refused(Exception):
    """The renderer can't draw this page; as text, its own words for the reason."""


@dataclass(frozen=True)
class Drawn:
    """A page as HTML, and the JSON with which SvelteKit takes it over in a browser."""

    html: str
    hydration: str


@dataclass(frozen=True)
class Lacking:
    """Addresses of the API whose answers the page needs as well, found out while it was drawn."""

    addresses: list[str]


def ask(path: Path, order: bytes, seconds: float) -> Drawn | Lacking:
    """What the renderer at socket `path` makes of `order`: a JSON object with `path` and `state`.

    Takes at most `seconds`, whatever the other side does. Raises `Unavailable` or `Refused`.
    """
    deadline = time.monotonic() + seconds
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.settimeout(seconds)
            connection.connect(str(path))
            connection.settimeout(_remaining(deadline))
            connection.sendall(order)
            connection.shutdown(socket.SHUT_WR)
            answer = _read_to_the_end(connection, deadline)
        except TimeoutError as error:
            raise Unavailable(f"gave no answer within {seconds * 1000:.0f} ms") from error
        except (FileNotFoundError, ConnectionRefusedError) as error:
            raise Unavailable("isn't running") from error
        except OSError as error:
            raise Unavailable(f"broke off ({error.strerror})") from error
    return _understood(answer)


def _read_to_the_end(connection: socket.socket, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        connection.settimeout(_remaining(deadline))
        part = connection.recv(64 * 1024)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise Unavailable(f"answered more than {MOST_BYTES // 1024**2} MB")


def _remaining(deadline: float) -> float:
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise TimeoutError
    return remaining


def _understood(answer: bytes) -> Drawn | Lacking:
    if not answer:
        raise Unavailable("ended without an answer")
    try:
        match json.loads(answer):
            case {"html": str(html), "hydration": str(hydration)}:
                return Drawn(html, hydration)
            case {"lacking": [*addresses]} if addresses and all(isinstance(address, str) for address in addresses):
                return Lacking(addresses)
            case {"problem": str(problem)}:
                raise Refused(problem)
    except (ValueError, RecursionError):
        pass
    raise Unavailable("answered something else than a page")
