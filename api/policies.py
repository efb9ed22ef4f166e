"""How content security policies are written, and those of answers that a browser has nothing to load for."""

import re
from base64 import b64encode
from hashlib import sha256

from django.conf import settings

INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
"""What a page has of scripts and styles in itself. Blocks of data have a type, and are run by nobody."""


def policy(**directives: str) -> str:
    """A policy that allows nothing but what the `directives` say; their names have underscores for dashes."""
    written = {"default_src": "'none'", **directives}
    parts = [f"{name.replace('_', '-')} {value}".strip() for name, value in written.items()]
    if settings.SITE_URL.startswith("https:"):
        parts.append("upgrade-insecure-requests")
    return "; ".join(parts)


def hashes_in(html: str, element: str) -> tuple[str, ...]:
    """As a policy names them: the hashes of all elements of the kind, `script` or `style`, whose content stands in `html`."""
    contents = [content for kind, content in INLINE.findall(html) if kind == element]
    return tuple(f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" for content in contents)


NOTHING = "default-src 'none'; frame-ancestors 'none'"
FILE = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""Of what was uploaded: shown or saved, but never run, and never with the rights of this origin."""
