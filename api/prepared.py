"""Queries whose SQL is made once for each thread, as connections are: to make it takes several times as long as to ask it."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

GAP = "\0the value"
"""Stands in the SQL's parameters where the value is to be. No text of a database has a zero byte."""


class Prepared(threading.local):
    """A query that is always the same but for one text.

    `make` gives the query for a text, as `values_list`. Its SQL may depend on neither the text nor anything stored.
    """

    def __init__(self, make: Callable[[str], "QuerySet[Any, Any]"]) -> None:
        self._make = make
        self._compiler: Any = None

    def rows(self, text: str) -> list[list[Any]]:
        """The values of each row, as the query itself would give them. One query."""
        connection = connections[DEFAULT_DB_ALIAS]
        if self._compiler is None or self._compiler.connection is not connection:
            self._compiler = self._make(GAP).query.get_compiler(DEFAULT_DB_ALIAS)
            self._sql, self._parameters = self._compiler.as_sql()
            self._converters = self._compiler.get_converters(column for column, *_ in self._compiler.select)
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [text if parameter == GAP else parameter for parameter in self._parameters])
            return list(self._compiler.apply_converters(cursor.fetchall(), self._converters))
