"""Notes which addresses a cache in front of the site may hold, for one that can only be told addresses to forget."""

import datetime

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from api.dependencies import Dependencies
from api.models import EdgeAddress
from api.staleness import EVERYTHING

LONGEST = 1000
"""In characters."""
MOST = 50_000
"""Addresses: whoever finds a way to write the same one differently gets no further than that."""
NOTED_ANEW = datetime.timedelta(days=1)
"""After so long the response store has an answer made anew, so that its address is noted anew."""


def note_address(request: HttpRequest, dependencies: Dependencies, tags: list[str]) -> bool:
    """Notes that the answer to `request`, with these `tags`, is given to a cache; whether it is noted.

    Addresses with a query are not: anybody can write the same one in any number of ways. Costs some queries, one a write.
    """
    if "PATH_INFO" not in request.META or request.META.get("QUERY_STRING"):
        return False
    address = request.build_absolute_uri()
    if len(address) > LONGEST:
        return False
    now = timezone.now()
    try:
        row = EdgeAddress.objects.filter(address=address)
        if not row.update(tags=" ".join(tags), noted_at=now):
            if EdgeAddress.objects.count() >= MOST:
                return False
            EdgeAddress.objects.create(address=address, tags=" ".join(tags), noted_at=now)
    except DatabaseError:
        # Somebody else writes for long, or the same: then this answer is not kept.
        return False
    dependencies.changes_at(now + NOTED_ANEW)
    return True


def noted(tags: set[str]) -> list[str]:
    """The addresses of what a cache may hold with any of `tags`; all of them for everything. One query."""
    rows = EdgeAddress.objects.values_list("address", "tags").iterator()
    return [address for address, given in rows if EVERYTHING in tags or not tags.isdisjoint(given.split(" "))]


def forget_old_addresses() -> None:
    """Deletes what no response store and no cache can hold any more."""
    EdgeAddress.objects.filter(noted_at__lt=timezone.now() - 2 * NOTED_ANEW).delete()
