"""The way of a request: an answer that is kept and still right, or Django, once for all who wait for the same.

It is right because of three rules. Nothing is served without a look at the signpost, and at the clock. Nothing is kept
that was made while anything changed. And what is kept was made of the address alone: Django is asked by nobody in
particular, without a single header of the reader's. They hold while the database is away, too: what the signpost says
nothing about has not changed.
"""

import datetime
import io
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, RLock
from typing import Any

from django.conf import settings
from django.db import connection

from api.dependencies import NOTE, Dependencies
from api.limits import ARRIVED_FROM, address_in
from api.manners import KEEP_PICTURE
from api.outage import Outage, outage
from api.signpost import Sign
from api.staleness import EVERYTHING
from api.store.addresses import Question, is_plain, key_of, question_of, without_wishes
from api.store.answers import Answer, StartResponse, Stream, close_content, encoding_for, length_of
from api.store.figures import Figures
from api.store.lookout import Lookout
from api.store.memory import Key, Memory, Share

Environ = dict[str, Any]
Application = Callable[..., Any]

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""So often a store looks without being told: for what a dead process couldn't tell, and what another machine did."""
LONGEST_OUTAGE = 24 * 3600.0
"""So many seconds after the last look, what is kept is too old to be given to anybody."""
TELL_SECONDS = 3600.0
PATIENCE_SECONDS = 10.0
"""For somebody else's question; who has waited that long asks Django."""
MOST_TRIES = 3

MISSING = ("404", "410")
KEPT_STATUSES = ("200", "301", "302", *MISSING)
KEPT_STATUSES_OF_PICTURES = ("200",)
MOST_HEADERS = 100
"""Values of `Accept-Encoding` that are remembered: browsers send a handful."""


class Filling:
    """An answer that is being made, and others may be waiting for."""

    def __init__(self) -> None:
        self.is_over = Event()
        self.may_be_kept = False
        """Whether the answer has turned out to be for everybody."""

    def wait(self) -> bool:
        """Returns when it is over, and whether it is: nobody waits for ever."""
        return self.is_over.wait(PATIENCE_SECONDS)


class Store:
    """Answers what it knows, and asks `site`, a WSGI application, for all else.

    most_bytes: of memory. shell: the built file that pages are filled into. clock: seconds since 1970.
    """

    def __init__(
        self,
        site: Application,
        most_bytes: float,
        signpost: Sign,
        shell: Path,
        clock: Callable[[], float] = time.time,
        outage: Outage = outage,
    ) -> None:
        self.figures = Figures()
        self.memory = Memory(most_bytes)
        self._site = site
        self._signpost = signpost
        self._shell = shell
        self._clock = clock
        self._lock = RLock()
        self._lookout = Lookout()
        self._outage = outage
        self._outages = outage.times
        self._edition = 0
        self._sign = b""
        self._since, self._until = 0.0, 0.0
        self._told_at = 0.0
        self._fillings: dict[Key, Filling] = {}
        self._encodings: dict[str, str] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Any:
        if self._outage.is_on:
            environ = without_wishes(environ)
        if not is_plain(environ):
            return self._pass(environ, start_response)
        if not self._is_up_to_date():
            return self._answered_in_outage(environ, start_response)
        key = key_of(environ, environ.get("QUERY_STRING", ""))
        answer = self._kept(key)
        if answer is not None:
            self.figures.hits += 1
            return self._respond(key, answer, environ, start_response)
        question = question_of(environ)
        if question is None:
            return self._pass(environ, start_response)
        return self._answered(question, environ, start_response)

    def _pass(self, environ: Environ, start_response: StartResponse) -> Any:
        self.figures.passed += 1
        return self._site(environ, start_response)

    def _answered_in_outage(self, environ: Environ, start_response: StartResponse) -> Any:
        """What was right when the database was last asked, and can't have changed since; else what Django says to an outage."""
        if self._was_right_at_last():
            question = question_of(environ)
            answer = self._kept(question.key) if question else None
            if question and answer:
                self.figures.hits += 1
                return self._respond(question.key, answer, environ, start_response)
        return self._pass(environ, start_response)

    def _was_right_at_last(self) -> bool:
        """Whether nothing can have changed since the last look but by the clock, which each answer knows itself."""
        # The signs of other machines come through Redis; without it, nobody could tell what those have changed meanwhile.
        is_told_all = bool(settings.REDIS_URL) or connection.vendor == "sqlite"
        is_recent = self._since <= self._clock() < self._since + LONGEST_OUTAGE
        return is_told_all and is_recent and bool(self._sign) and self._signpost.read() == self._sign

    def _kept(self, key: Key) -> Answer | None:
        """The answer to a question where it is known and still right."""
        answer = self.memory.found.get(key)
        if answer is None:
            return None
        if answer.until <= self._clock() or (answer.shell is not None and answer.shell != built_at(self._shell)):
            with self._lock:
                self.memory.drop(key)
            return None
        self.memory.touch(key)
        return answer

    def _respond(self, key: Key, answer: Answer, environ: Environ, start_response: StartResponse) -> list[bytes]:
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        encoding = self._encodings.get(accepted)
        if encoding is None:
            encoding = encoding_for(accepted)
            if len(self._encodings) < MOST_HEADERS:
                self._encodings[accepted] = encoding
        if answer.made_at is not None:
            start_response = with_age(start_response, int(self._clock() - answer.made_at))
        if answer.has_form(encoding):
            return answer.respond(environ, start_response, encoding)
        body = answer.respond(environ, start_response, encoding)
        with self._lock:
            self.memory.measure(key)
        return body

    def _is_up_to_date(self) -> bool:
        """Whether all that is kept is right at this moment, after a look if need be; False where nobody can tell."""
        if self._outage.is_on:
            return False
        if self._knows_all(self._clock()):
            return True
        with self._lock:
            # Somebody else may have looked meanwhile, and at a later time than before the lock.
            now = self._clock()
            try:
                if not self._knows_all(now):
                    self._look(now)
            except Exception as error:
                self._outage.begin(error)
                connection.close()
                return False
            finally:
                self._lookout.let_go()
        return True

    def _knows_all(self, now: float) -> bool:
        return self._signpost.read() == self._sign and self._since <= now < self._until

    def _look(self, now: float) -> None:
        # Before the look: whoever turns it meanwhile is noticed at the next request.
        sign = self._signpost.read()
        self._lookout.connect()
        if self._outage.times != self._outages:
            self._lookout.doubt()
        self._outages = self._outage.times
        stale = self._lookout.look(datetime.datetime.fromtimestamp(now, datetime.UTC))
        if stale:
            self._edition += 1
            self.figures.thrown_away += self.memory.clear() if EVERYTHING in stale else self.memory.throw_away(stale)
        self._tell_now_and_then(now)
        moment = self._lookout.next_moment
        self._since, self._until = now, min(now + LOOK_SECONDS, moment.timestamp() if moment else now + LOOK_SECONDS)
        self._sign = sign

    def _tell_now_and_then(self, now: float) -> None:
        """Writes a line about the store into the log, once an hour."""
        if now < self._told_at + TELL_SECONDS:
            return
        if self._told_at:
            logger.info("%s", self.figures.in_words(len(self.memory), self.memory.bytes))
        self._told_at = now

    def _answered(self, question: Question, environ: Environ, start_response: StartResponse) -> Any:
        """The answer to a question that is known in other words, is being asked just now, or has to be asked."""
        for _ in range(MOST_TRIES):
            answer = self._kept(question.key)
            if answer is not None:
                self.figures.hits += 1
                return self._respond(question.key, answer, environ, start_response)
            with self._lock:
                filling = self._fillings.get(question.key)
                is_first = filling is None
                if filling is None:
                    filling = self._fillings[question.key] = Filling()
            if is_first:
                self.figures.misses += 1
                made = self._fill(question, filling, environ)
                if isinstance(made, Stream):
                    return made.respond(environ, start_response)
                return self._respond(question.key, made, environ, start_response)
            if not filling.wait() or not filling.may_be_kept or not self._is_up_to_date():
                break
        return self._pass(environ, start_response)

    def _fill(self, question: Question, filling: Filling, environ: Environ) -> Answer | Stream:
        """Asks Django, and keeps what it says if nothing has changed meanwhile. Of a picture that is too large, nothing is read."""
        try:
            edition, shell = self._edition, built_at(self._shell)
            answer, dependencies = asked(self._site, environ, self._most_bytes_of(question))
            if isinstance(answer, Stream):
                return answer
            if dependencies is not None and dependencies.is_whole and is_for_all(question, answer):
                answer.keys = frozenset(dependencies.keys)
                answer.until = dependencies.until.timestamp() if dependencies.until else float("inf")
                answer.shell = shell if "frontend" in dependencies.keys else None
                # A cache in front counts from when the answer was made how long it may keep it.
                answer.made_at = self._clock() if settings.CDN and dependencies.until else None
                self._keep(question, answer, edition)
                filling.may_be_kept = True
            return answer
        finally:
            with self._lock:
                del self._fillings[question.key]
            filling.is_over.set()

    def _most_bytes_of(self, question: Question) -> float:
        """How long an answer may be that is read as a whole. Text is in memory in any case, and read to be compressed."""
        return self.memory.largest(question.share) if question.is_picture else float("inf")

    def _keep(self, question: Question, answer: Answer, edition: int) -> None:
        if not self._is_up_to_date():
            return
        share: Share = question.share if answer.status.startswith("200") else "missing"
        with self._lock:
            # A change that came in between may be in the answer, in a part of it, or not at all.
            if edition == self._edition and answer.until > self._clock():
                self.memory.keep(question.key, answer, share)
                self.figures.fills += 1


def asked(site: Application, environ: Environ, most_bytes: float) -> tuple[Answer | Stream, Dependencies | None]:
    """What `site` says to the address in `environ`, asked by nobody in particular, and what that is made of if it is for
    everybody. Content that is longer than `most_bytes` is left to be read."""
    question = {
        name: value
        for name, value in environ.items()
        if not name.startswith(("HTTP_", "REMOTE_", "CONTENT_")) or name == "HTTP_HOST"
    }
    # Where it came from has no part in an answer, but may be why there is none: see `api.rates`.
    question |= {"REQUEST_METHOD": "GET", "wsgi.input": io.BytesIO(), ARRIVED_FROM: address_in(environ)}
    started: list[Any] = []

    def start_response(status: str, headers: Any, exc_info: Any = None) -> None:
        started[:] = [status, list(headers)]

    result = site(question, start_response)
    status, headers = started
    if length_of(headers) > most_bytes:
        return Stream(status, headers, result), question.get(NOTE)
    try:
        body = b"".join(result)
    finally:
        close_content(result)
    return Answer(status, headers, body), question.get(NOTE)


def with_age(start_response: StartResponse, seconds: int) -> StartResponse:
    """`start_response` that says besides how old the answer is."""
    return lambda status, headers: start_response(status, [*headers, ("Age", str(max(0, seconds)))])


def is_for_all(question: Question, answer: Answer) -> bool:
    """Whether everybody who asks that may get the answer, as far as it says itself."""
    status = answer.status[:3]
    if status not in (KEPT_STATUSES_OF_PICTURES if question.is_picture else KEPT_STATUSES):
        return False
    named = {name.lower(): value.lower() for name, value in answer.headers}
    manners = named.get("cache-control", "")
    if question.is_picture:
        # It is private to caches that nobody tells when it is to be forgotten.
        may_be_kept = manners == KEEP_PICTURE
    else:
        # Browsers are to keep nothing that is missing, since nobody could tell them when it is there.
        may_be_kept = "private" not in manners and ("no-store" not in manners or status in MISSING)
    return may_be_kept and "set-cookie" not in named and "cookie" not in named.get("vary", "")


def built_at(shell: Path) -> int:
    """When the frontend was built, in nanoseconds; 0 where it isn't."""
    try:
        return os.stat(shell).st_mtime_ns
    except OSError:
        return 0
