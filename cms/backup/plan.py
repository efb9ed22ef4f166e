"""What settings say about backups: where copies go, who can open them, when they are made, how many are kept."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
"""An X25519 recipient of age: https://age-encryption.org/v1."""


class Keep(NamedTuple):
    """Of how many days, weeks and months the last copy is kept."""

    daily: int
    weekly: int
    monthly: int


@dataclass(frozen=True)
class Plan:
    """place: a folder or `s3://bucket/folder`; empty where the worker makes no backups. at: in the site's time zone."""

    place: str
    recipients: tuple[str, ...]
    keep: Keep
    at: datetime.time


def plan_of(place: str, recipients: Sequence[str], keep: str, at: str) -> Plan:
    """The plan that the settings of these names (`BACKUP_TO` and so on) mean. Raises `ImproperlyConfigured` with a sentence."""
    for recipient in recipients:
        if not RECIPIENT.fullmatch(recipient):
            raise ImproperlyConfigured(
                f"BACKUP_RECIPIENTS has {recipient[:80]}; it takes public keys of age, which begin with age1."
            )
    if place and not recipients:
        raise ImproperlyConfigured("BACKUP_TO needs BACKUP_RECIPIENTS: the public keys of those who can open the copies.")
    numbers = re.fullmatch(r"(\d{1,4}),(\d{1,4}),(\d{1,4})", keep.replace(" ", "") or "7,4,6")
    if not numbers or int(numbers[1]) < 1:
        raise ImproperlyConfigured(
            f"BACKUP_KEEP is {keep}; it has to be three numbers such as 7,4,6: of how many days, weeks and months a copy "
            "is kept, one day at least."
        )
    try:
        time = datetime.datetime.strptime(at or "03:00", "%H:%M").time()  # noqa: DTZ007  # a time of day has no zone
    except ValueError as error:
        raise ImproperlyConfigured(f"BACKUP_AT is {at}; it has to be a time of day such as 03:00.") from error
    return Plan(place, tuple(recipients), Keep(*map(int, numbers.groups())), time)
