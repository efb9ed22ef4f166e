"""Second factors: codes of an app, passkeys, and codes for the day on which both are lost. allauth keeps and checks them.

Of allauth nothing else is used: none of its pages has an address here, and its models of e-mail addresses stay empty.
"""

import base64
import datetime
import hashlib
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, get_totp_secret, validate_totp_code
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes

from api.models import SpentProof
from home.models import User

SALT = "cms.login.factors"
Kind = Authenticator.Type
CODE_GOOD_FOR = datetime.timedelta(minutes=5)
"""Longer than a code of an app is taken."""


class Adapter(DefaultMFAAdapter):
    """How allauth keeps secrets here: nobody who has the database alone, or a copy of it, can make codes."""

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _lock().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)


def _lock() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = [hashlib.sha256(SALT.encode() + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def factors_of(user: User) -> list[Authenticator]:
    """What the user can take the second step with, codes for emergencies aside. One query."""
    return list(Authenticator.objects.filter(user=user).exclude(type=Kind.RECOVERY_CODES).order_by("type", "pk"))


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exclude(type=Kind.RECOVERY_CODES).exists()


@transaction.atomic
def accepts_code(user: User, code: str) -> bool:
    """Whether it is a code of the user's app or one of the codes for emergencies, and is used for the first time."""
    # One after another: which codes for emergencies have been used is read, and written anew.
    factors = Authenticator.objects.select_for_update().filter(user=user, type__in=(Kind.TOTP, Kind.RECOVERY_CODES))
    for factor in factors.order_by("-type"):
        try:
            is_right = factor.wrap().validate_code(code)
        except InvalidToken:
            # Encrypted with a key that this server doesn't have any more.
            continue
        if is_right and (factor.type != Kind.TOTP or _is_first_use(user, code)):
            factor.record_usage()
            return True
    return False


def _is_first_use(user: User, code: str) -> bool:
    # allauth remembers used codes in the cache; there is none here (decision 7).
    digest = salted_hmac(SALT, f"{user.pk} {normalize_user_code(code)}", algorithm="sha256").hexdigest()
    _, is_first = SpentProof.objects.get_or_create(digest=digest, defaults={"expires_at": timezone.now() + CODE_GOOD_FOR})
    return is_first


def new_secret(regenerate: bool) -> str:
    """The secret that the session offers to an app; another one if `regenerate`."""
    return get_totp_secret(regenerate=regenerate)


def add_app(user: User, secret: str, code: str) -> bool:
    """Takes an app as second factor, if the code shows that it has the secret."""
    if not validate_totp_code(secret, code) or not _is_first_use(user, code):
        return False
    try:
        with transaction.atomic():
            TOTP.activate(user, secret)
    except IntegrityError:
        # Sent twice, or from two windows: the first one counts.
        return False
    return True


def codes_of(user: User) -> list[str]:
    """The codes for emergencies that haven't been used; none where there are none, or where they can't be read any more."""
    kept = Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).first()
    try:
        return list(kept.wrap().get_unused_codes()) if kept else []
    except InvalidToken:
        return []


def make_codes(user: User) -> list[str]:
    """Other codes for emergencies, instead of those that there were."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).delete()
        return list(RecoveryCodes.activate(user).get_unused_codes())


def forget_factors(user: User) -> int:
    """Takes every second factor away from an account; returns how many there were."""
    count, _ = Authenticator.objects.filter(user=user).delete()
    return count


def picture_of(user: User, secret: str) -> tuple[str, str]:
    """The QR code that apps read, as SVG, and the address that it holds."""
    adapter: Any = Adapter()
    address = adapter.build_totp_url(user, secret)
    return adapter.build_totp_svg(address), address
