"""The score that Mozilla's HTTP Observatory would give a page, by the rules that MDN publishes under "Tests & Scoring".

What needs more than one answer is left to the tests that call this, as is what only a list elsewhere knows: that http
leads to https is worth nothing and its lack 20 points, that a domain is in browsers' preload list 5 more. Cookies are
judged where the answer sets some.
"""

import re
from collections.abc import Mapping
from http.cookies import SimpleCookie

BASELINE = 100
LEAST_FOR_EXTRAS = 90
SIX_MONTHS = 15_768_000
ANYWHERE = {"*", "http:", "https:", "ftp:", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def score(headers: Mapping[str, str], html: str) -> int:
    """headers: by their names in lower case. Extras count only for a page that has lost no more than ten points."""
    points = [
        policy_points(directives_of(headers.get("content-security-policy", ""))),
        cookie_points(headers.get("set-cookie", "")),
        -50 if headers.get("access-control-allow-credentials") == "true" else 0,
        referrer_points(headers.get("referrer-policy", "")),
        transport_points(headers.get("strict-transport-security", "")),
        integrity_points(html),
        0 if headers.get("x-content-type-options") == "nosniff" else -5,
        frame_points(headers),
        10 if headers.get("cross-origin-resource-policy") in ("same-origin", "same-site") else 0,
    ]
    lost = BASELINE + sum(point for point in points if point < 0)
    return lost + sum(point for point in points if point > 0) if lost >= LEAST_FOR_EXTRAS else max(0, lost)


def directives_of(policy: str) -> dict[str, set[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


def policy_points(directives: dict[str, set[str]]) -> int:
    if not directives:
        return -25
    default = directives.get("default-src", {"*"})
    scripts, styles = directives.get("script-src", default), directives.get("style-src", default)
    if scripts & {*ANYWHERE, "'unsafe-inline'"} or directives.get("object-src", default) & ANYWHERE:
        return -20
    if any(source.startswith(("http:", "ftp:")) for sources in directives.values() for source in sources):
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    if styles & {*ANYWHERE, "'unsafe-inline'"}:
        return 0
    return 10 if default == {"'none'"} and directives.get("form-action", {"*"}) <= {"'none'", "'self'"} else 5


def cookie_points(written: str) -> int:
    cookies = list(SimpleCookie(written).values())
    if any(not cookie["secure"] or not cookie["httponly"] for cookie in cookies):
        return -40
    if any(cookie["samesite"] not in ("Lax", "Strict") for cookie in cookies):
        return -20
    return 5 if cookies else 0


def referrer_points(written: str) -> int:
    return 0 if not written else 5 if written in PRIVATE else -5


def transport_points(written: str) -> int:
    match = re.search(r"max-age=([0-9]+)", written)
    return -20 if not match else 0 if int(match[1]) >= SIX_MONTHS else -10


def integrity_points(html: str) -> int:
    scripts = re.findall(r"<script[^>]* src=[^>]*>", html)
    if any(re.search(r'src="(?:https?:)?//', script) and "integrity=" not in script for script in scripts):
        return -50
    return 5 if scripts and all("integrity=" in script for script in scripts) else 0


def frame_points(headers: Mapping[str, str]) -> int:
    ancestors = directives_of(headers.get("content-security-policy", "")).get("frame-ancestors", {"*"})
    if not ancestors & ANYWHERE:
        return 5
    return 5 if headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN") else -20
