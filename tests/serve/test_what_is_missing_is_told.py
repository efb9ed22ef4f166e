"""`manage.py serve` without `make run` says in one sentence what has to be done first."""

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from cms.bootstrap.process import Problem
from cms.supervisor.build import check_build, check_tables


@pytest.fixture
def built(settings: Any, tmp_path: Path) -> Path:
    """A frontend and static files as they are after a build."""
    settings.FRONTEND_BUILD, settings.STATIC_ROOT = tmp_path / "frontend", tmp_path / "static"
    (tmp_path / "frontend" / "client").mkdir(parents=True)
    (tmp_path / "frontend" / "client" / "app.js").touch()
    (tmp_path / "frontend" / "shell.html").touch()
    (tmp_path / "frontend" / "server").mkdir()
    (tmp_path / "frontend" / "server" / "index.js").touch()
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    return tmp_path


def test_complete_build_is_fine(built: Path):
    check_build()


@pytest.mark.parametrize("file", ["client/app.js", "shell.html", "server/index.js"])
def test_frontend_that_is_not_built(file: str, built: Path):
    (built / "frontend" / file).unlink()
    with pytest.raises(Problem, match="frontend isn't built: run `make run`"):
        check_build()


def test_static_files_that_are_not_collected(built: Path):
    (built / "static" / "staticfiles.json").unlink()
    with pytest.raises(Problem, match="static files aren't collected: run `make run`"):
        check_build()


def test_current_tables_are_fine(db: None):
    check_tables()


def test_migrations_that_are_missing(db: None):
    MigrationRecorder(connection).migration_qs.filter(app="home").delete()
    with pytest.raises(Problem, match=r"The database lacks \d+ migrations: run `make run`"):
        check_tables()


def test_database_that_can_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None):
    """Stands for every error of a database: a file without rights, a server that is down."""

    def refuse(*_: object) -> None:
        raise DatabaseError("unable to open database file\nwith more lines")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", refuse)
    with pytest.raises(Problem, match=r"^The database can't be used: unable to open database file\.$"):
        check_tables()
