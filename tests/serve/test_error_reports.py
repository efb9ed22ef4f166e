"""Errors are told to a service where there is one, without anything of whose request it was."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import brotli
import pytest

from cms.bootstrap.places import ROOT

ASK = """
from cms.wsgi import application
from tests.store.asking import environ_of, post
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
import cms.urls

@csrf_exempt
def fails(request):
    secret = request.POST["message"]
    raise ValueError(f"ada@example.org can't send {len(secret)} letters")

cms.urls.urlpatterns.insert(0, path("fails/", fails))
post(application, "/fails/?q=what-somebody-looked-for", {"message": "I think that"}, cookie="sessionid=abc; csrftoken=def",
     user_agent="A browser of Ada's")
import sentry_sdk
sentry_sdk.flush(20)
"""


DECODERS: dict[str, Any] = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Service(HTTPServer):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[bytes] = []
        super().__init__(("127.0.0.1", 0), Listener)


class Listener(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append(DECODERS[self.headers.get("Content-Encoding", "")](body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def told() -> Iterator[str]:
    """What a service is told of a request that fails."""
    with Service() as service:
        Thread(target=service.serve_forever, daemon=True).start()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "SENTRY_DSN": f"http://key@127.0.0.1:{service.server_port}/1",
        }
        subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)
        service.shutdown()
        yield b"\n".join(service.told).decode()


def test_error_is_told_with_its_place_in_the_code(told: str) -> None:
    assert '"ValueError"' in told
    assert '"function":"fails"' in told


@pytest.mark.parametrize(
    "personal",
    [
        "ada@example.org",
        "192.0.2.1",
        "what-somebody-looked-for",
        "I think that",
        "sessionid",
        "A browser",
        "cookie",
        '"vars"',
    ],
)
def test_nothing_is_told_of_whose_request_it_was(told: str, personal: str) -> None:
    assert json.dumps(personal).strip('"') not in told.replace(ASK, "")
    assert "[e-mail] can't send 12 letters" in told
