"""`manage.py backup`: the whole site in one file that only the holders of its keys can open."""

import signal
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.backup.copies import copies_among
from cms.backup.making import back_up, delete_outdated
from cms.backup.places import Place, place_at
from cms.backup.schedule import last_moment
from cms.bootstrap.process import Problem


class Command(BaseCommand):
    help = "Puts the database and all media, as they are now, into one encrypted file. The site may go on running."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", default=settings.BACKUP.place, help="A folder, or s3://bucket/folder. Default: BACKUP_TO."
        )
        parser.add_argument(
            "--recipient",
            action="append",
            dest="recipients",
            metavar="age1…",
            help="The public key of somebody who can open it; may be given several times. Default: BACKUP_RECIPIENTS.",
        )
        parser.add_argument("--with-keys", action="store_true", help="With the secret key, which logins and links rely on.")
        parser.add_argument("--with-messages", action="store_true", help="With the messages of the contact form.")
        parser.add_argument("--if-due", action="store_true", help="Only if there is no copy since BACKUP_AT.")

    def handle(self, *args: Any, to: str, recipients: list[str] | None, if_due: bool, **options: Any) -> None:
        # What is half done is removed on the way out.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        if not to:
            raise CommandError("Say where to: --to FOLDER, or the setting BACKUP_TO.")
        try:
            place = place_at(to)
            if if_due and self.is_done(place):
                return
            back_up(
                place,
                recipients or settings.BACKUP.recipients,
                self.say,
                messages=options["with_messages"],
                keys=options["with_keys"],
            )
            delete_outdated(place, settings.BACKUP.keep, self.say)
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        except OSError as error:
            raise CommandError(f"The backup failed: {error.filename or to}: {error.strerror or error}.") from error

    def is_done(self, place: Place) -> bool:
        due = last_moment(timezone.now())
        return any(copy.made_at >= due and copy.until is None for copy in copies_among(place.names()))

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
