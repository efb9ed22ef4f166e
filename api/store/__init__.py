"""The response store: finished answers of public GETs, in the memory of each web server's process, above all of Django.

`addresses` says which questions it knows, `answers` what one answer is, `memory` what is kept, `lookout` what has become
stale, and `store` puts it together. What is stale when something changes stands in `api.staleness`.
"""

from typing import Any

from django.conf import settings

from api.signpost import signpost_at
from api.store.store import Application, Store

MEGABYTE = 1024**2

_running: list[Store] = []


def with_store(site: Application) -> Any:
    """`site` with a response store in front of it, as large as the settings say; `site` itself where that is nothing."""
    if not settings.RESPONSE_STORE_MB:
        return site
    shell = settings.FRONTEND_BUILD / "shell.html"
    store = Store(site, settings.RESPONSE_STORE_MB * MEGABYTE, signpost_at(settings.RESPONSE_STORE_SIGNPOST), shell)
    _running[:] = [store]
    return store


def running() -> Store | None:
    """The store of this process, if there is one."""
    return _running[0] if _running else None
