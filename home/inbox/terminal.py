"""What the inbox's commands ask for and write: passphrases that no screen shows, files that nobody else may read."""

import getpass
import os
import sys
from pathlib import Path

from django.core.management.base import CommandError

from home.inbox.keys import KeyRefused
from home.inbox.opening import Exported, read_export


def ask_for_passphrase(question: str) -> str:
    """What somebody types, unseen; a line of standard input where that is no terminal, as from a password manager."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\r\n")


def write_new(file: Path, content: bytes) -> None:
    """Writes a file that only its owner can read. Raises `CommandError` where there is one already, or it can't be made."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as output:
            output.write(content)
    except FileExistsError:
        raise CommandError(f"There is a file {file} already, and it was left as it is. Choose another name.") from None
    except OSError as error:
        raise CommandError(f"The file {file} can't be written: {error.strerror}.") from None


def read(file: Path) -> bytes:
    """The content of a file. Raises `CommandError` where it can't be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"The file {file} can't be read: {error.strerror}.") from None


def read_messages(file: Path) -> list[Exported]:
    """The messages in a file of `export_messages`. Raises `CommandError` where it is none."""
    try:
        return read_export(read(file))
    except KeyRefused as refusal:
        raise CommandError(f"{file}: {refusal}") from None
