"""Knows when anything that readers see last changed, and tells what is stale then: every signal of a change arrives here.

A date that is too old would make `If-Modified-Since` give a reader what an editor has taken back, so this errs on the
side of not knowing. A change is noted in its own transaction, before it is made, and dated after the commit; as long
as a note is open nobody is given a date. So is nobody while the clock has passed a moment that changes something and
the schedule has not dated that yet, and nobody by a process that is younger than the date: it may be another version.

Dates are whole seconds, as HTTP has them, and each is given once. A date that is the same as before therefore says
that nothing has changed; a date that is earlier or later says nothing.
"""

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import transaction
from django.db.backends.signals import connection_created
from django.db.models import Exists, Min, QuerySet, Subquery
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_delete, pre_migrate, pre_save
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import post_page_move

from api.models import LastChange, OpenChange, StaleKeys
from api.signpost import turn_signpost
from api.staleness import DRAFT_FIELDS, EVERYTHING, is_seen, stale_after, stale_move, state_of
from api.unsignalled import watching
from home.models import ActivityReportPage

STARTED_AT = timezone.now()
SECOND = datetime.timedelta(seconds=1)
LONGEST_WRITE = datetime.timedelta(minutes=1)
"""For how long a change outside of a transaction can stay open. What is open longer was left behind by a dead process."""
KEPT_NEWS = datetime.timedelta(days=1)
"""For how long it is kept what was stale: longer than a response store goes without looking."""


class Note(NamedTuple):
    """A change of something that is being written: the id of its `OpenChange`, and in which state the thing was."""

    open_change: int
    state: Any


class Notes(threading.local):
    """What one thread is writing, by the `id()` of the instance, and the ids of the open changes that it has written."""

    def __init__(self) -> None:
        self.writing: dict[int, list[Note]] = {}
        self.written: list[int] = []
        self.are_kept = True


_notes = Notes()

listeners: list[Callable[[set[str]], None]] = []
"""Who is told what is stale, within the transaction of the change, beside the response stores."""


def connect() -> None:
    """Begins to listen. Called once, when the apps are ready."""
    for signal, receiver, uid in RECEIVERS:
        signal.connect(receiver, dispatch_uid=uid)


@contextmanager
def unnoticed() -> Iterator[None]:
    """For what is rolled back in any case: nothing that this thread writes in this block is noted."""
    _notes.are_kept = False
    try:
        yield
    finally:
        _notes.are_kept = True


def before(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Signal receiver: `instance` is about to be written."""
    if _notes.are_kept and may_be_seen(sender, instance, kwargs.get("update_fields")):
        note(instance)


def saved(sender: Any, instance: Any, created: bool = False, **kwargs: Any) -> None:
    """Signal receiver: `instance` has been written."""
    tell_after(instance, created)


def deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Signal receiver: `instance` has been deleted."""
    tell_after(instance, False)


def relation_changed(sender: Any, instance: Any, action: str, **kwargs: Any) -> None:
    """Signal receiver: what `instance` is related to is written (`pre_...`) or has been (`post_...`)."""
    if action.startswith("post_"):
        tell_after(instance, False)
    elif _notes.are_kept and may_be_seen(sender, instance, None) and is_seen(type(instance)):
        note(instance)


def moved(sender: Any, instance: Any, parent_page_before: Any, **kwargs: Any) -> None:
    """Signal receiver: a page has another place, or another order among its neighbours, which is no save of theirs.

    The date of the change is that of the save that is part of a move.
    """
    tell(stale_move(instance, parent_page_before))


def watch(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Signal receiver: there is a connection to the database. Has it tell what is written through it without a signal."""
    # A connection that is opened anew keeps its wrappers.
    if _watcher not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watcher)


def begin_migrating(sender: Any, **kwargs: Any) -> None:
    """Signal receiver: migrations are about to write, when the tables of this module may not be there yet. A site that
    has been migrated is started anew, which counts as a change."""
    _migrations.are_running = True


def end_migrating(sender: Any, **kwargs: Any) -> None:
    """Signal receiver: all migrations have been applied."""
    _migrations.are_running = False


class Migrations:
    """Whether this process is just migrating its database."""

    are_running = False


_migrations = Migrations()


def written(key: str) -> None:
    """Tells and dates what was written without a signal. It is noted after it was made, since nobody knew before."""
    if _migrations.are_running or not _notes.are_kept:
        return
    tell({key})
    _notes.written.append(OpenChange.objects.create().pk)
    transaction.on_commit(_date_written, robust=True)


_watcher = watching(written)

RECEIVERS: tuple[tuple[Any, Any, str], ...] = (
    (pre_save, before, "note_save"),
    (pre_delete, before, "note_delete"),
    (post_save, saved, "tell_save"),
    (post_delete, deleted, "tell_delete"),
    (m2m_changed, relation_changed, "tell_relation"),
    (post_page_move, moved, "tell_move"),
    (connection_created, watch, "watch_connection"),
    (pre_migrate, begin_migrating, "begin_migrating"),
    (post_migrate, end_migrating, "end_migrating"),
)
"""All that is listened to. What happens without any of these, such as a frontend that is built anew and what the clock
does, the response store looks for itself."""


def may_be_seen(model: Any, instance: Any, update_fields: Any) -> bool:
    """Whether writing `instance` may change what a reader gets. One query for a page that is not live, else none."""
    if not is_seen(model):
        return False
    if not isinstance(instance, Page) or instance.live:
        return not (isinstance(instance, Page) and update_fields and set(update_fields) <= DRAFT_FIELDS)
    return bool(instance.pk) and Page.objects.filter(pk=instance.pk, live=True).exists()


def note(instance: object) -> None:
    """Opens a change: part of the caller's transaction, if there is one. One write, and a query or two."""
    _notes.writing.setdefault(id(instance), []).append(Note(OpenChange.objects.create().pk, state_of(instance)))


def tell_after(instance: object, is_new: bool) -> None:
    """Tells what is stale by what was noted for `instance`, and dates it once it is committed; nothing where nothing was
    noted."""
    notes = _notes.writing.get(id(instance))
    if not notes:
        return
    done = notes.pop()
    if not notes:
        del _notes.writing[id(instance)]
    tell(stale_after(instance, done.state, is_new))
    _notes.written.append(done.open_change)
    # A failure is logged, and not at the price of the change: what stays open is dated by the schedule.
    transaction.on_commit(_date_written, robust=True)


def tell(keys: set[str]) -> None:
    """Has every response store throw away what reads any of `keys`: written with the change itself, so that both are
    committed or neither, and looked for at once after that. One write."""
    if keys:
        StaleKeys.objects.create(keys="\n".join(sorted(keys)))
        for listener in listeners:
            listener(keys)
        # A failure costs a second: that is how often stores look without being told.
        transaction.on_commit(turn_signpost, robust=True)


def _date_written() -> None:
    """Dates all changes of a transaction together: the first call does it, and the others find nothing left."""
    written, _notes.written = _notes.written, []
    if written:
        date(written)


def date(notes: list[int]) -> None:
    """Gives the changes with these ids, which are committed, a date that none had before. Four queries."""
    with transaction.atomic():
        LastChange.objects.get_or_create(pk=1, defaults={"at": timezone.now().replace(microsecond=0)})
        last = LastChange.objects.select_for_update().get(pk=1)
        last.at = max(last.at + SECOND, timezone.now().replace(microsecond=0) + SECOND)
        last.until = next_moment(last.at)
        last.save()
        OpenChange.objects.filter(pk__in=notes).delete()


def next_moment(after: datetime.datetime) -> datetime.datetime | None:
    """The first moment behind `after` at which the clock changes what readers get."""
    moments = [
        model.objects.filter(**{f"{field}__gt": after}).aggregate(first=Min(field))["first"]
        for model, field in ((Page, "go_live_at"), (Page, "expire_at"), (ActivityReportPage, "starts_at"))
    ]
    return min((moment for moment in moments if moment), default=None)


def date_what_is_due() -> bool:
    """For the schedule: dates what the clock has changed, and what a dead process left open; whether there was anything."""
    left = list(OpenChange.objects.filter(noted_at__lt=timezone.now() - LONGEST_WRITE).values_list("pk", flat=True))
    if left:
        # Whoever wrote it may have died before it could tell what is stale.
        tell({EVERYTHING})
    is_due = bool(left) or not LastChange.objects.exclude(until__lte=timezone.now()).exists()
    if is_due:
        date(left)
    return is_due


def forget_old_news() -> None:
    """Deletes what every response store has known for long."""
    StaleKeys.objects.filter(noted_at__lt=timezone.now() - KEPT_NEWS).delete()


LAST_CHANGE = ["last_change_at", "last_change_until", "change_is_open"]


def with_last_change(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """`rows` with `LAST_CHANGE`, for `date_of`. It is to come with what is read first: what is read later may be newer than the
    date says, and never older."""
    last = LastChange.objects.order_by("pk")
    return rows.annotate(
        last_change_at=Subquery(last.values("at")[:1]),
        last_change_until=Subquery(last.values("until")[:1]),
        change_is_open=Exists(OpenChange.objects.all()),
    )


def date_of(row: Any, now: datetime.datetime) -> datetime.datetime | None:
    """When anything that readers see at `now` last changed, by a row of `with_last_change`; None where that is not known
    for certain."""
    at: datetime.datetime | None = row.last_change_at
    until: datetime.datetime | None = row.last_change_until
    if at is None or row.change_is_open or not STARTED_AT <= at <= now or (until and until <= now):
        return None
    return at
