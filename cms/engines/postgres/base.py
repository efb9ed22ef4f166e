"""Django's Postgres, with connections that find out whether what they wait for will ever come."""

from collections.abc import Generator
from time import monotonic
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from cms.engines.failing import FailsAtOnce, NotesCommits

PATIENCE_SECONDS = 2.0
"""So long a statement may take before the database is asked on another connection whether it is there."""


class PatientConnection(psycopg.Connection[Any]):
    """A statement that takes long may be at work, or wait for a server that hangs: no limit of time tells them apart."""

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        return super().wait(self._asking_meanwhile(gen), *args, **kwargs)

    def _asking_meanwhile(self, waiting: Generator[Any, int, Any]) -> Generator[Any, int, Any]:
        """`waiting`, which is told every tenth of a second or so that nothing has come."""
        patient_until = monotonic() + PATIENCE_SECONDS
        try:
            wish = next(waiting)
            while True:
                ready = yield wish
                if not ready and monotonic() > patient_until:
                    self._ask()
                    patient_until = monotonic() + PATIENCE_SECONDS
                wish = waiting.send(ready)
        except StopIteration as end:
            return end.value

    def _ask(self) -> None:
        from api.outage import find_out

        try:
            find_out()
        except Exception as error:
            self.pgconn.finish()
            raise psycopg.OperationalError("The database doesn't answer.") from error


class ProbingConnection(psycopg.Connection[Any]):
    """Finds out whether the database is there, and doesn't wait for it. It can hang after it has taken the connection."""

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        return super().wait(gen, timeout=PATIENCE_SECONDS)


class DatabaseWrapper(FailsAtOnce, NotesCommits, base.DatabaseWrapper):
    def __init__(self, settings_dict: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(settings_dict, *args, **kwargs)
        pool = settings_dict["OPTIONS"].get("pool")
        if pool:
            pool["connection_class"] = PatientConnection

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """One that has just been tried. Raises `OperationalError` at once where the database turns out to be away: the pool by
        itself would try one connection after another until its time is over."""
        if self.is_probe:
            self.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            return ProbingConnection.connect(**conn_params)
        if not self.pool:
            return super().get_new_connection(conn_params)
        try:
            return self._tried_connection(conn_params)
        except psycopg.OperationalError:
            from api.outage import find_out, outage

            find_out()
            # It is there, and has been started again: what the pool has is from before.
            outage.note_missed()
            self.close_pool()
            return self._tried_connection(conn_params)

    def _tried_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        try:
            connection.execute("")
        except psycopg.Error:
            connection._pool.putconn(connection)
            raise
        return connection
