"""Many editors publish while their forms save themselves and their previews ask: nothing is lost, and nobody is refused.

`CROWD_PUBLISHES=50 CROWD_POSTS=250 pytest -s tests/desk/test_crowd.py` is the long run, and prints how long answers took.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest
from django.conf import settings
from django.db import transaction
from wagtail.models import PageLogEntry

from home.models import User
from tests.copies import Environment, copied_database
from tests.desk.crowd import AUTOSAVE, PREVIEW, PUBLISH
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

EDITORS = 8
PUBLISHES, POSTS = int(os.environ.get("CROWD_PUBLISHES", "2")), int(os.environ.get("CROWD_POSTS", "8"))
"""Of each editor."""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator["Crowd"]:
    with django_db_blocker.unblock(), transaction.atomic(), ExitStack() as stack:
        yield Crowd(lambda: stack.enter_context(copied_database(tmp_path_factory.mktemp("crowd"))))
        transaction.set_rollback(True)


class Crowd:
    """What so many editors have done, each in a process of its own on one database, and what that holds afterwards."""

    def __init__(self, copy: Callable[[], Environment]) -> None:
        site = SmallSite()
        self.pages = [site.add_article(title=f"Article {number}") for number in range(EDITORS)]
        for number in range(EDITORS):
            User.objects.create_superuser(f"editor-{number}@example.org")
        self.database = copy()
        environment = {
            **os.environ,
            **self.database,
            "DJANGO_SETTINGS_MODULE": "cms.settings.development",
            "SECRET_KEY": settings.SECRET_KEY,
            "ALLOWED_HOSTS": "testserver",
        }
        processes = [
            subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.desk.crowd",
                    f"editor-{number}@example.org",
                    str(page.pk),
                    str(PUBLISHES),
                    str(POSTS),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=environment,
                cwd=settings.BASE_DIR,
            )
            for number, page in enumerate(self.pages)
        ]
        for process in processes:
            assert process.stdout
            assert process.stdout.readline() == "ready\n", process.communicate()[1]
        outputs = start_together(processes)
        self.done = [tuple(entry) for output, _ in outputs for entry in json.loads(output)]
        self.told = "".join(errors for _, errors in outputs)

    def rows(self, query: str) -> list[Any]:
        if url := self.database["DATABASE_URL"]:
            with psycopg.connect(url) as postgres:
                return postgres.execute(cast(Any, query)).fetchall()
        with sqlite3.connect(Path(self.database["DATA_DIR"]) / "db.sqlite3") as sqlite:
            return sqlite.execute(query).fetchall()


def start_together(processes: list[Any]) -> list[tuple[str, str]]:
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    return [process.communicate() for process in processes]


def test_nobody_is_refused(crowd: Crowd) -> None:
    assert {(what, status) for what, status, _ in crowd.done} == {(PUBLISH, 302), (AUTOSAVE, 200), (PREVIEW, 200)}
    assert "database is locked" not in crowd.told


def test_everything_was_asked(crowd: Crowd) -> None:
    counts = Counter(what for what, *_ in crowd.done)
    assert counts[PUBLISH] == EDITORS * PUBLISHES
    assert counts[AUTOSAVE] + counts[PREVIEW] == EDITORS * (POSTS // PUBLISHES) * PUBLISHES


def test_last_version_of_everybody_is_public(crowd: Crowd) -> None:
    ids = ", ".join(str(page.pk) for page in crowd.pages)
    titles = crowd.rows(f"SELECT title, live, has_unpublished_changes FROM wagtailcore_page WHERE id IN ({ids})")
    assert titles == [(f"Version {PUBLISHES - 1}", 1, 0)] * EDITORS


def test_every_publication_is_in_the_history(crowd: Crowd) -> None:
    table = PageLogEntry._meta.db_table
    rows = crowd.rows(f"SELECT page_id, count(*) FROM {table} WHERE action = 'wagtail.publish' GROUP BY page_id")
    counts = dict(rows)
    assert [counts[page.pk] for page in crowd.pages] == [PUBLISHES] * EDITORS


def test_how_long_it_took_is_told(crowd: Crowd, capsys: pytest.CaptureFixture[str]) -> None:
    seconds = sorted(took for *_, took in crowd.done)
    assert seconds
    with capsys.disabled():
        if "CROWD_POSTS" in os.environ:
            p50, p99 = seconds[len(seconds) // 2], seconds[int(0.99 * len(seconds))]
            print(
                f"\n{len(seconds)} answers: p50 {1000 * p50:.0f} ms, p99 {1000 * p99:.0f} ms, longest {1000 * seconds[-1]:.0f} ms"
            )
