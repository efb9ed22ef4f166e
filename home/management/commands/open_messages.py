"""`manage.py open_messages FILE --key KEYFILE`: shows messages as text, where the key is. It needs no database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.inbox.keys import KeyRefused, read_key
from home.inbox.opening import is_from, opened, told
from home.inbox.terminal import ask_for_passphrase, read, read_messages

SEPARATOR = f"\n{'-' * 40}\n"


class Command(BaseCommand):
    help = "Opens messages that export_messages wrote, or that were loaded in the admin, and prints them as text."
    requires_system_checks: Any = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The file with messages.")
        parser.add_argument("--key", type=Path, help="The file with the private key; needed for sealed messages.")
        parser.add_argument("--from", dest="address", default="", help="Only messages of whoever has this e-mail address.")

    def handle(self, *args: Any, file: Path, key: Path | None, address: str, **options: Any) -> None:
        messages = read_messages(file)
        identities = self.identities(key) if key else []
        found = list(opened(messages, identities))
        texts = [
            told(message, words)
            for message, words in found
            if words is not None and (not address or is_from(words, address))
        ]
        if texts:
            self.stdout.write(SEPARATOR.join(texts))
        self.stderr.write(f"{len(texts)} of {len(found)} messages are shown.")
        closed = [str(message["number"]) for message, words in found if words is None]
        if closed:
            why = "They are sealed to another key" if key else "They are sealed, and --key is missing"
            self.stderr.write(f"{len(closed)} could not be opened: {', '.join(closed)}. {why}.")

    def identities(self, key: Path) -> list[Any]:
        try:
            return read_key(read(key), ask_for_passphrase("Passphrase of the key: "))
        except KeyRefused as refusal:
            raise CommandError(str(refusal)) from None
