"""A request may name any charset: all text is UTF-8."""

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from cms.wsgi import Site

CHARSETS = ["bz2_codec", "hex", "rot13", "zz", "utf-7", "punycode", "idna", "undefined", "\x00", "utf-8"]


def asked(content_type: str) -> WSGIRequest:
    environ = RequestFactory().get("/api/v1/resolve/?path=/ü").environ
    return Site.request_class({**environ, "CONTENT_TYPE": content_type})


def posted(charset: str, **fields: str) -> WSGIRequest:
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()]
    body = "".join([*parts, "--x--\r\n"]).encode()
    sent: dict[str, Any] = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
    content_type = f"multipart/form-data; boundary=x; charset={charset}"
    return Site.request_class({**RequestFactory().post("/").environ, **sent, "CONTENT_TYPE": content_type})


@pytest.mark.parametrize("charset", CHARSETS)
def test_what_is_asked_is_read_as_utf_8(charset: str) -> None:
    assert asked(f"text/plain; charset={charset}").GET["path"] == "/ü"


@pytest.mark.parametrize("charset", CHARSETS)
def test_what_is_posted_is_read_as_utf_8(charset: str) -> None:
    assert posted(charset, name="Zoë-99a+AOk-").POST["name"] == "Zoë-99a+AOk-"


@pytest.mark.parametrize(
    "content_type", ["text/plain; a*=zz''x", "text/plain; charset*=zz''x", "text/plain; a*1*=x''y", ";", "a; b*", '"' * 5000]
)
def test_odd_type_is_no_error_of_the_server(content_type: str) -> None:
    assert asked(content_type).GET["path"] == "/ü"
