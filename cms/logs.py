"""What log lines look like, and what never stands in one: addresses of people and machines, and whatever opens a door."""

import logging
import re
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from cms.engines.failing import DatabaseIsAway

REMOVED = (
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"), "[e-mail]"),
    (re.compile(r"(?i)(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?:\.\d{1,3}){0,3}(?![\w:])"), "[address]"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "[address]"),
    # As long as the keys of sessions, links and forms are. Names of modules and paths have dots, slashes or spaces in between.
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)[A-Za-z0-9_-]{32,}"), "[token]"),
)
"""What is taken out of every line, and what stands there instead. Each pattern takes time in proportion to the line."""


def without_people(text: str) -> str:
    """`text` without what could tell who somebody is, or open what isn't theirs."""
    for pattern, instead in REMOVED:
        text = pattern.sub(instead, text)
    return text


class JsonLines(JsonFormatter):
    """One JSON object for each event, in one line: `time` (UTC), `level`, `logger`, `message`, and `exception` where there is
    one."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger", "exc_info": "exception"},
            json_ensure_ascii=False,
        )

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        super().add_fields(log_data, record, message_dict)
        # What is handed over beside the message may be a whole request.
        for name in log_data.keys() - {"time", "level", "logger", "message", "exception"}:
            del log_data[name]
        for name in ("message", "exception"):
            if name in log_data:
                log_data[name] = without_people(str(log_data[name]))


class PlainLines(logging.Formatter):
    """`ERROR django.request: what happened`, with the traceback in lines of its own."""

    def __init__(self) -> None:
        super().__init__("{levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        return without_people(super().format(record))


def is_news(record: logging.LogRecord) -> bool:
    """Filter: an outage of the database is told once, and not with each request."""
    return not (record.exc_info and isinstance(record.exc_info[1], DatabaseIsAway))
