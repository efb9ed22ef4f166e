"""What both databases have in common here."""

from typing import Any

from django.db import OperationalError


class DatabaseIsAway(OperationalError):
    """During an outage that is known: whoever began it has said so."""


class FailsAtOnce:
    """A database of Django's to which nobody connects during an outage: see `api.outage`."""

    is_probe = False
    """Whether this connection is the one that finds out whether the outage is over."""

    def ensure_connection(self: Any) -> None:
        # Not at the top: settings name this module's neighbours before there are any apps.
        from api.outage import outage

        if outage.is_on and not self.is_probe:
            raise DatabaseIsAway("The database can't be asked just now.")
        super().ensure_connection()  # type: ignore[misc]  # of the database that this is mixed into

    def close_if_unusable_or_obsolete(self: Any) -> None:
        """Called before and after each request. What is left from before the outage, which another thread may have noticed, is
        closed; the request is answered by whoever finds that there is no database."""
        try:
            super().close_if_unusable_or_obsolete()  # type: ignore[misc]  # of the database that this is mixed into
        except DatabaseIsAway:
            self.close()


class NotesCommits:
    """A database of Django's that remembers whether anything has been committed: see `cms.saving`."""

    has_committed = False

    def _commit(self: Any) -> None:
        # Of a commit that another machine gives no answer to, nobody knows whether it was made.
        self.has_committed |= self.vendor != "sqlite"
        super()._commit()  # type: ignore[misc]  # of the database that this is mixed into
        self.has_committed = True
