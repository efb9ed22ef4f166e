"""How often one client may do something, and all together, counted for all processes, without keeping who it was.

A client is known by a keyed hash of its address. The key is made of the server's secret and the day: tomorrow's hash is
another one, and without the secret nobody can try all addresses. Counts are deleted when their time is over.

What readers ask for in masses is counted in memory, since a read must not write: see `api.rates`.
"""

import datetime
import ipaddress
from typing import Any, Literal

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.exceptions import Throttled

from api.models import Tally

HOUR = 3600
UNKNOWN = "unknown"
ALL = "all"
"""Counted as if it were a client: no address is called so."""
ARRIVED_FROM = "broadside.address"
"""In a WSGI environment: the address that a request came from, where its connection and its headers were left out."""


class TooOften(Throttled):
    """A refusal with a sentence of ours, a word for programs, and the seconds to wait."""

    def __init__(self, detail: str, wait: int, code: Literal["too_early", "too_often"] = "too_often") -> None:
        super().__init__(detail=detail, code=code)
        self.wait = wait

    @classmethod
    def until(cls, wait: int) -> "TooOften":
        return cls(f"That was often enough for now. Try again in {_minutes(wait)}.", wait)


def client_of(request: HttpRequest) -> str:
    """The address that the request comes from, of an IPv6 address the part that one household has.

    It is taken from the connection, or from the header that `CLIENT_ADDRESS_HEADER` names: only a proxy in front of this
    server can be trusted with that, and it writes the address last.
    """
    told = request.META.get(ARRIVED_FROM)
    if told is None:
        told = address_in(request.META)
    try:
        address = ipaddress.ip_address(told.rpartition(",")[2].strip())
    except ValueError:
        return UNKNOWN
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), 64), strict=False).network_address)
    return str(address)


def address_in(environ: dict[str, Any]) -> str:
    """What the connection or, with `CLIENT_ADDRESS_HEADER`, the proxy tells of where a request comes from; unchecked."""
    header = settings.CLIENT_ADDRESS_HEADER
    name = f"HTTP_{header.upper().replace('-', '_')}" if header else "REMOTE_ADDR"
    return str(environ.get(name, ""))


def count_for_all(what: str, client: str, most: int, most_of_all: int, seconds: int = HOUR) -> None:
    """As `count`, for the client and for all clients together."""
    count(what, client, most, seconds)
    count(what, ALL, most_of_all, seconds)


def count(what: str, client: str, limit: int, seconds: int = HOUR) -> str:
    """Counts one time; raises TooOften where `client` has done it `limit` times already. Returns what `take_back` needs.

    One to three writes, and exact whoever counts at the same time. In a transaction it is taken back with the rest.
    """
    now = timezone.now()
    key, ends_at = _window(what, client, seconds, now)
    if _count_on(key, limit):
        return key
    _, is_first = Tally.objects.get_or_create(key=key, defaults={"count": 1, "ends_at": ends_at})
    if is_first or _count_on(key, limit):
        return key
    raise TooOften.until(max(1, int((ends_at - now).total_seconds())))


def _window(what: str, client: str, seconds: int, now: datetime.datetime) -> tuple[str, datetime.datetime]:
    """The key of a count, and when its time is over."""
    window = int(now.timestamp()) // seconds
    key = salted_hmac(f"api.limits {now:%Y-%m-%d}", f"{what} {window} {client}", algorithm="sha256").hexdigest()
    return key, datetime.datetime.fromtimestamp((window + 1) * seconds, datetime.UTC)


def take_back(keys: list[str]) -> None:
    """Takes back one time of each count, where it turned out that it should not have been counted."""
    Tally.objects.filter(key__in=keys, count__gt=0).update(count=F("count") - 1)


def _count_on(key: str, limit: int) -> bool:
    return bool(Tally.objects.filter(key=key, count__lt=limit).update(count=F("count") + 1))


def _minutes(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"


def forget_old_counts() -> None:
    """Deletes counts whose time is over."""
    Tally.objects.filter(ends_at__lte=timezone.now()).delete()
