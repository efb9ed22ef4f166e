"""`manage.py restore`: the way back from `manage.py backup`."""

import signal
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.backup.archive import Damaged
from cms.backup.places import place_at, split
from cms.backup.restoring import bring_back
from cms.backup.sealing import identities_in
from cms.bootstrap.preflight import check_port
from cms.bootstrap.process import Problem


class Command(BaseCommand):
    help = "Brings a backup back into an empty DATA_DIR (or database), all of it or nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("copy", help="The file, or s3://bucket/folder/name.")
        parser.add_argument("--identity", type=Path, required=True, help="The file with the private key, as of age-keygen.")
        parser.add_argument(
            "--replace", action="store_true", help="In place of what is there, which is kept beside it. Stop the site first."
        )

    def handle(self, *args: Any, copy: str, identity: Path, replace: bool, **options: Any) -> None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            identities = identities_in(identity)
            if replace:
                check_stopped()
            place, name = split(copy)
            with place_at(place).reading(name) as sealed:
                bring_back(sealed, identities, self.say, replace=replace)
        except Damaged as error:
            raise CommandError(f"{copy} is damaged, cut off, or no backup of Broadside. Nothing was written.") from error
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        except OSError as error:
            raise CommandError(f"The restore failed: {error.filename or copy}: {error.strerror or error}.") from error
        self.say("Restored. Run `manage.py migrate`, which does nothing if no update came between, and start the site.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def check_stopped() -> None:
    """Raises `Problem` where the site is running: it would go on writing into the old database."""
    try:
        check_port(settings.HOST, settings.PORT)
    except Problem as problem:
        raise Problem(f"Stop the site first: something listens on port {settings.PORT}.") from problem
