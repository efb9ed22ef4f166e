"""An editor, and somebody who writes to the group, as their browsers do: over HTTP, with what the forms hold."""

import http.client
import json
import secrets
import time
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from altcha import Challenge, Payload, solve_challenge

from tests.faults.readers import Reply, ask

TOKEN = "a" * 32


class Fields(HTMLParser):
    """What a browser would post of the form `name` in a page."""

    def __init__(self, page: str, name: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._name = name
        self._is_in = False
        self._text = ""
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self._is_in = given.get("id") == self._name or "data-edit-form" in given
        if not self._is_in or "disabled" in given:
            return
        if tag == "input" and given.get("type") not in ("submit", "checkbox", "radio", "file"):
            self.values[name] = given.get("value") or ""
        elif tag == "textarea":
            self._text = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
            self.values[name] = ""
        elif tag == "option" and "selected" in given:
            self.values[self._select] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.values[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""
        elif tag == "form":
            self._is_in = False


class Desk:
    """An editor who is logged in by `cookies`."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self._port = port
        cookies = {**cookies, "csrftoken": TOKEN}
        self._headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        self._forms: dict[int, dict[str, str]] = {}

    def get(self, path: str) -> Reply:
        return ask(self._port, path, "GET", None, **self._headers)

    def open(self, number: int) -> None:
        """The form of a page, to be sent later."""
        page = self.get(f"/admin/pages/{number}/edit/")
        assert page.status == 200
        fields = Fields(page.text, "page-edit-form").values
        # The script of the body makes this one.
        self._forms[number] = {**fields, "body-count": "0"}

    def publish(self, number: int, title: str) -> Reply:
        """302 once it is published."""
        if number not in self._forms:
            self.open(number)
        return self._post(f"/admin/pages/{number}/edit/", {**self._forms[number], "title": title, "action-publish": "yes"})

    def unpublish(self, number: int) -> Reply:
        return self._post(f"/admin/pages/{number}/unpublish/", {})

    def upload(self, title: str, content: bytes) -> Reply:
        """A document; 302 once it is kept."""
        boundary = secrets.token_hex(16)
        fields = {"csrfmiddlewaretoken": TOKEN, "title": title, "collection": "1", "tags": ""}
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        disposition = f'Content-Disposition: form-data; name="file"; filename="{title}.txt"'
        parts.append(f"--{boundary}\r\n{disposition}\r\nContent-Type: text/plain\r\n\r\n")
        body = "".join(parts).encode() + content + f"\r\n--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return ask(self._port, "/admin/documents/add/", "POST", body, **self._headers, **kind)

    def _post(self, path: str, fields: dict[str, str]) -> Reply:
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return ask(self._port, path, "POST", body, **self._headers, **kind)


class Letters:
    """Writes to the group, each time as somebody else."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._proofs: list[tuple[float, str]] = []

    def prepare(self, count: int) -> None:
        """Solves the puzzles of that many letters, which may be sent three seconds later."""
        for _ in range(count):
            challenge = json.loads(ask(self._port, "/api/v1/contact/challenge/").body)
            self._proofs.append((time.monotonic() + 4, solved(challenge)))

    def send(self, text: str) -> Reply:
        """202 once it is kept, and also where it had been kept and only the answer was lost: a form is sent again until it is
        answered, with the same proof."""
        due, proof = self._proofs.pop(0)
        time.sleep(max(0.0, due - time.monotonic()))
        body = json.dumps({"email": "robin@example.org", "message": text, "proof": proof}).encode()
        address = ".".join(str(secrets.randbelow(254) + 1) for _ in range(4))
        headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
        while True:
            try:
                reply = ask(self._port, "/api/v1/contact/", "POST", body, **headers)
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
                continue
            return reply


def solved(challenge: dict[str, Any]) -> str:
    """The solution of a challenge as the API gives it, found as a browser finds it: by trying."""
    puzzle = Challenge.from_dict(challenge)
    solution = solve_challenge(puzzle)
    assert solution
    return Payload(puzzle, solution).to_base64()
