"""What is restored is what was there: every row, every file, every answer. And it is all of it or nothing."""

import errno
import hashlib
import io
import os
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, cast

import psycopg
import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from api.known import forget
from cms.backup.making import back_up
from cms.backup.places import Folder
from cms.backup.sealing import unsealed
from tests.backup.conftest import Key, Site
from tests.documents.comparing import answer_of

pytestmark = pytest.mark.django_db


def rows(site: Site) -> dict[str, tuple[int, str]]:
    """How many rows each table has, and their digest."""
    if site.url:
        opened: Any = psycopg.connect(site.url)
        names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    else:
        opened, names = sqlite3.connect(site.database), "SELECT name FROM sqlite_master WHERE type = 'table'"
    with closing(opened):
        tables = [name for (name,) in opened.execute(names).fetchall()]
        found = {table: sorted(map(repr, opened.execute(f'SELECT * FROM "{table}"'))) for table in tables}
    return {table: (len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()) for table, lines in found.items()}


def files(folder: Path) -> dict[str, str]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def answers(addresses: list[str]) -> dict[str, Any]:
    forget()
    return {address: answer_of(Client(), address) for address in addresses}


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def make(site: Site, place: Folder, key: Key, said: list[str]) -> Callable[..., Path]:
    """Makes a backup of the site and returns its file."""

    def make_copy(recipients: list[str] | None = None, **options: bool) -> Path:
        with site.in_use():
            return place.path / back_up(place, recipients or [key.public], said.append, **options)

    return make_copy


def restore(place: Site, copy: Path, key: Key, *options: str) -> str:
    output = io.StringIO()
    with place.in_use():
        call_command("restore", str(copy), "--identity", str(key.file), *options, stdout=output)
    return output.getvalue()


@pytest.fixture
def refused(empty: Site, key: Key) -> Callable[..., str]:
    """What is told when a copy can't be restored; and nothing may have been written then."""

    def refuse(copy: Path, key: Key = key) -> str:
        with pytest.raises(CommandError) as refusal:
            restore(empty, copy, key)
        assert {path.name for path in empty.folder.iterdir()} <= {"secret_key", "backup.lock"}
        assert (empty.folder / "secret_key").read_text() == "made a moment ago"
        sentence = str(refusal.value)
        assert len(sentence.splitlines()) == 1
        return sentence

    return refuse


def test_everything_is_there_again(
    make: Callable[..., Path], site: Site, empty: Site, key: Key, addresses: list[str], said: list[str]
) -> None:
    with site.in_use():
        before = answers(addresses)
    assert len(before) >= 100
    copy = make(messages=True, keys=True)
    told = restore(empty, copy, key)
    assert rows(empty) == rows(site)
    assert files(empty.folder / "media") == files(site.folder / "media") != {}
    assert (empty.folder / "secret_key").read_text() == "tests only"
    with empty.in_use():
        after = answers(addresses)
    assert [address for address in addresses if after[address] != before[address]] == []
    assert sum(status == 200 for status, *_ in before.values()) > 90
    # One line for each step, with its size.
    assert [line.partition(":")[0] for line in said] == ["Database", "Keys", "Media", copy.name]
    assert sum(" MB" in line for line in (*said, *told.splitlines())) == 5


def test_messages_and_key_are_left_out(make: Callable[..., Path], empty: Site, key: Key) -> None:
    """Not a trace of them, also where a deleted row would be."""
    copy = make()
    assert b"Thursday" not in pyrage.decrypt(copy.read_bytes(), [key.identity])
    restore(empty, copy, key)
    assert rows(empty)["home_message"][0] == 0
    assert (empty.folder / "secret_key").read_text() == "made a moment ago"


def test_copy_says_until_when_its_messages_may_be_kept(make: Callable[..., Path]) -> None:
    assert "-until-" in make(messages=True).name
    assert "-until-" not in make().name


def test_nobody_but_a_recipient_can_read_it(make: Callable[..., Path], site: Site, key: Key) -> None:
    content = make(messages=True).read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert not any(word in content for word in (b"SQLite", b"Thursday", b"Minutes", b"Rent cap"))
    assert not (site.folder / "backup-work").exists()


def test_each_of_several_recipients_can_open_it(
    make: Callable[..., Path], empty: Site, tmp_path: Path, key: Key, new_key: Callable[[], Key]
) -> None:
    other = new_key()
    copy = make([key.public, other.public])
    restore(empty, copy, other)
    assert rows(empty)


@pytest.fixture
def copy(make: Callable[..., Path]) -> Path:
    return make()


@pytest.mark.parametrize("part", [0.0, 0.0001, 0.3, 0.9, 0.999999])
def test_file_that_is_cut_off(copy: Path, refused: Callable[..., str], part: float) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[: int(len(content) * part)])
    assert "is damaged, cut off, or no backup" in refused(copy)


def test_file_that_is_cut_off_between_two_pieces_of_age(copy: Path, refused: Callable[..., str]) -> None:
    """Each piece by itself is as it was."""
    content = copy.read_bytes()
    header = content.index(b"\n--- ") + len("\n--- ") + 43 + 1 + 16
    copy.write_bytes(content[: header + 65_552 * 3])
    assert "is damaged, cut off, or no backup" in refused(copy)


@pytest.mark.parametrize("part", [0.0001, 0.0002, 0.3, 0.7, 0.999999])
def test_file_with_a_flipped_bit(copy: Path, refused: Callable[..., str], part: float) -> None:
    content = bytearray(copy.read_bytes())
    content[int(len(content) * part)] ^= 1
    copy.write_bytes(content)
    sentence = refused(copy)
    # In the lines about keys, a flipped bit makes them those of another key.
    assert "is damaged, cut off, or no backup" in sentence or "another key" in sentence


def test_file_for_another_key(copy: Path, refused: Callable[..., str], new_key: Callable[[], Key]) -> None:
    assert refused(copy, new_key()) == "The backup is for another key than the one that was given. Nothing was written."


def sealed(key: Key, copy: Path, *members: tuple[str, bytes]) -> Path:
    """A copy with these files, as somebody could make it who knows the public key."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in members:
            header = tarfile.TarInfo(name)
            header.size = len(content)
            tar.addfile(header, io.BytesIO(content))
    copy.write_bytes(pyrage.encrypt(packed.getvalue(), [key.identity.to_public()]))
    return copy


MANIFEST = (
    "manifest.json",
    b'{"format": 1, "made_at": "2026-01-01", "engine": "%s", "migrations": []}' % connection.vendor.encode(),
)


@pytest.mark.parametrize(
    "members",
    [
        [],
        [("manifest.json", b"{}")],
        [MANIFEST, ("database", b"x")],
        [MANIFEST, ("database", b"x"), ("digests.json", b'{"database": "0"}')],
        [MANIFEST, ("media/../../outside", b"x")],
        [MANIFEST, ("/media/outside", b"x")],
        [MANIFEST, ("other", b"x")],
        [MANIFEST, ("media", b"x")],
        [MANIFEST, ("database", b"x"), ("database", b"y")],
        [MANIFEST, ("database", b"x"), ("digests.json", b'{"database": "%s"}' % hashlib.sha256(b"x").hexdigest().encode())],
    ],
    ids=range(10),
)
def test_file_that_is_no_backup(
    members: list[tuple[str, bytes]], key: Key, tmp_path: Path, refused: Callable[..., str]
) -> None:
    assert "no backup of Broadside" in refused(sealed(key, tmp_path / "made.age", *members))


def test_backup_of_a_newer_version(key: Key, tmp_path: Path, refused: Callable[..., str]) -> None:
    manifest = MANIFEST[1].replace(b"[]", b'[["home", "9999_later"]]')
    assert "newer version" in refused(sealed(key, tmp_path / "made.age", ("manifest.json", manifest)))


def test_backup_of_another_engine(key: Key, tmp_path: Path, refused: Callable[..., str]) -> None:
    other = {"sqlite": b"postgresql", "postgresql": b"sqlite"}[connection.vendor]
    manifest = MANIFEST[1].replace(connection.vendor.encode(), other)
    assert "DATABASE_URL" in refused(sealed(key, tmp_path / "made.age", ("manifest.json", manifest)))


def test_key_that_is_none(copy: Path, tmp_path: Path, refused: Callable[..., str], key: Key) -> None:
    (tmp_path / "not a key").write_text("hello")
    assert "is no file of private keys" in refused(copy, Key(None, "", tmp_path / "not a key"))
    assert "can't be read" in refused(copy, Key(None, "", tmp_path / "nothing"))


def test_file_that_is_not_there(tmp_path: Path, refused: Callable[..., str]) -> None:
    assert "No such file" in refused(tmp_path / "nothing.age")


def test_disk_that_fails_is_not_taken_for_a_damaged_file(key: Key, copy: Path) -> None:
    class Disk(io.FileIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 100_000:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().read(size) or b""

    with Disk(copy) as disk, pytest.raises(OSError, match="Input/output error"):  # noqa: SIM117
        with unsealed(cast(BinaryIO, disk), [key.identity]) as plain:
            plain.read()


@pytest.mark.once("It is about SQLite's file.")
def test_place_with_a_site_is_left_alone(copy: Path, empty: Site, key: Key) -> None:
    restore(empty, copy, key)
    before = rows(empty)
    with pytest.raises(CommandError, match="There is a database already"):
        restore(empty, copy, key)
    empty.database.unlink()
    with pytest.raises(CommandError, match="There are media files already"):
        restore(empty, copy, key)
    assert before


@pytest.mark.once("It is about SQLite's file.")
def test_replacing_keeps_what_was_there(copy: Path, empty: Site, key: Key) -> None:
    restore(empty, copy, key)
    with closing(sqlite3.connect(empty.database)) as database, database:
        database.execute("DELETE FROM home_articlepage")
    (empty.folder / "media" / "new.txt").write_text("new")
    told = restore(empty, copy, key, "--replace")
    assert rows(empty)["home_articlepage"][0] > 0
    assert not (empty.folder / "media" / "new.txt").exists()
    (old,) = empty.folder.glob("before-restore-*")
    assert str(old) in told
    assert rows(Site(old))["home_articlepage"][0] == 0
    assert (old / "media" / "new.txt").exists()


@pytest.mark.once("It is about SQLite's file.")
def test_replacing_by_what_is_damaged_changes_nothing(copy: Path, empty: Site, key: Key) -> None:
    restore(empty, copy, key)
    before = rows(empty), files(empty.folder)
    copy.write_bytes(copy.read_bytes()[:-1])
    with pytest.raises(CommandError, match="damaged"):
        restore(empty, copy, key, "--replace")
    assert (rows(empty), files(empty.folder)) == before


@pytest.mark.once("It is about SQLite's file.")
def test_move_that_fails_undoes_the_others(copy: Path, empty: Site, key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last one, when the media and the old database are out of their places."""
    restore(empty, copy, key)
    before = rows(empty), files(empty.folder / "media")
    rename = os.rename

    def fail_at_last(source: Path, target: Path) -> None:
        if source.name == "database":
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))
        rename(source, target)

    monkeypatch.setattr(os, "rename", fail_at_last)
    with pytest.raises(CommandError, match="Input/output error"):
        restore(empty, copy, key, "--replace")
    assert (rows(empty), files(empty.folder / "media")) == before
