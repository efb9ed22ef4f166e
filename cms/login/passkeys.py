"""Passkeys (WebAuthn, https://www.w3.org/TR/webauthn-3/): what is asked of a browser, and whether its answer is right."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.models import User

# What reading an answer of a foreign shape ends in.
NONSENSE = (ValidationError, ValueError, TypeError, KeyError, AttributeError)
MOST_LENGTH = 20_000


def ask_for_new(user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey, as JSON can hold it; the session keeps the other half."""
    return auth.begin_registration(user, passwordless=False)


def add_passkey(user: User, answer: str) -> bool:
    """Takes the passkey that a browser has made, if its answer is right."""
    credential = _read(answer)
    if credential is None:
        return False
    try:
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except NONSENSE:
        return False
    number = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count() + 1
    auth.WebAuthn.add(user, _("Passkey %(number)s") % {"number": number}, credential)
    return True


def ask_for_known(user: User) -> dict[str, Any]:
    """What the browser needs to find a passkey of that user."""
    return auth.begin_authentication(user)


def accepts_passkey(user: User, answer: str) -> bool:
    credential = _read(answer)
    if credential is None:
        return False
    try:
        auth.parse_authentication_response(credential)
        factor = auth.complete_authentication(user, credential)
    except NONSENSE:
        return False
    factor.record_usage()
    return True


def _read(answer: str) -> dict[str, Any] | None:
    if len(answer) > MOST_LENGTH:
        return None
    try:
        credential = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    return credential if isinstance(credential, dict) else None
