"""Asks a WSGI application as a web server does, and a site through the store and past it."""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

from django.test import override_settings
from django.utils import timezone

from api.signpost import signpost_at
from api.store.addresses import Question, question_of
from api.store.answers import Answer
from api.store.store import Store, built_at
from cms.wsgi import Site
from tests.documents.comparing import without_documents

HOST = "localhost:8000"

DATED = {"last-modified"}
"""What the store may say otherwise: an older date, since which the answer hasn't changed either."""


Answers = list[tuple[Question, Answer]]


@dataclass
class Reply:
    """What a server would send."""

    status: int
    headers: dict[str, str]
    body: bytes = b""

    def same(self) -> tuple[int, dict[str, str], bytes]:
        """What is to be the same with the store and without."""
        return self.status, {name: value for name, value in self.headers.items() if name not in DATED}, self.body


def environ_of(address: str, method: str = "GET", host: str = HOST, **headers: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        # As PEP 3333 wants it: the decoded bytes, each as one character.
        "PATH_INFO": unquote(path, encoding="latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": host.partition(":")[0],
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "HTTP_HOST": host,
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }


def ask(application: Any, address: str, method: str = "GET", host: str = HOST, **headers: str) -> Reply:
    """The answer of `application`; header names are written with underscores."""
    return reply_to(application, environ_of(address, method, host, **headers))


def post(application: Any, address: str, form: dict[str, str], **headers: str) -> Reply:
    """The answer of `application` to a form."""
    body = urlencode(form).encode()
    sent = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
    return reply_to(application, {**environ_of(address, "POST", **headers), **sent, "wsgi.input": io.BytesIO(body)})


def reply_to(application: Any, environ: dict[str, Any]) -> Reply:
    started: list[Any] = []
    result = application(environ, lambda *args: started.extend(args))
    try:
        body = b"".join(result)
    finally:
        getattr(result, "close", lambda: None)()
    status, sent = started[0], started[1]
    return Reply(int(status[:3]), {name.lower(): value for name, value in sent}, body)


@dataclass
class Clock:
    """The time of the store and of Django, which can be moved."""

    seconds: float = field(default_factory=lambda: timezone.now().timestamp())

    def __call__(self) -> float:
        return self.seconds


class StoredSite:
    """The site with a store in front of it and without, on one database."""

    def __init__(self, folder: Path, shell: Path, commit: Callable[..., AbstractContextManager[Any]]) -> None:
        self.clock = Clock()
        self.django = Site()
        self.signpost = folder / "signpost"
        self.store = self.new_store(shell)
        self.shell = shell
        self._commit = commit

    def new_store(self, shell: Path, megabytes: float = 64) -> Store:
        return Store(self.django, megabytes * 1024**2, signpost_at(self.signpost), shell, self.clock)

    def changing(self) -> AbstractContextManager[Any]:
        """What is changed within is committed at its end."""
        return self._commit(execute=True)

    def get(self, address: str, **headers: str) -> Reply:
        return ask(self.store, address, **headers)

    def fresh(self, address: str, **headers: str) -> Reply:
        """What Django says, from the tables that editors write."""
        with without_documents():
            return ask(self.django, address, **headers)

    def kept(self, addresses: list[str]) -> set[str]:
        """Those of the addresses whose answers are kept and still right. Asks for nothing."""
        self.store._is_up_to_date()
        return {address for address in addresses if self.answer_to(address) is not None}

    def answer_to(self, address: str) -> Any:
        question = question_of(environ_of(address))
        return self.store._kept(question.key) if question else None

    def fill(self, addresses: list[str]) -> None:
        for address in addresses:
            self.get(address)

    def preload(self, answers: Answers) -> None:
        """Takes over answers that another store was given by Django, as long as nothing has changed."""
        self.store._is_up_to_date()
        for question, answer in answers:
            if answer.shell is not None:
                answer.shell = built_at(self.shell)
            self.store.memory.keep(question.key, answer, question.share)

    def answers(self, addresses: list[str]) -> Answers:
        """The answers to these addresses, for `preload`."""
        self.fill(addresses)
        questions = filter(None, (question_of(environ_of(address)) for address in addresses))
        return [(question, self.store.memory.found[question.key]) for question in questions]

    def stale(self, addresses: list[str]) -> Iterator[str]:
        """Those of the addresses to which the store says something else than Django does."""
        with without_documents():
            fresh = {address: ask(self.django, address).same() for address in addresses}
        for address in addresses:
            if self.get(address).same() != fresh[address]:
                yield address


def using(folder: Path) -> Any:
    """Settings with which what is changed is told to the stores of a `StoredSite`."""
    return override_settings(RESPONSE_STORE_SIGNPOST=folder / "signpost")
