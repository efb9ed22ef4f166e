"""How a database looks words up: one module for each database, all with the functions of `Engine`."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Protocol, cast

from django.db import connection

from api.search.query import Query
from api.search.words import PageWords

MARK, END_OF_MARK = "\x02", "\x03"
"""What stands around a match in a passage; no indexed text contains them."""

PASSAGE_WORDS = 32


class Engine(Protocol):
    HITS: str
    """A SELECT of `page_id` and `rank` (the smaller the better) of all matches; its parameters are `match_parameters`."""

    PAGE_IDS: str
    """A SELECT of the matches' ids alone, with the same parameters."""

    JOINED: str
    """The aggregate that joins texts with a separator."""

    def match_parameters(self, query: Query) -> list[str]:
        """What `HITS` and `PAGE_IDS` are to be executed with, for a query with at least one phrase."""

    def write(self, rows: Iterable[tuple[int, PageWords]]) -> None:
        """Stores the words of pages whose entries are there; they replace the words that these pages had."""

    def passages(self, query: Query, page_ids: Sequence[int]) -> dict[int, PageWords]:
        """Title, summary and a passage of the body of pages that match, with marks around each match."""


def engine() -> Engine:
    """The engine of the database that is in use."""
    return cast(Engine, import_module(f"api.search.engines.{connection.vendor}"))
