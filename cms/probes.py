"""What machines that look after the server ask for: whether a process lives, whether it can work, and how it does.

Outside of Django: they know the server by its number and not by its name, and ask every few seconds, also while the
database is away.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.db.models import Count
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.policies import NOTHING
from api.store import running

Application = Callable[..., Iterable[bytes]]
PLAIN = "text/plain; charset=utf-8"


def with_probes(site: Application) -> Application:
    """`site` with `/livez`, `/readyz` and, where there is a token for it, `/metrics`."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        probe = PROBES.get(environ["PATH_INFO"])
        if probe is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return site(environ, start_response)
        answer = probe(environ)
        if answer is None:
            return site(environ, start_response)
        status, kind, body = answer
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": NOTHING,
        }
        start_response(status, list(headers.items()))
        return [body if environ["REQUEST_METHOD"] == "GET" else b""]

    return application


Answer = tuple[str, str, bytes]
"""A status line, a content type, and a body."""


def live(environ: dict[str, Any]) -> Answer:
    """Whether this process answers at all: restarting it would help against nothing else."""
    return "200 OK", PLAIN, b"This process answers.\n"


def ready(environ: dict[str, Any]) -> Answer:
    """Whether a request that needs the database can be answered. One query."""
    close_old_connections()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "503 Service Unavailable", PLAIN, b"The database can't be asked.\n"
    finally:
        close_old_connections()
    return "200 OK", PLAIN, b"The database answers.\n"


def metrics(environ: dict[str, Any]) -> Answer | None:
    """How this process does, for Prometheus. None, as if there were no such address, without the right token."""
    given = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
    # As PEP 3333 has it, each character of a header is one byte.
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode("latin-1"), settings.METRICS_TOKEN.encode()):
        return None
    return "200 OK", CONTENT_TYPE_LATEST, generate_latest(_registry)


class SiteCollector(Collector):
    """The response store of this process, and the worker's queue. One query."""

    def collect(self) -> Iterator[Metric]:
        store = running()
        if store:
            figures = store.figures
            answers = CounterMetricFamily("broadside_answers", "Answers, by where they came from.", labels=["source"])
            answers.add_metric(["memory"], figures.hits)
            answers.add_metric(["django"], figures.misses)
            answers.add_metric(["past_the_store"], figures.passed)
            yield answers
            yield CounterMetricFamily(
                "broadside_answers_thrown_away", "Kept answers that a change has made stale.", value=figures.thrown_away
            )
            yield GaugeMetricFamily("broadside_answers_kept", "Answers in memory.", value=len(store.memory))
            yield GaugeMetricFamily("broadside_answers_kept_bytes", "Their size.", value=store.memory.bytes)
        yield from self._tasks()

    def _tasks(self) -> Iterator[Metric]:
        tasks = GaugeMetricFamily(
            "broadside_tasks", "What the worker has to do, or has done, by its state.", labels=["state"]
        )
        close_old_connections()
        try:
            counts = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
            for status, count in counts:
                tasks.add_metric([status.lower()], count)
        except DatabaseError:
            return
        finally:
            close_old_connections()
        yield tasks


_registry = CollectorRegistry()
_registry.register(SiteCollector())
ProcessCollector(registry=_registry)

PROBES: dict[str, Callable[[dict[str, Any]], Answer | None]] = {"/livez": live, "/readyz": ready, "/metrics": metrics}
