"""For the day on which somebody has lost the telephone and the codes for emergencies too."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cms.login.factors import forget_factors
from cms.login.sessions import end_sessions
from home.models import User


class Command(BaseCommand):
    help = "Takes a lost second factor away from one account, and ends its sessions. The next login sets up another one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="The e-mail address that the account logs in with.")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"There is no account with the e-mail address {email}.")
        with transaction.atomic():
            count = forget_factors(user)
            end_sessions(user)
        if not count:
            self.stdout.write(f"{user.email} has no second factor; the sessions have been ended.")
            return
        self.stdout.write(f"{user.email} has no second factor any more, and sets one up at the next login.")
