"""How caches in front of the site are told what to throw away: backends for Wagtail's `WAGTAILFRONTENDCACHE`.

Wagtail's own know addresses only, and log what fails; these know tags where the cache does, and raise, so that it is tried
again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import urllib3
from wagtail.contrib.frontend_cache.backends import BaseBackend, CloudflareBackend, HTTPBackend

TIME_LIMITS = urllib3.Timeout(connect=3, read=10)


class PurgeError(Exception):
    """A cache could not be told. Says why, without an address or a key."""


class Varnish(BaseBackend):
    """PURGE with the tags in `Surrogate-Key`, or `*` for everything: see docs/varnish.vcl. LOCATION: the cache's address."""

    MOST_TAGS = 100

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location = params["LOCATION"]

    def purge_tags(self, tags: list[str]) -> None:
        for some in parts(tags, self.MOST_TAGS):
            send("PURGE", self.location, {"Surrogate-Key": " ".join(some)})

    def purge_everything(self) -> None:
        send("PURGE", self.location, {"Surrogate-Key": "*"})


class Fastly(BaseBackend):
    """Fastly's API. SERVICE: the service's id; TOKEN: an API token that may purge it."""

    MOST_TAGS = 256
    API = "https://api.fastly.com"

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.service = f"{params.get('LOCATION', self.API)}/service/{params['SERVICE']}"
        self.key = {"Fastly-Key": params["TOKEN"]}

    def purge_tags(self, tags: list[str]) -> None:
        for some in parts(tags, self.MOST_TAGS):
            send("POST", f"{self.service}/purge", {**self.key, "Surrogate-Key": " ".join(some)})

    def purge_everything(self) -> None:
        send("POST", f"{self.service}/purge_all", self.key)


class Cloudflare(CloudflareBackend):
    """Wagtail's backend for Cloudflare, which knows tags besides. ZONEID and BEARER_TOKEN as Wagtail has them."""

    MOST_TAGS = 30

    def __init__(self, params: dict[str, Any]) -> None:
        location = params.pop("LOCATION", "")
        super().__init__(params)
        self.endpoint = location or self.cloudflare_purge_endpoint_url

    def purge_tags(self, tags: list[str]) -> None:
        for some in parts(tags, self.MOST_TAGS):
            self._purge({"tags": some})

    def purge_everything(self) -> None:
        self._purge({"purge_everything": True})

    def _purge(self, what: dict[str, Any]) -> None:
        headers = {"Authorization": f"Bearer {self.cloudflare_token}", "Content-Type": "application/json"}
        answer = send("POST", self.endpoint, headers, json.dumps(what))
        try:
            is_done = json.loads(answer)["success"] is True
        except (ValueError, KeyError, TypeError):
            is_done = False
        if not is_done:
            raise PurgeError("it says that it has not")


class ByAddress(HTTPBackend):
    """PURGE for each address, as caches know it that have no tags. LOCATION: the cache's address."""

    NOT_THERE = (404, 412)
    """What caches say to addresses that they don't hold."""

    def purge(self, url: str) -> None:
        asked = urlsplit(url)
        path = asked.path + (f"?{asked.query}" if asked.query else "")
        send("PURGE", f"{self.cache_scheme}://{self.cache_netloc}{path}", {"Host": asked.netloc}, accepted=self.NOT_THERE)


def parts(tags: list[str], most: int) -> Iterator[list[str]]:
    """The tags in lists of at most so many."""
    rest = iter(tags)
    while some := list(islice(rest, most)):
        yield some


def send(method: str, url: str, headers: Mapping[str, str], body: str | None = None, accepted: Iterable[int] = ()) -> bytes:
    """The content of an answer with a status of 200 to 299, or one of `accepted`. Raises `PurgeError` for any other, and
    where there is none."""
    try:
        with urllib3.PoolManager(timeout=TIME_LIMITS, retries=False) as pool:
            answer = pool.request(method, url, headers=dict(headers), body=body, redirect=False)
    except urllib3.exceptions.HTTPError as error:
        raise PurgeError(type(error).__name__) from error
    if not 200 <= answer.status < 300 and answer.status not in accepted:
        raise PurgeError(f"status {answer.status}")
    return answer.data
