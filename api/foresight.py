"""The site as it will be at a moment to come, if nobody does anything until then.

What is scheduled is published within a transaction that is rolled back, so an answer is built from the very rows that
there will be, by the code that builds every other one: lists, filters, counts and addresses can't differ.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from wagtail.models import Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from api.changes import unnoticed
from api.search import index


@contextmanager
def as_on(moment: datetime.datetime) -> Iterator[None]:
    """Within this block the database is as the schedule will have left it at `moment`; afterwards, as it was.

    Others who want to write have to wait for the block, where anything is scheduled.
    """
    due = list(Revision.page_revisions.filter(approved_go_live_at__lte=moment).order_by("approved_go_live_at"))
    if not due:
        yield
        return
    with transaction.atomic(), unnoticed(), disable_reference_index_auto_update():
        for revision in due:
            _go_live(revision)
        index.write([int(revision.object_id) for revision in due], moment)
        yield
        transaction.set_rollback(True)


def _go_live(revision: Revision) -> None:
    """Writes the page as the revision has it. Nobody is told, as `Revision.publish` would."""
    page: Any = revision.as_object()
    page.live = True
    page.first_published_at = page.first_published_at or revision.approved_go_live_at
    page.last_published_at = revision.approved_go_live_at
    # What the editors approved is not checked again, and a draft may have taken the address meanwhile.
    page.save(clean=False)
    page.update_aliases(revision=revision)
