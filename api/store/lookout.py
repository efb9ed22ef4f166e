"""Looks for what has become stale: what other processes have told since the last look, and what the clock has done."""

import datetime
from collections.abc import Iterator

from django.db.models import Max, Q

from api.changes import KEPT_NEWS, next_moment
from api.models import StaleKeys
from api.staleness import EVERYTHING, stale_by_clock

LONGEST_TRANSACTION = datetime.timedelta(minutes=10)
"""Where several write at once, what is told first may be committed last: so far back a look goes again."""


class Lookout:
    """What one response store knows of the news. Not to be used by two threads at a time."""

    def __init__(self) -> None:
        self._seen: dict[int, datetime.datetime] = {}
        self._last = 0
        self._looked_at: datetime.datetime | None = None
        self.next_moment: datetime.datetime | None = None
        """When the clock next changes what readers get; None for never."""

    def look(self, now: datetime.datetime) -> set[str]:
        """The keys that have become stale since the last look; everything at the first one, and after a clock that was
        put back. One query where there is no news."""
        before, self._looked_at = self._looked_at, now
        if before is None or now < before or now - before > KEPT_NEWS / 2:
            self._begin(now)
            return {EVERYTHING}
        keys = set(self._news(now))
        if keys or (self.next_moment and self.next_moment <= now):
            keys |= stale_by_clock(before, now)
            self.next_moment = next_moment(now)
        return keys

    def _begin(self, now: datetime.datetime) -> None:
        self._last = StaleKeys.objects.aggregate(last=Max("pk"))["last"] or 0
        recent = StaleKeys.objects.filter(noted_at__gt=now - LONGEST_TRANSACTION)
        self._seen = dict(recent.values_list("pk", "noted_at"))
        self.next_moment = next_moment(now)

    def _news(self, now: datetime.datetime) -> Iterator[str]:
        since = now - LONGEST_TRANSACTION
        self._seen = {pk: noted_at for pk, noted_at in self._seen.items() if noted_at > since}
        news = StaleKeys.objects.filter(Q(pk__gt=self._last) | Q(noted_at__gt=since))
        for pk, noted_at, keys in news.values_list("pk", "noted_at", "keys"):
            if pk not in self._seen:
                self._seen[pk] = noted_at
                self._last = max(self._last, pk)
                yield from keys.split("\n")
