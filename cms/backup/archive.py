"""What is in a backup: a tar file with a manifest first, then the database, the media, perhaps the key, and digests last.

age notices any byte that was changed or is missing (each 64 KiB are authenticated, and the last are marked as such). The
digests notice what went wrong before: a disk that gave other bytes than were written on it.
"""

import hashlib
import json
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

FORMAT = 1
MANIFEST, DATABASE, KEY, MEDIA, DIGESTS = "manifest.json", "database", "secret_key", "media", "digests.json"
CHUNK = 65_536


class Damaged(Exception):
    """The file isn't a whole backup."""


@dataclass(frozen=True)
class Entry:
    """A file that goes into a backup. `open` raises `FileNotFoundError` where it was deleted in the meantime."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def content_of(name: str, content: bytes) -> Entry:
    """An entry that is in memory already."""
    return Entry(name, len(content), lambda: BytesIO(content))


def packed(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The tar file with these entries and their digests, piece by piece. Raises `OSError` where a file has another size
    than it had when it was listed."""
    digests: dict[str, str] = {}
    for entry in entries:
        try:
            file = entry.open()
        except FileNotFoundError:
            # Deleted since it was listed, as its row may have been a moment later.
            continue
        with file:
            yield from _packed(entry, file, digests)
    told = content_of(DIGESTS, json.dumps(digests).encode())
    yield from _packed(told, told.open(), {})
    yield b"\0" * 2 * tarfile.BLOCKSIZE


def _packed(entry: Entry, file: BinaryIO, digests: dict[str, str]) -> Iterator[bytes]:
    header = tarfile.TarInfo(entry.name)
    header.size, header.mode = entry.size, 0o600
    yield header.tobuf(tarfile.PAX_FORMAT)
    digest, left = hashlib.sha256(), entry.size
    while left:
        piece = file.read(min(left, CHUNK))
        if not piece:
            raise OSError(f"{entry.name} became shorter while it was read")
        digest.update(piece)
        left -= len(piece)
        yield piece
    yield b"\0" * (-entry.size % tarfile.BLOCKSIZE)
    digests[entry.name] = digest.hexdigest()


def unpack(packed: BinaryIO, folder: Path, check: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Writes the files of a backup into `folder`, and returns its manifest, which `check` sees before anything is written.

    Raises `Damaged` where something is missing, is not as it was, or doesn't belong into a backup.
    """
    written: dict[str, str] = {}
    try:
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            manifest = _manifest(tar)
            check(manifest)
            # Not `for member in tar`, which begins with the manifest again.
            while member := tar.next():
                if member.name == DIGESTS:
                    _compare(written, json.loads(_read(tar, member)))
                    return manifest
                written[member.name] = _write(tar, member, folder)
    except (tarfile.TarError, ValueError, EOFError, FileExistsError, NotADirectoryError) as error:
        raise Damaged from error
    raise Damaged


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    member = tar.next()
    if member is None or member.name != MANIFEST:
        raise Damaged
    manifest = json.loads(_read(tar, member))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Damaged
    return manifest


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    return file.read() if file else b""


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    """Writes one file and returns its digest. Whoever knows the public key can make a backup: no file may leave the folder."""
    path = PurePosixPath(member.name)
    is_known = member.name in (DATABASE, KEY) or (path.parts[:1] == (MEDIA,) and len(path.parts) > 1)
    source = tar.extractfile(member) if member.isreg() and is_known and ".." not in path.parts else None
    if source is None:
        raise Damaged
    target = folder.joinpath(*path.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("xb") as file:
        while piece := source.read(CHUNK):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _compare(written: dict[str, str], told: Any) -> None:
    """The manifest is authenticated by being read at all."""
    if not isinstance(told, dict) or written != {name: digest for name, digest in told.items() if name != MANIFEST}:
        raise Damaged
