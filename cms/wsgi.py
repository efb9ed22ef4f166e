"""What the web server calls: the whole site as one WSGI application."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

LONGEST_TYPE = 1000
"""Of a `Content-Type`, in characters. Python takes quadratic time for its quotation marks."""


class TextRequest(WSGIRequest):
    """All text is UTF-8, whatever charset a request names.

    Django takes every codec that Python knows for one. Some don't make text (`bz2_codec`), and one takes quadratic time: a
    form of 2 MB in `punycode` would keep a process busy for a quarter of an hour. Nor is a charset believed that a
    parameter's name ends in a star for (RFC 2231), which Django fails with where there is no such codec.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        told = meta.get("CONTENT_TYPE", "")
        is_plain = len(told) <= LONGEST_TYPE and "*" not in told
        self.content_type, self.content_params = parse_header_parameters(told if is_plain else "")


class Site(WSGIHandler):
    request_class = TextRequest


django.setup(set_prefix=False)

from api.store import with_store  # noqa: E402  # needs the apps to be ready
from cms.arrival import with_scheme  # noqa: E402
from cms.probes import with_probes  # noqa: E402

application = with_probes(with_scheme(with_store(Site())))
