"""Asks everything that anybody can ask: each endpoint with each parameter, as the API document describes them, all other
addresses of the server, and whatever the answers link to.

The crawler knows the names of what is hidden, so it guesses better than a stranger could. It takes endpoints and
parameters from the document and addresses from the URL patterns: what is added there is asked as well.
"""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from django.test import Client
from django.urls import Resolver404

CHANGING_HEADERS = {"Expires", "Last-Modified"}
"""Removing is a change too; and what expires at once says when that was."""
_TAG_OF_ONE = re.compile(r"\b(?:page|image|document|children):\d+,?")
_TOKEN = re.compile(rb"""(CSRF_TOKEN": "|csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}""")
_LINK = re.compile(rb"""(?:https?://(?:localhost|testserver))?(/[A-Za-z0-9_%~.,;=?&/+:@-]*)""")


@dataclass(frozen=True)
class Secrets:
    """What the crawler knows of the hidden objects: ids, words of their texts, slugs, paths, tags."""

    ids: list[int]
    words: list[str]
    slugs: list[str]
    paths: list[str]
    tags: list[str]
    addresses: list[str]
    """Whole addresses: of files, of Wagtail's admin, of feeds and calendars."""

    def thinned(self, most: int) -> "Secrets":
        """At most that many of what any parameter is asked for, spread over all states and kinds; all paths are kept."""
        kept = {name: getattr(self, name) for name in ("ids", "words", "slugs", "tags")}
        return replace(self, **{name: values[:: len(values) // most + 1] for name, values in kept.items()})


class Probe(NamedTuple):
    """One request."""

    address: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Crawl:
    """What was asked, what came back, and which URL patterns answered."""

    answers: dict[Probe, bytes] = field(default_factory=dict)
    leaks: dict[str, set[Any]] = field(default_factory=dict)
    routes: set[str] = field(default_factory=set)

    def ask(self, client: Client, probe: Probe, find: Any) -> Any:
        client.cookies.clear()
        response = client.generic(probe.method, probe.address, headers=dict(probe.headers))
        with suppress(Resolver404):
            self.routes.add(response.resolver_match.route)
        if found := find(response) - _sent(probe, find):
            self.leaks[f"{probe.method} {probe.address}"] = found
        self.answers[probe] = comparable(response)
        return response


def crawl(client: Client, probes: Iterable[Probe], find: Any, follow: int = 300) -> Crawl:
    """Asks all of `probes`, and at most `follow` addresses that the answers link to. `find` gives an answer's canaries."""
    done, found = Crawl(), dict[str, None]()
    for probe in dict.fromkeys(probes):
        response = done.ask(client, probe, find)
        if response.status_code == 200:
            found.update(dict.fromkeys(_links_in(response)))
    linked = [Probe(address) for address in found if Probe(address) not in done.answers]
    for probe in linked[:follow]:
        done.ask(client, probe, find)
    return done


def _sent(probe: Probe, find: Any) -> set[Any]:
    """The canaries of the request itself: an answer that repeats them tells nothing."""
    return find(_Echo(probe))


class _Echo:
    def __init__(self, probe: Probe) -> None:
        self.headers = dict(probe.headers)
        self.content = probe.address.encode()

    def getvalue(self) -> bytes:
        return self.content


def comparable(response: Any) -> bytes:
    """An answer without what differs by necessity: the moment of the last change, ids in the tags for caches, and tokens
    against forged requests, each of which is given once."""
    headers = sorted(f"{name}: {value}" for name, value in response.headers.items() if name not in CHANGING_HEADERS)
    told = "\n".join([str(response.status_code), *headers, "", ""])
    return _TAG_OF_ONE.sub("", told).encode() + _TOKEN.sub(rb"\1", response.getvalue())


def _links_in(response: Any) -> list[str]:
    kind = response.get("Content-Type", "")
    if not any(name in kind for name in ("json", "xml", "html", "plain", "calendar")):
        return []
    links = dict.fromkeys(link.decode() for link in _LINK.findall(response.getvalue()))
    return [link for link in links if len(link) > 1 and not link.startswith(("//", "/static/", "/_app/"))]


def probes_of(document: dict[str, Any], secrets: Secrets) -> Iterator[Probe]:
    """Every operation of an OpenAPI document, with each of its parameters in turn, and in each method."""
    for template, item in document["paths"].items():
        described = [*item.get("parameters", []), *item.get("get", {}).get("parameters", [])]
        for path in _filled(template, described, secrets):
            yield Probe(path)
            yield Probe(path, "HEAD")
            yield Probe(path, "OPTIONS")
        path = next(iter(_filled(template, described, secrets)))
        yield Probe(path, "POST")
        query = [parameter for parameter in described if parameter["in"] == "query"]
        required = {parameter["name"]: "/" for parameter in query if parameter.get("required")}
        for parameter in query:
            for value in values_for(parameter, secrets):
                yield Probe(f"{path}?{urlencode({**required, parameter['name']: value})}")
        for name in (*LOOKUPS, *(f"{parameter['name']}__startswith" for parameter in query)):
            yield Probe(f"{path}?{urlencode({**required, name: secrets.words[0]})}")
        for parameters, headers in PREVIEWS:
            yield Probe(f"{path}?{urlencode({**required, **parameters})}", headers=headers)


def _filled(template: str, described: list[dict[str, Any]], secrets: Secrets) -> list[str]:
    names = [parameter for parameter in described if parameter["in"] == "path"]
    paths = [template]
    for parameter in names:
        gap = f"{{{parameter['name']}}}"
        paths = [path.replace(gap, quote(str(value))) for path in paths for value in values_for(parameter, secrets)]
    return paths


def values_for(parameter: dict[str, Any], secrets: Secrets) -> list[Any]:
    """What to ask a parameter for: by its name where that is known here, otherwise by its type."""
    name, schema = parameter["name"], parameter.get("schema", {})
    if name in BY_NAME:
        return BY_NAME[name](secrets)
    if "enum" in schema:
        return [*schema["enum"], *HIDDEN_FIELDS]
    if schema.get("type") == "integer":
        return secrets.ids
    if schema.get("type") == "boolean":
        return ["true", "false"]
    if schema.get("format") in ("date", "date-time"):
        return ["2000-01-01", "2024-05-01", "2100-01-01"]
    return [*secrets.words, *secrets.slugs[::10], *secrets.paths[::10], *secrets.ids[::10]]


def cursors(secrets: Secrets) -> list[str]:
    """Cursors as lists make them, for pages that are hidden: one could ask what comes after such a page."""
    pairs = zip(secrets.ids[::8], secrets.words, strict=False)
    made = [(order, value, pk) for pk, word in pairs for order, value in _places(pk, word)]
    return [base64.urlsafe_b64encode(json.dumps(list(cursor)).encode()).decode().rstrip("=") for cursor in made]


def _places(pk: int, word: str) -> list[tuple[str, Any]]:
    return [("tree", "0001"), ("title", word), ("-title", word), ("id", pk), ("-starts_at", None), ("owner", word)]


HIDDEN_FIELDS = ["owner", "draft_title", "latest_revision", "locked_by", "expire_at", "-go_live_at", "alias_of", "title__x"]
LOOKUPS = ["title__startswith", "owner__email", "search", "id", "draft", "alias_of", "view_restrictions__isnull", "q__x"]
PREVIEWS: list[tuple[dict[str, str], tuple[tuple[str, str], ...]]] = [
    ({"preview": "1"}, ()),
    ({"draft": "true"}, ()),
    ({"token": "1:1"}, ()),
    ({"in_preview_panel": "true"}, ()),
    ({"content_type": "home.articlepage", "token": "id=5"}, ()),
    ({}, (("X-Preview-Link", "A" * 43),)),
    ({}, (("X-Preview", "1"), ("Authorization", "Bearer x"))),
    ({}, (("Cookie", "sessionid=x; preview=1"),)),
    ({}, (("Host", "localhost"),)),
    ({}, (("X-Forwarded-Host", "other.example"),)),
    ({}, (("If-None-Match", '"x"'), ("Range", "bytes=0-10"))),
]
FIELDS = ["*", "title", "summary,path", "meta", "owner", "draft_title", "alias_of", "view_restrictions", "body", "email"]
BY_NAME: dict[str, Any] = {
    "path": lambda secrets: secrets.paths,
    "slug": lambda secrets: secrets.slugs,
    "tag": lambda secrets: [*secrets.tags, ",".join(secrets.tags[:40])],
    "fields": lambda secrets: FIELDS,
    "cursor": cursors,
    "limit": lambda secrets: [1, 2, 100],
    "offset": lambda secrets: [0, 1, 5, 1000],
}


def walk(client: Client, address: str, find: Any, crawled: Crawl) -> None:
    """Follows `meta.next_cursor` from a list's first part to its last."""
    separator = "&" if "?" in address else "?"
    following: str | None = ""
    while following is not None:
        probe = Probe(f"{address}{separator}limit=3" + (f"&cursor={following}" if following else ""))
        answer = crawled.ask(client, probe, find).json()
        following = answer["meta"]["next_cursor"]


def is_list(item: dict[str, Any]) -> bool:
    return any(parameter["name"] == "cursor" for parameter in item.get("get", {}).get("parameters", []))
