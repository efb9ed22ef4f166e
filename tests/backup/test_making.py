"""A backup is of one moment, while others write. It is there as a whole or not at all."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from django.core.management import CommandError, call_command

from cms.backup import making
from cms.backup.archive import Entry
from cms.backup.making import back_up
from cms.backup.places import Folder, split
from cms.backup.sealing import recipients_of, seal
from cms.bootstrap.places import ROOT
from cms.bootstrap.process import Problem
from tests.backup.conftest import Key, Site
from tests.backup.test_restoring import restore
from tests.processes import read_when_written, wait_until

pytestmark = pytest.mark.django_db

WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("CREATE TABLE accounts (name TEXT PRIMARY KEY, amount INTEGER)")
connection.execute("INSERT INTO accounts VALUES ('one', 0), ('other', 0)")
def half(): connection.execute("BEGIN IMMEDIATE"); connection.execute("UPDATE accounts SET amount = amount - 1 WHERE name = 'one'")
def whole(): connection.execute("UPDATE accounts SET amount = amount + 1 WHERE name = 'other'"); connection.execute("COMMIT")
for line in sys.stdin:
    {"half": half, "whole": whole}[line.strip()]()
    print(line.strip(), flush=True)
"""


@pytest.fixture
def busy(site: Site, tmp_path: Path) -> Site:
    """The same site in a folder that a test may write to."""
    folder = tmp_path / "busy"
    folder.mkdir()
    (folder / "db.sqlite3").write_bytes(site.database.read_bytes())
    (folder / "media").symlink_to(site.folder / "media")
    return Site(folder)


@pytest.fixture
def writer(busy: Site) -> Iterator[Any]:
    """Another process that writes into the database, and says when it has."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(busy.database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def write(what: str) -> None:
        assert process.stdin
        assert process.stdout
        print(what, file=process.stdin, flush=True)
        assert process.stdout.readline() == f"{what}\n"

    yield write
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        assert stream
        stream.close()


def amounts(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as connection:
        return dict(connection.execute("SELECT name, amount FROM accounts"))


@pytest.mark.once("It is about SQLite's file.")
def test_what_another_process_is_just_writing_is_in_it_wholly_or_not_at_all(
    busy: Site, empty: Site, place: Folder, key: Key, writer: Any
) -> None:
    """It has written half before the copy is made, commits while that is being encrypted, and goes on."""
    writer("half")

    def go_on(line: str) -> None:
        if line.startswith("Database"):
            for what in ("whole", "half", "whole", "half"):
                writer(what)

    with busy.in_use():
        name = back_up(place, [key.public], go_on)
    restore(empty, place.path / name, key)
    assert amounts(empty.database) == {"one": 0, "other": 0}
    assert amounts(busy.database) == {"one": -2, "other": 2}


def test_file_that_is_deleted_meanwhile_is_left_out(
    site: Site, empty: Site, place: Folder, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture that an editor deletes between being listed and being read."""
    listed = making.media

    def deleting(storage: Any, folder: str = "") -> Iterator[Any]:
        yield from listed(storage, folder)
        yield Entry(f"media/{folder}/gone.txt", 5, lambda: storage.open("gone.txt"))

    monkeypatch.setattr(making, "media", deleting)
    with site.in_use():
        name = back_up(place, [key.public], print)
    restore(empty, place.path / name, key)
    assert (empty.folder / "media" / "documents" / "minutes.txt").exists()


def test_file_that_becomes_shorter_meanwhile_ends_it(
    site: Site, place: Folder, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "media", lambda storage: [Entry("media/short.txt", 5, lambda: io.BytesIO(b"x"))])
    with site.in_use(), pytest.raises(OSError, match=r"media/short\.txt became shorter"):
        back_up(place, [key.public], print)
    assert place.names() == []


def test_disk_that_is_full_is_told_as_that(key: Key) -> None:
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(OSError, match="No space left"):
        seal(iter([b"x" * 1_000_000]), cast(BinaryIO, full), recipients_of([key.public]))


def test_second_backup_at_once_is_refused(site: Site, place: Folder, key: Key) -> None:
    with site.in_use(), making.workroom(), pytest.raises(Problem, match="Another backup or restore is under way"):
        back_up(place, [key.public], print)
    assert place.names() == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "Say where to"),
        (["--to", "/dev/null/copies"], "The backup failed: /dev/null/copies: Not a directory"),
        (["--to", "s3://bucket"], "pip install obstore"),
        (["--to", "{copies}", "--recipient", "age1nobody"], "has a typing error"),
    ],
)
def test_what_keeps_a_backup_from_being_made_is_told(
    options: list[str], words: str, site: Site, place: Folder, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    filled = [option.format(copies=place.path) for option in options]
    recipient = [] if "--recipient" in options else ["--recipient", key.public]
    with site.in_use(), pytest.raises(CommandError, match=words) as refusal:
        call_command("backup", *filled, *recipient)
    assert len(str(refusal.value).splitlines()) == 1
    assert place.names() == []


def test_copy_of_this_day_is_enough(site: Site, place: Folder, key: Key) -> None:
    output = io.StringIO()
    options = ["--to", str(place.path), "--recipient", key.public, "--if-due"]
    with site.in_use():
        call_command("backup", *options, stdout=output)
        assert len(place.names()) == 1
        call_command("backup", *options, stdout=output)
    assert len(place.names()) == 1


@pytest.mark.once("It is about SQLite's file.")
def test_killed_backup_leaves_no_copy_and_the_next_one_clears_up(busy: Site, key: Key, tmp_path: Path) -> None:
    """A picture that is never read to its end holds it; then it is ended politely, and by force."""
    (busy.folder / "media").unlink()
    (busy.folder / "media").mkdir()
    os.mkfifo(busy.folder / "media" / "held")
    copies, environment = tmp_path / "copies", {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.production"}
    environment |= {"DATA_DIR": str(busy.folder), "SECRET_KEY": "k"}
    command = [sys.executable, "manage.py", "backup", "--to", str(copies), "--recipient", key.public]
    for number, left in ((signal.SIGTERM, set()), (signal.SIGKILL, {".part"})):
        log = tmp_path / f"{number.name}.log"
        with log.open("w") as output:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        assert "Database" in read_when_written(log)
        wait_until(lambda: any(copies.glob("*.part")), "the copy has been begun")
        process.send_signal(number)
        assert process.wait() != 0
        assert {path.suffix for path in copies.iterdir()} == left
    (busy.folder / "media" / "held").unlink()
    with busy.in_use():
        name = back_up(Folder(copies), [key.public], print)
    assert [path.name for path in copies.iterdir()] == [name]
    assert not (busy.folder / "backup-work").exists()


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("/srv/a.age", ("/srv", "a.age")),
        ("/a.age", ("/", "a.age")),
        ("a.age", (".", "a.age")),
        ("s3://bucket/folder/a.age", ("s3://bucket/folder", "a.age")),
    ],
)
def test_address_of_a_copy_is_that_of_its_place_and_its_name(address: str, parts: tuple[str, str]) -> None:
    assert split(address) == parts
