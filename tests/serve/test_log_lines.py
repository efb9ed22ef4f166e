"""What the site logs: what went wrong, one line for each event, and nothing about who reads."""

import json
import logging
import os
import subprocess
import sys
from typing import Any

import pytest

from cms.bootstrap.places import ROOT
from cms.logs import JsonLines, PlainLines, without_people

LOG = """
import logging
import django
django.setup()
logging.getLogger("django.request").warning("Not Found: /a-page")
logging.getLogger("django_tasks_db").warning("Received Terminated")
logging.getLogger("django_tasks").info("Task started")
try:
    raise ValueError("a defect")
except ValueError:
    logging.getLogger("django.request").exception("Internal Server Error: /a-page")
logging.getLogger("django_tasks").error("Task failed")
logging.getLogger("home.images").warning("A picture is damaged")
"""


def logged(**environment: str) -> list[str]:
    finished = subprocess.run(
        [sys.executable, "-c", LOG],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.production", "SECRET_KEY": "tests only", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return finished.stderr.splitlines()


def test_only_what_went_wrong_is_logged_in_one_line_each() -> None:
    lines = [json.loads(line) for line in logged()]
    assert [(line["level"], line["logger"], line["message"]) for line in lines] == [
        ("ERROR", "django.request", "Internal Server Error: /a-page"),
        ("ERROR", "django_tasks", "Task failed"),
        ("WARNING", "home.images", "A picture is damaged"),
    ]
    assert lines[0]["exception"].endswith("ValueError: a defect")
    assert {name for line in lines for name in line} == {"time", "level", "logger", "message", "exception"}


def test_lines_can_be_plain() -> None:
    assert [line for line in logged(LOG_FORMAT="plain") if not line.startswith("  ")] == [
        "ERROR django.request: Internal Server Error: /a-page",
        "Traceback (most recent call last):",
        "ValueError: a defect",
        "ERROR django_tasks: Task failed",
        "WARNING home.images: A picture is damaged",
    ]


PERSONAL = {
    "Mail to ada.l+list@mail.example.org failed": "Mail to [e-mail] failed",
    "Key (email)=(ada@example.org) already exists": "Key (email)=([e-mail]) already exists",
    "Refused 192.0.2.17 at /admin/": "Refused [address] at /admin/",
    "Refused 2001:db8::8a2e:370:7334.": "Refused [address].",
    "from ::ffff:192.0.2.17 today": "from [address] today",
    "session 0k3ifhsow9dq1p0x7c2m4zt8v6b5n1aq is over": "session [token] is over",
    "key hQ3-8xG_1mBzu0QpWd5TnE7yVkR2sLfA9cJo4iXaM6w": "key [token]",
}


@pytest.mark.parametrize("told", PERSONAL)
def test_line_tells_nothing_about_people(told: str) -> None:
    assert without_people(told) == PERSONAL[told]


@pytest.mark.parametrize(
    "told",
    [
        "At 2026-11-29T12:10:59+00:00 a page expired.",
        "/positions/a-rather-long-address-that-a-page-may-have-in-the-end/",
        "home.desk.finishing.publish_what_was_approved_by_a_second_person",
        "Django 5.2.9, Wagtail 8.0",
        "3 answers from memory, 12 made by Django; 15 are kept in 0.4 MB.",
    ],
)
def test_line_keeps_what_is_about_nobody(told: str) -> None:
    assert without_people(told) == told


def record(error: Exception | None = None, **beside: Any) -> logging.LogRecord:
    told = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("home", logging.ERROR, __file__, 1, "Mail to %s failed", ("ada@example.org",), told)
    vars(made).update(beside)
    return made


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()])
def test_people_are_taken_out_of_messages_and_errors_alike(formatter: logging.Formatter) -> None:
    line = formatter.format(record(ValueError("no such account: bob@example.org at 192.0.2.17")))
    assert "failed" in line
    assert "no such account" in line
    assert not {"ada@example.org", "bob@example.org", "192.0.2.17"} & set(line.replace('"', " ").split())


def test_what_is_handed_over_beside_the_message_is_left_out() -> None:
    line = JsonLines().format(record(request="<WSGIRequest: POST '/contact/' of Ada>", status_code=500))
    assert "Ada" not in line
