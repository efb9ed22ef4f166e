"""Finds out whether a request came by https, before anything else looks at it.

This server has no certificate: where the site has https, a proxy in front takes care of it. What it tells in
`X-Forwarded-Proto` decides here, above the response store, which keeps answers by that. Somebody who lies in that header is
sent on to where the site is, or gets without https what everybody gets, and no cookie with it: nobody else is concerned.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings

Application = Callable[..., Any]


class Arrival:
    """Hands on to `site`, a WSGI application, what a request turns out to be."""

    def __init__(self, site: Application) -> None:
        self._site = site

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        # A proxy that says nothing leads nobody in a circle: then it has to send readers on to https itself.
        told = environ.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()
        environ["wsgi.url_scheme"] = "http" if told == "http" else "https"
        return self._site(environ, start_response)


def with_scheme(site: Any) -> Any:
    """`site` behind a proxy that has the certificate; `site` itself where there is no https."""
    return Arrival(site) if settings.IS_HTTPS else site
