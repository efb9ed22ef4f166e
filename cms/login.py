"""The admin's forms for a login and for a new password, which can't be tried for ever.

Each try is counted before the password is looked at, so that many at the same time are no more than many in a row; one that
was right is taken back. Whoever guesses is counted with the name that was guessed: nobody else is locked out of an account
by that. All counts are keyed hashes (`api.limits`), and names are not logged.
"""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from api.limits import ALL, TooOften, client_of, count, forgive

QUARTER = 900
MOST_FOR_A_NAME = 5
"""Wrong passwords for one name, from one client, in a quarter of an hour."""
MOST_OF_A_CLIENT = 20
"""The same for all names, in an hour."""
MOST_OF_ALL = 1_000
"""The same for all clients, in an hour. Who is logged in stays it."""
MOST_LETTERS = 5
"""Mails with a link to a new password that go to one address in an hour, whoever asks."""
MOST_LETTERS_OF_ALL = 100


class PatientLoginForm(LoginForm):
    """Takes five wrong passwords, and then asks to wait."""

    def clean(self) -> dict[str, Any]:
        client = client_of(self.request)
        tries = (
            ("login", f"{client} {self.cleaned_data.get('username', '').lower()}", MOST_FOR_A_NAME, QUARTER),
            ("logins", client, MOST_OF_A_CLIENT, 3600),
            ("logins", ALL, MOST_OF_ALL, 3600),
        )
        counted_or_refused(*tries)
        cleaned: dict[str, Any] = super().clean()
        for what, who, _, seconds in tries:
            forgive(what, who, seconds)
        return cleaned


class PatientResetForm(PasswordResetForm):
    """Lets nobody fill somebody's mailbox."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        name = cleaned.get("email", "").lower()
        counted_or_refused(("new password", name, MOST_LETTERS, 3600), ("new password", ALL, MOST_LETTERS_OF_ALL, 3600))
        return cleaned


def counted_or_refused(*tries: tuple[str, str, int, int]) -> None:
    """Counts each; raises ValidationError for the form where one was often enough."""
    try:
        for what, who, most, seconds in tries:
            count(what, who, most, seconds)
    except TooOften as error:
        raise ValidationError(str(error.detail), code="too_often") from error
