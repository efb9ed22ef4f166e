"""How often one client may do something, counted for all processes together, without keeping who it was.

A client is known by a keyed hash of its address. The key is made of the server's secret and the day: tomorrow's hash is
another one, and without the secret nobody can try all addresses. Counts are deleted when their time is over.
"""

import datetime
import ipaddress
from typing import Literal

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.exceptions import Throttled

from api.models import Tally

HOUR = 3600
UNKNOWN = "unknown"


class TooOften(Throttled):
    """A refusal with a sentence of ours, a word for programs, and the seconds to wait."""

    def __init__(self, detail: str, wait: int, code: Literal["too_early", "too_often"] = "too_often") -> None:
        super().__init__(detail=detail, code=code)
        self.wait = wait


def client_of(request: HttpRequest) -> str:
    """The address that the request comes from, of an IPv6 address the part that one household has.

    It is taken from the connection, or from the header that `CLIENT_ADDRESS_HEADER` names: only a proxy in front of this
    server can be trusted with that, and it writes the address last.
    """
    header = settings.CLIENT_ADDRESS_HEADER
    told = request.headers.get(header, "") if header else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(told.rpartition(",")[2].strip())
    except ValueError:
        return UNKNOWN
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), 64), strict=False).network_address)
    return str(address)


def count(what: str, client: str, limit: int, seconds: int = HOUR) -> None:
    """Counts one time; raises TooOften where `client` has done it `limit` times already.

    One to three writes, and exact whoever counts at the same time. In a transaction it is taken back with the rest.
    """
    now = timezone.now()
    window = int(now.timestamp()) // seconds
    ends_at = datetime.datetime.fromtimestamp((window + 1) * seconds, datetime.UTC)
    key = salted_hmac(f"api.limits {now:%Y-%m-%d}", f"{what} {window} {client}", algorithm="sha256").hexdigest()
    if _count_on(key, limit):
        return
    _, is_first = Tally.objects.get_or_create(key=key, defaults={"count": 1, "ends_at": ends_at})
    if is_first or _count_on(key, limit):
        return
    wait = max(1, int((ends_at - now).total_seconds()))
    raise TooOften(f"That was often enough for now. Try again in {_minutes(wait)}.", wait)


def _count_on(key: str, limit: int) -> bool:
    return bool(Tally.objects.filter(key=key, count__lt=limit).update(count=F("count") + 1))


def _minutes(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"


def forget_old_counts() -> None:
    """Deletes counts whose time is over."""
    Tally.objects.filter(ends_at__lte=timezone.now()).delete()
