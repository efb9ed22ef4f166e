"""A finished answer: what Django said to nobody in particular, and the same in every form that a reader may ask for."""

import gzip
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import brotli
import zstandard
from django.utils.http import parse_etags, parse_http_date_safe

from api.compression import is_text_type

Headers = list[tuple[str, str]]
StartResponse = Callable[[str, Headers], Any]

NOT_MODIFIED = "304 Not Modified"
OF_CONTENT = {"content-type", "content-length", "content-disposition", "content-language", "content-encoding"}
"""Headers that a 304 goes without: Django leaves out the same."""

LEAST_COMPRESSED = 200
"""In bytes; Django compresses nothing shorter either."""
OVERHEAD = 3000
"""Bytes for an answer's headers, its key and its places in the index, roughly."""
OVERHEAD_OF_KEY = 150

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=5),
    "zstd": lambda content: zstandard.ZstdCompressor(level=9).compress(content),
    "gzip": lambda content: gzip.compress(content, 6, mtime=0),
}
"""By their names in HTTP, the preferred one first. The levels at which another percent would cost several times as long."""

IDENTITY = ""
_ACCEPTED = re.compile(r"\s*([a-z0-9*-]+)\s*(?:;\s*q\s*=\s*([0-9.]+)\s*)?$")


class Answer:
    """What is sent to whoever asks: status line, headers, content, and what it was made of.

    keys: the dependencies that it is thrown away by. until: seconds since 1970, when it changes by itself.
    """

    __slots__ = (
        "_forms",
        "_not_modified",
        "body",
        "etag",
        "headers",
        "is_text",
        "keys",
        "made_at",
        "modified",
        "shell",
        "status",
        "until",
    )

    def __init__(self, status: str, headers: Headers, body: bytes, keys: Iterable[str] = (), until: float = 0.0) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.keys = frozenset(keys)
        self.until = until
        self.shell: int | None = None
        """When the shell that it is filled into was built, in nanoseconds; None where it isn't a page."""
        self.made_at: float | None = None
        """In seconds since 1970, where its age matters to who gets it."""
        named = {name.lower(): value for name, value in headers}
        is_found = status.startswith("200")
        self.etag = named.get("etag", "") if is_found else ""
        date = named.get("last-modified") if is_found else None
        self.modified = parse_http_date_safe(date) if date else None
        self.is_text = is_text_type(named.get("content-type", "")) and "content-encoding" not in named
        self._forms: dict[str, tuple[Headers, list[bytes]]] = {IDENTITY: (headers, [body])}
        self._not_modified = [(name, value) for name, value in headers if name.lower() not in OF_CONTENT]

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, in all forms that were asked for so far."""
        # Of a copy: another thread may add a form meanwhile.
        return OVERHEAD + OVERHEAD_OF_KEY * len(self.keys) + sum(len(body) for _, [body] in [*self._forms.values()])

    def has_form(self, encoding: str) -> bool:
        return encoding in self._forms or not self._is_worth_encoding

    def respond(self, environ: dict[str, Any], start_response: StartResponse, encoding: str) -> list[bytes]:
        """Answers a GET or HEAD: with a 304 where the client has it already, otherwise in that `encoding`."""
        if self.etag and self._is_known(environ):
            start_response(NOT_MODIFIED, self._not_modified)
            return []
        headers, body = self._forms.get(encoding) or self._form_in(encoding)
        start_response(self.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else body

    def _is_known(self, environ: dict[str, Any]) -> bool:
        """As Django decides, and `api.manners.comparable`: only the very same date means the same content."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None:
            return known == self.etag or any(tag == "*" or tag.removeprefix("W/") == self.etag for tag in parse_etags(known))
        asked = environ.get("HTTP_IF_MODIFIED_SINCE")
        return asked is not None and self.modified is not None and parse_http_date_safe(asked) == self.modified

    @property
    def _is_worth_encoding(self) -> bool:
        return self.is_text and len(self.body) >= LEAST_COMPRESSED

    def _form_in(self, encoding: str) -> tuple[Headers, list[bytes]]:
        """The answer in an encoding that nobody has asked for before; as it is where that wouldn't make it smaller."""
        form = self._forms[IDENTITY]
        if not self._is_worth_encoding:
            return form
        encoded = ENCODERS[encoding](self.body)
        if len(encoded) < len(self.body):
            replaced = {"content-length": str(len(encoded)), "etag": f"W/{self.etag}"}
            headers = [(name, replaced.get(name.lower(), value)) for name, value in self.headers]
            form = ([*headers, ("Content-Encoding", encoding)], [encoded])
        self._forms[encoding] = form
        return form


class Stream(NamedTuple):
    """An answer that is handed on as it comes, being too large to be kept. content: to be closed by who has read it."""

    status: str
    headers: Headers
    content: Iterable[bytes]

    def respond(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answers a GET or HEAD."""
        start_response(self.status, self.headers)
        if environ["REQUEST_METHOD"] != "HEAD":
            return self.content
        close_content(self.content)
        return []


def close_content(content: Iterable[bytes]) -> None:
    """Ends what a WSGI application has given, as PEP 3333 wants it."""
    if hasattr(content, "close"):
        content.close()


def length_of(headers: Headers) -> float:
    """Of the content, in bytes; endless where nobody says."""
    return next((int(value) for name, value in headers if name.lower() == "content-length"), float("inf"))


def encoding_for(accepted: str) -> str:
    """Of the encodings in a header `Accept-Encoding`, the one that the client likes best; "" for none."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        match = _ACCEPTED.match(part)
        if match:
            weights[match.group(1)] = weight_of(match.group(2))
    best = max(ENCODERS, key=lambda name: weights.get(name, 0.0))
    return best if weights.get(best, 0.0) > 0 else IDENTITY


def weight_of(written: str | None) -> float:
    try:
        return float(written) if written else 1.0
    except ValueError:
        return 0.0
