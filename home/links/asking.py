"""Tries an address: asks the machine for the head of what is there, and for nothing more.

Each step (the address itself and whatever it redirects to) is looked up once, and the connection goes to the machine that
was looked up and found to be public: a name can't stand for another machine a moment later (DNS rebinding).
"""

import socket
import time
from collections.abc import Collection
from contextlib import suppress
from http.client import HTTPException
from threading import Timer
from urllib.parse import urljoin

import certifi
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util import Url

from home.links.addresses import is_public, machines_of, parsed, port_of

NO_ANSWER = 0
"""Nobody answers: there is no such name, no connection, no end, or no valid certificate."""
INSIDE = -1
"""It leads into a private network."""

SECONDS = 15
"""For an address with all that it redirects to."""
SECONDS_TO_CONNECT = 5
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}


class Inside(Exception):
    """The address leads to a machine that isn't public."""


def status_of(address: str, known: Collection[str] = (), ca_certs: str = "", seconds: float = SECONDS) -> int:
    """The status with which `address` answers in the end, `NO_ANSWER` or `INSIDE`. Takes `seconds` at most, beside the time
    that names take.

    known: machines inside that may be asked nevertheless. ca_certs: a file with the authorities to trust.
    """
    deadline = time.monotonic() + seconds
    try:
        status = _followed("HEAD", address, known, ca_certs, deadline)
        # Some servers know no HEAD, and say so in all kinds of ways.
        return status if 200 <= status < 400 else _followed("GET", address, known, ca_certs, deadline)
    except Inside:
        return INSIDE
    except (HTTPError, HTTPException, OSError, ValueError):
        return NO_ANSWER


def posted(
    address: str,
    body: bytes,
    headers: dict[str, str],
    known: Collection[str] = (),
    ca_certs: str = "",
    seconds: float = SECONDS,
) -> int:
    """The status with which `address` answers a POST of `body`, `NO_ANSWER` or `INSIDE`. Redirects are not followed: who is told
    something is who was meant."""
    url = parsed(address)
    if url is None:
        return NO_ANSWER
    try:
        return _asked("POST", url, known, ca_certs, time.monotonic() + seconds, body, headers)[0]
    except Inside:
        return INSIDE
    except (HTTPError, HTTPException, OSError, ValueError):
        return NO_ANSWER


def _followed(method: str, address: str, known: Collection[str], ca_certs: str, deadline: float) -> int:
    """The status at the end of all redirects. Raises `Inside`, or what a connection raises."""
    for _ in range(MOST_REDIRECTS + 1):
        url = parsed(address)
        if url is None:
            # Redirected to something that isn't the web, such as an app's own scheme.
            return 200
        status, location = _asked(method, url, known, ca_certs, deadline)
        if status not in REDIRECTS or not location:
            return status
        address = urljoin(url.url, location)
    raise TimeoutError("It redirects on and on.")


def _asked(
    method: str,
    url: Url,
    known: Collection[str],
    ca_certs: str,
    deadline: float,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, str]:
    """The status and the `Location` of one answer, of which no more than the head is read."""
    machine = next((machine for machine in machines_of(url) if is_public(machine, known)), None)
    if machine is None:
        raise Inside
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection = _connection(url, machine, min(left, SECONDS_TO_CONNECT), ca_certs)
    # The time limit of a connection is one for each piece, and pieces can go on coming.
    timer = Timer(left, _cut, [connection])
    timer.daemon = True
    timer.start()
    try:
        connection.request(
            method, url.request_uri, body=body, headers={**_headers(url), **(headers or {})}, preload_content=False
        )
        response = connection.getresponse()
        if time.monotonic() >= deadline:
            # Cut off in the midst of the head, which looks like its end.
            raise TimeoutError
        return response.status, response.headers.get("Location", "")
    finally:
        timer.cancel()
        connection.close()


def _connection(url: Url, machine: str, seconds: float, ca_certs: str) -> HTTPConnection:
    if url.scheme == "http":
        return HTTPConnection(machine, port_of(url), timeout=seconds)
    name = str(url.host).strip("[]")
    trusted = ca_certs or certifi.where()
    return HTTPSConnection(
        machine, port_of(url), timeout=seconds, server_hostname=name, cert_reqs="CERT_REQUIRED", ca_certs=trusted
    )


def _headers(url: Url) -> dict[str, str]:
    return {
        "Host": url.netloc or "",
        "User-Agent": f"Broadside link check (+{settings.SITE_URL})",
        "Accept": "*/*",
        "Connection": "close",
    }


def _cut(connection: HTTPConnection) -> None:
    if connection.sock:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)
