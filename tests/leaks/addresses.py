"""What the crawler asks beside the API: files, feeds, calendars, the page shell and the admin, for everything hidden."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from home.models import CustomRendition
from tests.leaks.crawler import Probe, Secrets
from tests.leaks.world import World

FIXED = ["/", "/feed.xml", "/feed.json", "/activities.ics", "/sitemap.xml", "/sitemap.xml?p=2", "/robots.txt"]
FIXED += [f"/feeds/{kind}.{form}" for kind in ("positions", "activities", "articles", "pages") for form in ("xml", "json")]
FIXED += ["/.well-known/security.txt", "/favicon.ico", "/accent/0a1b2c.css"]
FIXED += [
    "/search/",
    "/search/?q=homes",
    "/preview/",
    "/shared/",
    "/api/v1/shared/",
    "/api/v1/shared/answers/",
    "/contact/?sent=1",
]
FIXED += ["/api/v1/schema/", "/api/v1/docs/", "/api/v1/", "/api/v1/health/", "/api/v2/pages/"]
_GAP = re.compile(r"<(?:(\w+):)?(\w+)>")


def secrets_of(world: World) -> Secrets:
    pages = [*world.hidden_pages, *world.redirect_targets]
    return Secrets(
        ids=[item.pk for item in (*pages, *world.hidden_images, *world.hidden_documents)],
        words=world.canaries.one_for_each("state", "kind"),
        slugs=[page.slug for page in pages],
        paths=[f"/{page.url_path.split('/', 2)[2]}" for page in pages]
        + [f"/old/{page.pk}/" for page in pages[::8]]
        + [f"/moved/{page.page_type}" for page in world.redirect_targets],
        tags=world.canaries.words("tags"),
        addresses=[*_files(world), *_site(world), *_admin([page.pk for page in pages])],
    )


def probes_elsewhere(secrets: Secrets) -> Iterator[Probe]:
    for address in (*FIXED, *secrets.addresses):
        yield Probe(address)
    for address in FIXED:
        yield Probe(address, "HEAD")
        yield Probe(address, "OPTIONS")
        yield Probe(address, headers=(("Accept-Language", "de"), ("Authorization", "Bearer x")))


def _files(world: World) -> Iterator[str]:
    """Every file that is not for readers, by the name that it has on the disk."""
    for image in world.hidden_images:
        yield f"/media/{image.file.name}"
        for rendition in CustomRendition.objects.filter(image=image):
            yield f"/media/{rendition.file.name}"
    for document in world.hidden_documents:
        yield f"/media/{document.file.name}"
        yield f"/documents/{document.pk}/{document.filename}"
        yield f"/documents/{document.pk}/"


def _site(world: World) -> Iterator[str]:
    for page in world.redirect_targets:
        yield f"/moved/{page.page_type}/"
    for page in [*world.hidden_pages, *world.redirect_targets]:
        path = f"/{page.url_path.split('/', 2)[2]}"
        yield path
        yield f"{path.rstrip('/') or '/home'}.ics"
        yield f"/{page.slug}/"
        yield f"/old/{page.pk}"
        yield f"/gone/{page.pk}/"
    for word in world.canaries.one_for_each("state", "kind"):
        yield f"/search/?q={word}"
    for tag in world.canaries.words("tags"):
        yield f"/feeds/tags/{tag}.xml"
        yield f"/feeds/tags/{tag}.json"


def _admin(ids: list[int]) -> Iterator[str]:
    """Each of the admin's addresses once, for one of the hidden pages."""
    for number, route in enumerate(route for route in routes() if route.startswith("admin/")):
        if "(" not in route and "^" not in route:
            yield "/" + _GAP.sub(partial(_value, ids[number % len(ids)]), route)


def _value(pk: int, gap: re.Match[str]) -> str:
    converter, name = gap.groups()
    if converter == "uuid":
        return "00000000-0000-0000-0000-000000000000"
    if name.startswith(("app_", "content_type_app")):
        return "home"
    return "articlepage" if "model" in name else str(pk)


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Every URL pattern of the server, as `resolver_match.route` names it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        part = str(pattern.pattern)
        route = prefix + part.removeprefix("^") if prefix else part
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route
