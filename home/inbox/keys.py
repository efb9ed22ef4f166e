"""The two halves of a key for messages: the public one seals them on the server, the private one opens them somewhere else.

Both are those of age (https://age-encryption.org/v1, X25519). The private half lies in a file that a passphrase protects,
as `age -p` makes it, so other programs that know age can open messages too. Nothing here needs Django or a database.
"""

import re
import secrets
from base64 import b64decode
from datetime import date
from typing import Any

from pyrage import DecryptError, IdentityError, RecipientError, passphrase, x25519

LEAST_CHARACTERS = 12
"""Of a passphrase: whoever has the file may try as many as a computer can, about one a second for each core."""
LETTERS = "abcdefghijkmnopqrstuvwxyz23456789"
"""None of which is taken for another one when it is read from paper."""
MOST_IN_A_BROWSER = 20
"""The highest work factor of scrypt (RFC 7914, log2 N) that browsers open: it takes 1 GB of memory."""

_PRIVATE = re.compile(r"AGE-SECRET-KEY-1[A-Z0-9]+")
_WORK_FACTOR = re.compile(rb"-> scrypt \S+ (\d+)")


class KeyRefused(Exception):
    """A key or its file can't be used; says why in a sentence."""


def public_keys(given: list[str]) -> list[str]:
    """The keys of the setting `MESSAGE_KEYS`. Raises `KeyRefused` for what can't be meant, and repeats nothing of it."""
    if any(_PRIVATE.search(key.upper()) for key in given):
        raise KeyRefused("that is a private key, which must not be on this machine. Make a new one, elsewhere.")
    for number, key in enumerate(given, start=1):
        try:
            recipient_of(key)
        except RecipientError:
            raise KeyRefused(f"key {number} is no public key of age, as make_message_key prints it.") from None
    return given


def recipient_of(public_key: str) -> Any:
    """What messages are sealed to. Raises `RecipientError` where that is no public key of age."""
    return x25519.Recipient.from_str(public_key)


def new_passphrase() -> str:
    """25 letters and digits, some 125 bits, in groups that can be copied from paper."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(5))


def new_key(protection: str) -> tuple[str, bytes]:
    """A new public key, and the content of the file with its private half. Takes some seconds and up to 1 GB of memory,
    so that it takes as much to try a passphrase."""
    identity = x25519.Identity.generate()
    public_key = str(identity.to_public())
    told = f"# Opens messages that were sealed to {public_key}. Made on {date.today()}.\n{identity}\n"  # noqa: DTZ011
    return public_key, passphrase.encrypt(told.encode(), protection, armored=True)


def opens_in_browsers(content: bytes) -> bool:
    """Whether browsers can open a key's file, as `new_key` makes it: a very fast computer makes it too costly for them."""
    # The header is in the first lines of the armour.
    found = _WORK_FACTOR.search(b64decode(b"".join(content.splitlines()[1:4])))
    return not found or int(found[1]) <= MOST_IN_A_BROWSER


def read_key(content: bytes, protection: str) -> list[Any]:
    """The private keys in a file, protected by a passphrase or not. Raises `KeyRefused` where there are none."""
    try:
        text = (content if _PRIVATE.search(content.decode(errors="replace")) else _unlocked(content, protection)).decode()
        identities = [x25519.Identity.from_str(key) for key in _PRIVATE.findall(text)]
    except (IdentityError, UnicodeDecodeError):
        identities = []
    if not identities:
        raise KeyRefused("There is no private key in this file. It is the one that make_message_key wrote.")
    return identities


def _unlocked(content: bytes, protection: str) -> bytes:
    try:
        return passphrase.decrypt(content, protection)
    except DecryptError:
        raise KeyRefused("That is not the passphrase of this key, or the file is not the key's.") from None
