"""What a worker was at when it was killed, or the database went away, is begun anew."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from api.outage import outage
from cms.management.commands.run_worker import MOST_STARTS, LastingWorker, name_in, take_up_again

NAME = "the-worker"


def task(*workers: str, status: TaskResultStatus = TaskResultStatus.RUNNING) -> DBTaskResult[Any, Any]:
    return DBTaskResult.objects.create(
        task_path="api.search.index.update_search_index",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        queue_name="default",
        run_after=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
        worker_ids=list(workers),
        status=status,
        exception_class_path="",
        traceback="",
    )


def becomes(row: DBTaskResult[Any, Any]) -> str:
    take_up_again(NAME)
    row.refresh_from_db()
    return str(row.status)


@pytest.mark.django_db
def test_what_it_was_at_is_ready_again() -> None:
    assert becomes(task(NAME)) == TaskResultStatus.READY


@pytest.mark.django_db
@pytest.mark.parametrize("workers", [("another",), (NAME, "another"), ()])
def test_what_somebody_else_is_at_stays_as_it_is(workers: tuple[str, ...]) -> None:
    assert becomes(task(*workers)) == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_what_is_done_stays_done() -> None:
    assert becomes(task(NAME, status=TaskResultStatus.SUCCESSFUL)) == TaskResultStatus.SUCCESSFUL


@pytest.mark.django_db
def test_what_ends_the_worker_each_time_is_given_up() -> None:
    assert becomes(task(*[NAME] * (MOST_STARTS - 1))) == TaskResultStatus.READY
    assert becomes(task(*[NAME] * MOST_STARTS)) == TaskResultStatus.FAILED


def test_worker_has_the_same_name_after_each_start(tmp_path: Path) -> None:
    assert name_in(tmp_path) == name_in(tmp_path)
    (tmp_path / "other").mkdir()
    assert name_in(tmp_path) != name_in(tmp_path / "other")


def test_worker_without_a_place_for_its_name_works(tmp_path: Path) -> None:
    assert name_in(tmp_path / "missing")


@pytest.mark.django_db
def test_worker_outlives_an_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    """It works on when the database is back."""
    runs: list[bool] = []

    def run(worker: Worker) -> None:
        runs.append(outage.is_on)
        if len(runs) == 1:
            raise OperationalError("gone")
        worker.running = False

    monkeypatch.setattr(Worker, "run", run)
    monkeypatch.setattr(connection, "close", lambda: None)
    LastingWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=NAME,
    ).run()
    assert runs == [False, False]
