"""Brings a backup back: into an empty place, or in place of what is there, which is kept.

All of it is unpacked and checked beside its place first. What follows are renames, the database last, and undone if one
of them fails. Nothing in the database is changed: documents and the search index are as they were at that moment, and the
schedule, when the site is started, tells all stores that everything is stale, and dates that anew.
"""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from cms.backup.archive import DATABASE, KEY, MEDIA, Damaged, unpack
from cms.backup.database import SIDES, check_copy, database_file, engine, is_empty, put_back_into_postgres
from cms.backup.making import Say, media, megabytes, workroom
from cms.backup.sealing import unsealed
from cms.bootstrap.process import Problem

OURS = ("home", "api")


def bring_back(sealed: BinaryIO, identities: Sequence[Any], say: Say, *, replace: bool = False) -> None:
    """Puts the site in `sealed` in its place: the database, `MEDIA_ROOT`, and the secret key where the backup has one.

    replace: keeps what is there in a folder beside it. Raises `Problem`, `Damaged` or `OSError`; then all is as it was.
    """
    if not replace:
        check_emptiness()
    elif engine() != "sqlite" or not keeps_files():
        raise Problem(
            "--replace is for SQLite and files on this machine. Restore into an empty database and bucket instead."
        )
    with workroom() as folder:
        with unsealed(sealed, identities) as packed:
            manifest = unpack(packed, folder, check_manifest)
        if not check_copy(folder / DATABASE):
            raise Damaged
        say(f"The backup of {manifest['made_at']} is whole.")
        say(f"Database: {megabytes((folder / DATABASE).stat().st_size)}.")
        files = [path for path in (folder / MEDIA).rglob("*") if path.is_file()]
        say(f"Media: {len(files)} files, {megabytes(sum(path.stat().st_size for path in files))}.")
        (folder / MEDIA).mkdir(exist_ok=True)
        # Others hold the old file open, not its name.
        connections.close_all()
        put_in_place(folder, say, replace)


def check_manifest(manifest: dict[str, Any]) -> None:
    """Raises `Problem` where this site can't use the backup."""
    if manifest["engine"] != engine():
        raise Problem(f"The backup is of a site on {manifest['engine']}, and DATABASE_URL says {engine()}.")
    known = MigrationLoader(None).disk_migrations
    if any(app in OURS and (app, name) not in known for app, name in manifest["migrations"]):
        raise Problem("The backup was made by a newer version of Broadside than this one: update first.")


def check_emptiness() -> None:
    """Raises `Problem` where there is a site already."""
    if not is_empty():
        raise Problem("There is a database already. Restore into an empty DATA_DIR or database, or see --replace.")
    if next(media(default_storage), None):
        raise Problem("There are media files already. Restore into an empty DATA_DIR or bucket, or see --replace.")


def keeps_files() -> bool:
    """Whether media are files on this machine."""
    return isinstance(getattr(default_storage, "_wrapped", None) or default_storage, FileSystemStorage)


def put_in_place(folder: Path, say: Say, replace: bool) -> None:
    """Moves what was unpacked in `folder` to where it belongs."""
    old = settings.DATA_DIR / f"before-restore-{timezone.now():%Y%m%dT%H%M%S}"
    moves = Moves()
    try:
        if keeps_files():
            root = Path(settings.MEDIA_ROOT)
            if replace or root.exists():
                moves.move(root, old / MEDIA)
            moves.move(folder / MEDIA, root)
        else:
            upload(folder / MEDIA)
        if (folder / KEY).exists():
            moves.move(settings.DATA_DIR / KEY, old / KEY)
            moves.move(folder / KEY, settings.DATA_DIR / KEY)
        if engine() == "sqlite":
            file = database_file()
            for side in ("", *SIDES):
                moves.move(Path(f"{file}{side}"), old / f"{file.name}{side}")
            moves.move(folder / DATABASE, file)
        else:
            put_back_into_postgres(folder / DATABASE)
    except BaseException:
        moves.undo()
        shutil.rmtree(old, ignore_errors=True)
        raise
    if replace:
        say(f"What was there before is in {old}. Delete it when all is well: there may be messages in it.")
    else:
        # The key that was made when this command was started, and empty folders.
        shutil.rmtree(old, ignore_errors=True)


def upload(folder: Path) -> None:
    """Puts media where they are kept, if not on this machine. Raises `Problem` where one gets another name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            with path.open("rb") as file:
                if default_storage.save(name, File(file)) != name:
                    raise Problem(f"{name} is there already: the bucket has to be empty.")


class Moves:
    """Renames that can be undone. What isn't there is not moved."""

    def __init__(self) -> None:
        self._done: list[tuple[Path, Path]] = []

    def move(self, source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):
            os.rename(source, target)
            self._done.append((source, target))

    def undo(self) -> None:
        for source, target in reversed(self._done):
            os.rename(target, source)
