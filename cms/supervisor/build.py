"""Says in one sentence what is missing when the site is started without having been built, or on an old database."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from cms.bootstrap.process import Problem


def check_build() -> None:
    """Raises `Problem` where the frontend isn't built or the static files aren't collected."""
    build = settings.FRONTEND_BUILD
    has_files = any((build / "client").glob("*"))
    if not (has_files and (build / "server" / "index.js").exists() and (build / "shell.html").exists()):
        raise Problem("The frontend isn't built: run `make run`, or `npm ci` and `npm run build` in frontend/.")
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise Problem("The static files aren't collected: run `make run`, or `manage.py collectstatic`.")


def check_tables() -> None:
    """Raises `Problem` where the database can't be reached or lacks migrations."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Problem(f"The database can't be used: {str(error).strip().splitlines()[0]}.") from error
    if missing:
        raise Problem(f"The database lacks {len(missing)} migrations: run `make run`, or `manage.py migrate`.")
