"""The forms on the way in."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from api.limits import TooOften, count_for_all
from cms.login.tries import Try, sentence


class LoginForm(WagtailLoginForm):
    """Wagtail's, for so many tries. `refusal` tells whether there were too many."""

    refusal: TooOften | None = None
    error_messages: ClassVar[dict[str, Any]] = {
        **WagtailLoginForm.error_messages,
        "invalid_login": _(
            "The e-mail address and the password don't belong together. Capital letters count in the password."
        ),
    }

    def clean(self) -> dict[str, Any]:
        account = self.cleaned_data.get("username")
        if not account or not self.cleaned_data.get("password"):
            return super().clean()
        attempt = Try(self.request, "password", account)
        try:
            attempt.begin()
        except TooOften as refusal:
            self.refusal = refusal
            raise ValidationError(sentence(refusal)) from refusal
        cleaned: dict[str, Any] = super().clean()
        attempt.was_right()
        return cleaned


MOST_LETTERS = 5
"""Mails with a link to a new password that go to one address in an hour, whoever asks."""
MOST_LETTERS_OF_ALL = 100


class PasswordResetForm(WagtailPasswordResetForm):
    """Wagtail's, by which nobody fills somebody's mailbox."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        try:
            count_for_all("new password", cleaned.get("email", "").lower(), MOST_LETTERS, MOST_LETTERS_OF_ALL)
        except TooOften as refusal:
            raise ValidationError(str(refusal.detail)) from refusal
        return cleaned


class CodeForm(forms.Form):
    # Whether there is one is said by the page, like all else that is wrong with it.
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )
