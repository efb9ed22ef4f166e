"""Proofs that somebody took trouble: ALTCHA's proof of work for programs and scripts, a signed token for plain forms.

Both say when they were made, are signed by this server, and are good for one message. Making one writes nothing.

The puzzle (https://altcha.org, version 2): find the counter, from 0 upwards, for which PBKDF2 over HMAC-SHA-256 of the
nonce and the counter (4 bytes, big-endian), with the salt and `cost` rounds, begins with `keyPrefix`. Browsers have it
built in as `crypto.subtle`, so a script is as fast as a spammer's program; a plain SHA-256 puzzle would have let that be
hundreds of times faster. The answer is the base64 of `{"challenge": ..., "solution": {"counter": ..., "derivedKey": ...}}`.
"""

import datetime
import hashlib
import secrets
import time
from typing import Annotated, Any, Literal

from altcha import Payload, create_challenge, verify_solution
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.exceptions import ValidationError
from typing_extensions import TypedDict

from api.limits import TooOften
from api.models import SpentProof
from home.shapes import doc

COST = 5_000
"""Rounds for each try: 0.7 ms on a desktop, 3 to 11 ms on a cheap phone."""
COUNTERS = (50, 150)
"""Where the solution lies: about a second for a cheap phone, 0.1 s for a desktop."""
GOOD_FOR = datetime.timedelta(hours=1)
TOKEN_GOOD_FOR = datetime.timedelta(hours=24)
"""A form without scripts can't ask for another one while somebody is writing."""
LEAST_SECONDS = 3
"""Between a proof and its message: nobody writes that fast."""
SALT = "api.contact.proofs"


class PuzzleData(TypedDict):
    """What the server wants to know again."""

    issued: Annotated[int, doc("When the challenge was made, in seconds since 1970.")]


class PuzzleParameters(TypedDict):
    """A key derivation whose result has to begin with a prefix."""

    algorithm: Annotated[Literal["PBKDF2/SHA-256"], doc("The only one there is.")]
    cost: Annotated[int, doc("Rounds of the key derivation.")]
    keyLength: Annotated[int, doc("Of the derived key, in bytes.")]
    keyPrefix: Annotated[str, doc("What the derived key has to begin with, in hexadecimal digits.")]
    keySignature: Annotated[str, doc("To be sent back as it is.")]
    nonce: Annotated[str, doc("Comes before the counter, in hexadecimal digits.")]
    salt: Annotated[str, doc("In hexadecimal digits.")]
    expiresAt: Annotated[int, doc("Until when it can be used, in seconds since 1970.")]
    data: PuzzleData


class Challenge(TypedDict):
    """A puzzle of ALTCHA, version 2: the answer goes along with one message."""

    parameters: PuzzleParameters
    signature: Annotated[str, doc("To be sent back as it is: it shows that this server made the puzzle.")]


def new_challenge() -> Any:
    """A `Challenge`. Costs about 1.5 ms: the server has to solve it too."""
    first, last = COUNTERS
    challenge = create_challenge(
        "PBKDF2/SHA-256",
        COST,
        counter=first + secrets.randbelow(last - first + 1),
        expires_at=timezone.now() + GOOD_FOR,
        data={"issued": int(time.time())},
        hmac_secret=_key("challenge"),
        hmac_key_secret=_key("solution"),
    )
    return challenge.to_dict()


def spend_solution(proof: str) -> None:
    """Uses up the solved challenge in `proof`. Raises ValidationError where it is none, too old or used, and TooOften
    where it comes too early. To be called in the transaction that keeps the message."""
    payload = _payload_of(proof)
    result = verify_solution(payload, _key("challenge"), hmac_key_secret=_key("solution"))
    if result.expired:
        raise ValidationError({"proof": "This proof is too old. Solve a new challenge."}, code="expired")
    if not result.verified:
        raise ValidationError({"proof": "This is not the solution of a challenge of this site."}, code="invalid")
    parameters = payload.challenge.parameters
    used = "This proof has been used already, and the message that it came with has arrived."
    _spend("proof", str(payload.challenge.signature), parameters.data["issued"], GOOD_FOR, used)


def _payload_of(proof: str) -> Any:
    """The solution as sent. What is not signed by us is only good for being verified."""
    try:
        return Payload.from_base64(proof)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValidationError({"proof": "This is not the base64 of a solved challenge."}, code="invalid") from error


def new_token() -> str:
    """A token for a form without scripts."""
    return signing.dumps({"id": secrets.token_hex(8), "issued": int(time.time())}, salt=SALT)


def spend_token(token: str) -> None:
    """Uses up `token`, as `spend_solution` does a solution."""
    try:
        known = signing.loads(token, salt=SALT, max_age=TOKEN_GOOD_FOR)
    except signing.BadSignature as error:
        raise ValidationError({"token": "This form is too old. Look it over and send it again."}, code="expired") from error
    used = "This form has been sent already, and its message has arrived. To send what is in it now, send it once more."
    _spend("token", token, known["issued"], TOKEN_GOOD_FOR, used)


def _spend(name: str, proof: str, issued: int, good_for: datetime.timedelta, used: str) -> None:
    wait = issued + LEAST_SECONDS - int(time.time())
    if wait > 0:
        raise TooOften("That was very fast. Wait a moment and send it again.", wait, "too_early")
    digest = hashlib.sha256(proof.encode()).hexdigest()
    try:
        with transaction.atomic():
            SpentProof.objects.create(digest=digest, expires_at=timezone.now() + good_for)
    except IntegrityError as error:
        raise ValidationError({name: used}, code="used") from error


def forget_expired_proofs() -> None:
    """Deletes what is known to be used and could not be used again anyway."""
    SpentProof.objects.filter(expires_at__lte=timezone.now()).delete()


def _key(purpose: str) -> bytes:
    return salted_hmac(SALT, purpose, secret=settings.SECRET_KEY, algorithm="sha256").digest()
