"""Makes a backup: first the database, then the media, so that no row of it lacks its file, in one encrypted file."""

import datetime
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min
from django.utils import timezone

from cms.backup.archive import DATABASE, FORMAT, KEY, MANIFEST, MEDIA, Entry, content_of, packed
from cms.backup.copies import copies_among, name_of, outdated
from cms.backup.database import copy_into, engine
from cms.backup.places import Place
from cms.backup.plan import Keep
from cms.backup.sealing import recipients_of, seal
from cms.bootstrap.process import Problem
from home.models import Message

Say = Callable[[str], Any]
"""Tells of one step."""

PERISHABLE = (Message,)
"""Models whose rows have a term: they are left out unless they are asked for, so that no copy outlives it."""


def megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def back_up(place: Place, recipients: Sequence[str], say: Say, *, messages: bool = False, keys: bool = False) -> str:
    """Puts a new copy into `place` and returns its name.

    messages: with the rows of `PERISHABLE`; the copy's name then says until when it may be kept. keys: with the secret key.
    Raises `Problem`, or `OSError` where a disk or a server of S3 does; then no copy is there.
    """
    readers = recipients_of(recipients)
    with workroom() as folder:
        name = name_of(timezone.now(), term_of_messages() if messages else None)
        database = folder / DATABASE
        copy_into(database, () if messages else PERISHABLE)
        say(f"Database: {megabytes(database.stat().st_size)}{'' if messages else ', without messages'}.")
        with place.writing(name) as file:
            size = seal(packed(entries(database, say, messages=messages, keys=keys)), file, readers)
    say(f"{name}: {megabytes(size)}, for {len(readers)} key{'s' if len(readers) > 1 else ''}.")
    return name


def entries(database: Path, say: Say, *, messages: bool, keys: bool) -> Iterator[Entry]:
    """All that goes into a backup, in order."""
    manifest = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "engine": engine(),
        "has_messages": messages,
        "migrations": sorted(MigrationRecorder(connection).applied_migrations()),
    }
    yield content_of(MANIFEST, json.dumps(manifest).encode())
    yield Entry(DATABASE, database.stat().st_size, lambda: database.open("rb"))
    if keys:
        yield content_of(KEY, settings.SECRET_KEY.encode())
        say("Keys: the secret key.")
    count = size = 0
    for entry in media(default_storage):
        count, size = count + 1, size + entry.size
        yield entry
    say(f"Media: {count} files, {megabytes(size)}.")


def media(storage: Storage, folder: str = "") -> Iterator[Entry]:
    """All uploads and what was drawn of them, wherever they are kept: a restored site shows its pictures at once."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        path = f"{folder}/{name}" if folder else name
        try:
            size = storage.size(path)
        except FileNotFoundError:
            continue
        yield Entry(f"{MEDIA}/{path}", size, lambda path=path: cast(BinaryIO, storage.open(path)))  # type: ignore[misc]
    for name in sorted(folders):
        yield from media(storage, f"{folder}/{name}" if folder else name)


def term_of_messages() -> datetime.date | None:
    """The day on which the first message that is here now has to be deleted; None where there are none."""
    first = Message.objects.aggregate(first=Min("received_at"))["first"]
    return (first + datetime.timedelta(days=settings.MESSAGES_KEPT_DAYS)).date() if first else None


def delete_outdated(place: Place, keep: Keep, say: Say) -> None:
    """Deletes the copies that are not to be kept."""
    for copy in outdated(copies_among(place.names()), keep, timezone.now().date()):
        place.delete(copy.name)
        say(f"Deleted {copy.name}.")


@contextmanager
def workroom() -> Iterator[Path]:
    """An empty folder for this process alone, beside the database and deleted afterwards. Raises `Problem` where another
    backup or restore is under way."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    folder = settings.DATA_DIR / "backup-work"
    with os.fdopen(os.open(settings.DATA_DIR / "backup.lock", os.O_RDWR | os.O_CREAT, 0o600), "r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Problem("Another backup or restore is under way.") from error
        # What a process left behind that was killed.
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
