"""Encrypts a backup to public keys, piece by piece, and opens it again (https://age-encryption.org/v1).

The server has only public keys, so whoever takes it over can't read older backups. They can make a false one: that a
backup can be opened doesn't tell who has made it.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any, BinaryIO

import pyrage

from cms.backup.archive import Damaged
from cms.bootstrap.process import Problem


class Pieces:
    """A file to read from, of what an iterator yields. `error` is what the iterator raised: age would tell its words only."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._rest:
                piece = next(self._pieces, None)
                if piece is None:
                    return b""
                self._rest = memoryview(piece)
        except BaseException as error:
            self.error = error
            raise
        size = len(self._rest) if size < 0 else size
        taken, self._rest = bytes(self._rest[:size]), self._rest[size:]
        return taken


def recipients_of(keys: Sequence[str]) -> list[Any]:
    """The public keys. Raises `Problem` where one is none, or there are none at all."""
    if not keys:
        raise Problem("Name the public key of somebody who can open the backup: --recipient age1…, or BACKUP_RECIPIENTS.")
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as error:
        raise Problem("One of the recipients is no public key of age, or has a typing error: no backup was made.") from error


def identities_in(path: Path) -> list[Any]:
    """The private keys in a file such as age-keygen writes. Raises `Problem` where there are none."""
    try:
        lines = [line.strip() for line in path.read_text().splitlines()]
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except OSError as error:
        raise Problem(f"The key {path} can't be read: {error.strerror}.") from error
    except (pyrage.IdentityError, UnicodeDecodeError) as error:
        raise Problem(f"{path} is no file of private keys of age, which begin with AGE-SECRET-KEY-1.") from error


class Sink:
    """A file to write to, with the number of bytes that were written. `error` is what it raised."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = 0
        self.error: BaseException | None = None

    def write(self, content: bytes) -> int:
        try:
            self._file.write(content)
        except BaseException as error:
            self.error = error
            raise
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        self._file.flush()


def seal(pieces: Iterator[bytes], sealed: BinaryIO, recipients: Sequence[Any]) -> int:
    """Writes `pieces` into `sealed`, for `recipients`; how many bytes that were. Raises what `pieces` and `sealed` raise."""
    source, sink = Pieces(pieces), Sink(sealed)
    try:
        pyrage.encrypt_io(source, sink, recipients)
    except (pyrage.EncryptError, OSError) as error:
        raise source.error or sink.error or error from None
    return sink.size


class Source:
    """A file to read from. `error` is what it raised: age would tell its words only."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read(size)
        except Exception as error:
            self.error = error
            raise


@contextmanager
def unsealed(sealed: BinaryIO, identities: Sequence[Any]) -> Iterator[BinaryIO]:
    """What is in `sealed`, as a file to be read while it is decrypted.

    At the end of the block raises `Damaged` where it isn't whole, whatever was read; `Problem` where the key is another one.
    """
    read_end, write_end = os.pipe()
    has_left = Event()
    failures: list[Exception] = []
    source = Source(sealed)

    def decrypt() -> None:
        with suppress(BrokenPipeError), open(write_end, "wb") as plain:
            try:
                pyrage.decrypt_io(source, plain, identities)
            except Exception as error:
                if not has_left.is_set():
                    failures.append(source.error or _told(error))

    thread = Thread(target=decrypt, daemon=True)
    thread.start()
    try:
        with open(read_end, "rb") as plain:
            try:
                yield plain
                # Only the very end tells that nothing is missing.
                while plain.read(65_536):
                    pass
            except BaseException:
                has_left.set()
                raise
    except Exception:
        thread.join()
        if failures:
            raise failures[0] from None
        raise
    thread.join()
    if failures:
        raise failures[0]


def _told(failure: Exception) -> Exception:
    if "No matching keys" in str(failure):
        return Problem("The backup is for another key than the one that was given. Nothing was written.")
    return Damaged()
