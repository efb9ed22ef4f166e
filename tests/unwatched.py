"""Much that is made in the database, in half of the time."""

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.signal_handlers import disable_reference_index_auto_update

from api.changes import unnoticed


@contextmanager
def unwatched() -> Iterator[None]:
    """What is made within leaves no news for response stores and no list of who mentions what: no answer is made of either."""
    with unnoticed(), disable_reference_index_auto_update():
        yield
