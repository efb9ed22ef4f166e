"""Reads which cache stands in front of the site, for Wagtail's setting `WAGTAILFRONTENDCACHE`."""

import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

OWN = {"varnish": "api.edge.backends.Varnish", "http": "api.edge.backends.ByAddress"}
"""Caches that somebody runs, by the backends that tell them; each has an address."""
HIRED = {"cloudflare": "api.edge.backends.Cloudflare", "fastly": "api.edge.backends.Fastly"}
"""Those that somebody rents: with the id of a zone or a service there, and a token for it."""


def caches_in_front(kind: str, urls: list[str], account: str, token: str) -> dict[str, dict[str, Any]]:
    """The caches of that `kind`, by names for the log. Raises `ImproperlyConfigured` for what can't be meant."""
    if kind in OWN:
        for url in urls:
            if not re.fullmatch(r"https?://[^/\s]+/?", url):
                raise ImproperlyConfigured(f"CDN_URLS has {url}; each has to be an origin, such as http://127.0.0.1:6081.")
        if not urls:
            raise ImproperlyConfigured(f"CDN is {kind}; CDN_URLS has to say where it is, such as http://127.0.0.1:6081.")
        return {f"{kind} {number}": {"BACKEND": OWN[kind], "LOCATION": url} for number, url in enumerate(urls, start=1)}
    if kind in HIRED:
        if not re.fullmatch(r"[A-Za-z0-9]+", account) or not token:
            raise ImproperlyConfigured(f"CDN is {kind}; CDN_ID and CDN_TOKEN have to say which one, and with which right.")
        named = {"ZONEID": account, "BEARER_TOKEN": token} if kind == "cloudflare" else {"SERVICE": account, "TOKEN": token}
        return {kind: {"BACKEND": HIRED[kind], **named}}
    if kind:
        raise ImproperlyConfigured(f"CDN is {kind}; it has to be one of {', '.join([*HIRED, *OWN])}, or nothing.")
    return {}
