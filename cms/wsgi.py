"""What the web server calls: the whole site as one WSGI application."""

import os
from contextlib import suppress
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")


class TextRequest(WSGIRequest):
    """Django takes every codec that Python knows for a charset, and fails with those that don't make text, as in
    `Content-Type: text/plain; charset=bz2_codec`. Such a charset counts as none."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        with suppress(LookupError):
            super()._set_content_type_params(meta)  # type: ignore[misc]  # the stubs leave it out
            return
        self._encoding = None


class Site(WSGIHandler):
    request_class = TextRequest


django.setup(set_prefix=False)

from api.store import with_store  # noqa: E402  # needs the apps to be ready
from cms.arrival import with_scheme  # noqa: E402
from cms.probes import with_probes  # noqa: E402

application = with_probes(with_scheme(with_store(Site())))
