"""Django's SQLite."""

from django.db.backends.sqlite3 import base

from cms.engines.failing import FailsAtOnce


class DatabaseWrapper(FailsAtOnce, base.DatabaseWrapper):
    pass
