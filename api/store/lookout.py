"""Looks for what has become stale: what other processes have told since the last look, and what the clock has done."""

import datetime

from django.db import connection
from django.db.models import Q

from api.changes import KEPT_NEWS, next_moment
from api.models import StaleKeys
from api.staleness import EVERYTHING, stale_by_clock

LONGEST_TRANSACTION = datetime.timedelta(minutes=10)
"""Where several write at once, what is told first may be committed last: so far back a look goes again."""

Last = tuple[int, datetime.datetime] | None
"""The id of some news and when they were noted; None where there are none."""


class Lookout:
    """What one response store knows of the news. Not to be used by two threads at a time."""

    def __init__(self) -> None:
        self._seen: dict[int, datetime.datetime] = {}
        self._last: Last = None
        self._looked_at: datetime.datetime | None = None
        self._is_in_doubt = False
        self.next_moment: datetime.datetime | None = None
        """When the clock next changes what readers get; None for never."""

    def connect(self) -> None:
        """Before each look: a new connection finds out whether the database has been started again."""
        connection.ensure_connection()

    def let_go(self) -> None:
        """After each look: gives back what comes from a pool. No request of Django's may follow that would do so, and a thread
        that ends takes it along."""
        connection.close_if_unusable_or_obsolete()

    def doubt(self) -> None:
        """The database was away: it may be another one, such as one from a backup, when it is back."""
        self._is_in_doubt = True

    def look(self, now: datetime.datetime) -> set[str]:
        """The keys that have become stale since the last look; everything at the first one, after a clock that was put back,
        and in another database. One query where there is no news. After one that failed, the next look finds the same."""
        before = self._looked_at
        is_news_lost = before is None or now < before or now - before > KEPT_NEWS / 2
        if before is None or is_news_lost or (self._is_in_doubt and not self._is_the_same_database()):
            self._begin(now)
            keys = {EVERYTHING}
        else:
            keys = self._look_on(before, now)
        self._looked_at, self._is_in_doubt = now, False
        return keys

    def _begin(self, now: datetime.datetime) -> None:
        last = _last_news()
        recent = dict(StaleKeys.objects.filter(noted_at__gt=now - LONGEST_TRANSACTION).values_list("pk", "noted_at"))
        self.next_moment = next_moment(now)
        self._last, self._seen = last, recent

    def _look_on(self, before: datetime.datetime, now: datetime.datetime) -> set[str]:
        since = now - LONGEST_TRANSACTION
        last = self._last[0] if self._last else 0
        recent = StaleKeys.objects.filter(Q(pk__gt=last) | Q(noted_at__gt=since)).order_by("pk")
        news = [row for row in recent.values_list("pk", "noted_at", "keys") if row[0] not in self._seen]
        keys = {key for _, _, told in news for key in told.split("\n")}
        if keys or (self.next_moment and self.next_moment <= now):
            keys |= stale_by_clock(before, now)
            self.next_moment = next_moment(now)
        # Last of all: whatever of the above fails is not taken for done.
        self._seen = {pk: noted_at for pk, noted_at in self._seen.items() if noted_at > since}
        self._seen |= {pk: noted_at for pk, noted_at, _ in news}
        if news and news[-1][0] > last:
            self._last = news[-1][:2]
        return keys

    def _is_the_same_database(self) -> bool:
        """Whether the last news that was seen stands there, or none does where none was seen."""
        if self._last is None:
            return _last_news() is None
        pk, noted_at = self._last
        return StaleKeys.objects.filter(pk=pk, noted_at=noted_at).exists()


def _last_news() -> Last:
    return StaleKeys.objects.order_by("-pk").values_list("pk", "noted_at").first()
