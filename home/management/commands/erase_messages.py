"""`manage.py erase_messages`: deletes what one person wrote, when they ask for it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.inbox.reading import count_of, erase
from home.models import Message


class Command(BaseCommand):
    help = "Deletes messages for good, by their numbers or by the e-mail address of whoever wrote them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", type=int, help="Numbers, as open_messages and the admin show them.")
        parser.add_argument("--from", dest="address", default="", help="An address; finds messages in plain text only.")

    def handle(self, *args: Any, numbers: list[int], address: str, **options: Any) -> None:
        if bool(numbers) == bool(address):
            raise CommandError("Say which messages: their numbers, or an address with --from.")
        found = Message.objects.filter(pk__in=numbers)
        if address:
            found = Message.objects.filter(sealed="", email__iexact=address.strip())
        self.stdout.write(f"{count_of(erase(list(found)))} deleted for good.")
        sealed = Message.objects.exclude(sealed="").count()
        if address and sealed:
            told = "1 message is" if sealed == 1 else f"{sealed} messages are"
            self.stdout.write(
                f"{told} sealed and can't be searched here. Export them, find this person's where the key is, with "
                "open_messages --from, and give the numbers to this command."
            )
