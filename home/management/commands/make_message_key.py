"""`manage.py make_message_key`: makes the key that messages are sealed with, where its private half is to stay."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.inbox.keys import LEAST_CHARACTERS, new_key, new_passphrase, opens_in_browsers
from home.inbox.terminal import ask_for_passphrase, write_new

BEFORE = f"""\
This makes a key for the messages that people send you. Run it on a computer of somebody who reads them, never on the
server: what is sealed there must not be opened there.

A passphrase protects the key's file. It has at least {LEAST_CHARACTERS} characters; five or six words that have nothing to do with
each other are good. Leave it empty to have one made."""

AFTER = """\

The private key is in {file}. It opens the messages, together with the passphrase.
  Keep a copy of the file somewhere else, such as on a stick in another house, and the passphrase apart from both.
  Whoever has the file and the passphrase can read all messages. If you lose either, nobody can read them any more.

The public key is no secret. On the server, set it and start the site again:
  MESSAGE_KEYS={public_key}
If others read messages too, each of them makes a key, and all public keys stand there with commas between."""


class Command(BaseCommand):
    help = "Makes a key for messages: writes the private half into a file, and prints the public one for the server."
    requires_system_checks: Any = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Where the private key is to lie: a file that isn't there yet.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if file.exists():
            raise CommandError(f"There is a file {file} already, and it was left as it is. Choose another name.")
        self.stdout.write(BEFORE)
        public_key, content = new_key(self.passphrase())
        write_new(file, content)
        self.stdout.write(AFTER.format(file=file.resolve(), public_key=public_key))
        if not opens_in_browsers(content):
            self.stdout.write("This computer is so fast that browsers can't open the file; open_messages can.")

    def passphrase(self) -> str:
        """What protects the file. Raises `CommandError` where it is too short, or isn't the same twice."""
        chosen = ask_for_passphrase("Passphrase: ")
        if not chosen:
            made = new_passphrase()
            self.stdout.write(f"\nThe passphrase is shown this once. Write it down:\n  {made}\n")
            return made
        if len(chosen) < LEAST_CHARACTERS:
            raise CommandError(f"A passphrase has at least {LEAST_CHARACTERS} characters. No key was made.")
        if ask_for_passphrase("The same once more: ") != chosen:
            raise CommandError("These were two different passphrases. No key was made.")
        return chosen
