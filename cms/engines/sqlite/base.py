"""Django's SQLite."""

from django.db.backends.sqlite3 import base

from cms.engines.failing import FailsAtOnce, NotesCommits


class DatabaseWrapper(FailsAtOnce, NotesCommits, base.DatabaseWrapper):
    pass
