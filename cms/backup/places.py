"""Where copies are kept: a folder, or a bucket of S3. A copy is there as a whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from cms.bootstrap.process import Problem

PART = ".part"


class Place(Protocol):
    """Where copies are kept. Raises `OSError` where it can't be used."""

    def names(self) -> list[str]:
        """What is there."""

    def writing(self, name: str) -> Any:
        """A context with a file to write to, which is there once the context has ended without an error."""

    def reading(self, name: str) -> Any:
        """A context with the file of that name."""

    def delete(self, name: str) -> None: ...


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> list[str]:
        return [path.name for path in self.path.glob("*")] if self.path.exists() else []

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        self.path.mkdir(parents=True, exist_ok=True)
        # What a process left behind that was killed. There is one at a time.
        for part in self.path.glob(f"broadside-*{PART}"):
            part.unlink(missing_ok=True)
        part = self.path / f"{name}{PART}"
        try:
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.rename(self.path / name)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        with (self.path / name).open("rb") as file:
            yield file

    def delete(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)


class Bucket:
    """A bucket, or a folder in one. Access keys and the like are taken from the environment (`AWS_ACCESS_KEY_ID`, …)."""

    def __init__(self, url: str) -> None:
        try:
            import obstore
        except ImportError as error:
            raise Problem("Backups in S3 need one package more: pip install obstore") from error
        self._s3 = obstore
        with _told_as_os_error(url):
            self._store = obstore.store.from_url(url)
        self._url = url

    def names(self) -> list[str]:
        with _told_as_os_error(self._url):
            return [entry["path"] for batch in self._s3.list(self._store) for entry in batch]

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        with _told_as_os_error(self._url):
            file = self._s3.open_writer(self._store, name)
            yield cast(BinaryIO, file)
            # Without this there is nothing but parts, which no one sees.
            file.close()

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        try:
            with _told_as_os_error(self._url):
                file = self._s3.open_reader(self._store, name)
        except FileNotFoundError as error:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"{self._url}/{name}") from error
        yield cast(BinaryIO, _Plain(file, self._url))

    def delete(self, name: str) -> None:
        with _told_as_os_error(self._url):
            self._s3.delete(self._store, name)


class _Plain:
    """Gives what it reads as `bytes`."""

    def __init__(self, file: Any, url: str) -> None:
        self._file = file
        self._url = url

    def read(self, size: int = -1) -> bytes:
        with _told_as_os_error(self._url):
            return bytes(self._file.read(size if size >= 0 else None))


@contextmanager
def _told_as_os_error(url: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if not type(error).__module__.startswith("obstore"):
            raise
        raise OSError(None, str(error).partition("<?xml")[0].splitlines()[0][:300], url) from error


def place_at(address: str) -> Place:
    """The place of that address: a folder, or `s3://bucket/folder`. Raises `Problem` or `OSError` where there is none."""
    return Bucket(address.rstrip("/")) if address.startswith("s3://") else Folder(Path(address).expanduser())


def split(address: str) -> tuple[str, str]:
    """The address of a copy as that of its place, and its name there."""
    with suppress(ValueError):
        place, name = address.rstrip("/").rsplit("/", 1)
        return (place or "/"), name
    return ".", address
