"""A real server of pages that are there, gone, elsewhere or slow, at any of this machine's own addresses."""

import http.server
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Web:
    """A running server. `asked` is what came in, as "HEAD /path"; `heads` are the headers that came with it."""

    url: str
    port: int
    redirects: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(host: str = "127.0.0.1", port: int = 0, certificate: Path | None = None) -> Iterator[Web]:
    """Answers `/404` with that status and so on, `/no-head` to a GET alone, and what is in `redirects` with a 302."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer(405 if self.path == "/no-head" else self.status())

        def do_GET(self) -> None:
            self.answer(200 if self.path == "/no-head" else self.status())

        def status(self) -> int:
            return int(self.path[1:]) if self.path[1:].isdecimal() else 200

        def answer(self, status: int) -> None:
            web.asked.append(f"{self.command} {self.path}")
            web.heads.append(dict(self.headers))
            location = web.redirects.get(self.path)
            self.send_response(302 if location else status)
            if location:
                self.send_header("Location", location)
            self.end_headers()
            if self.path == "/endless":
                self.drip()

        def drip(self) -> None:
            """Sends a body without an end, until nobody listens any more."""
            with suppress(OSError):
                while True:
                    self.wfile.write(b"x" * 65536)

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer((host, port), Handler)
    scheme = "http"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    web = Web(f"{scheme}://{host}:{server.server_port}", server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield web
    server.shutdown()
    server.server_close()
    thread.join()
