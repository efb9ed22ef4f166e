"""Who may keep an answer without asking each time: a cache in front of the site that is told what it has to forget.

There are three headers for it, since caches differ in which of them they read. Browsers, which nobody can tell anything,
still ask each time. Without such a cache none of the three is sent: what was taken back must not be read from a cache.
"""

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from api.dependencies import Dependencies
from api.edge.addresses import note_address

SECONDS = 3600
"""For so long a lost message, or a cache that can't be reached, can matter."""
SECONDS_BY_ADDRESS = 60
"""Where a cache forgets by address only: the same answer may be in it at an address that is written in another way."""
WHILE_REVALIDATING = 60
IF_ERROR = 86400

FROM_SOMEBODY = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_X_PREVIEW_LINK")
"""What is asked with any of these is kept by no shared cache, though the answer is the same for everybody."""

IN_FRONT = ("Surrogate-Key", "Surrogate-Control", "CDN-Cache-Control")
"""Headers for caches in front alone."""


def let_caches_keep(request: HttpRequest, response: Any, dependencies: Dependencies, tags: list[str]) -> None:
    """Says in the headers of `response`, which is public and carries these `tags`, that a cache in front of the site may
    keep it, where there is one. Where that knows no tags, costs a write."""
    if not settings.CDN or not tags or request.method not in ("GET", "HEAD"):
        return
    if any(request.META.get(name) for name in FROM_SOMEBODY):
        return
    knows_tags = settings.CDN != "http"
    left = seconds_left(dependencies.until)
    if left < 1 or not (knows_tags or (response.status_code == 200 and note_address(request, dependencies, tags))):
        return
    fresh = min(SECONDS if knows_tags else SECONDS_BY_ADDRESS, left)
    # Nor when it can't be made anew is it shown past the moment at which it changes.
    stale = f"stale-while-revalidate={min(WHILE_REVALIDATING, left - fresh)}, stale-if-error={min(IF_ERROR, left - fresh)}"
    # A browser that takes note of "stale-while-revalidate" is kept from it by "must-revalidate".
    response["Cache-Control"] = f"public, max-age=0, must-revalidate, s-maxage={fresh}, {stale}"
    response["CDN-Cache-Control"] = response["Surrogate-Control"] = f"max-age={fresh}, {stale}"
    response["Surrogate-Key"] = " ".join(tags)


def keep_to_ourselves(response: Any) -> None:
    """Takes the headers for caches in front from an answer that has turned out not to be for everybody."""
    if "s-maxage" not in response["Cache-Control"]:
        for name in IN_FRONT:
            del response[name]


def seconds_left(until: datetime.datetime | None) -> int:
    """Until the clock changes the answer; as good as for ever where it doesn't."""
    return int((until - timezone.now()).total_seconds()) if until else SECONDS + IF_ERROR
