"""`manage.py export_messages FILE`: messages leave the server, to be opened where the key is."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from home.inbox.exporting import export_of
from home.inbox.retention import in_term
from home.inbox.terminal import write_new


class Command(BaseCommand):
    help = "Writes all messages into a file that open_messages reads. Sealed ones stay sealed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="A file that isn't there yet.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        messages = list(in_term())
        write_new(file, export_of(messages))
        sealed = sum(1 for message in messages if message.sealed)
        told = f"{len(messages)} messages are in {file}, {sealed} of them sealed. They stay on the server too."
        self.stdout.write(f"{told} Delete the file when you have read it.")
