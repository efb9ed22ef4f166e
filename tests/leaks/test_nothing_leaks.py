"""Nothing that an editor has not published can be had, by anyone, in any way; and nothing tells that it is there."""

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from home.models import BasePage, page_models
from tests.api.contract import document
from tests.leaks.addresses import probes_elsewhere, routes
from tests.leaks.crawler import Crawl, Secrets, crawl, is_list, probes_of, walk
from tests.leaks.hiding import ANCESTORS, WAYS
from tests.leaks.world import World

# All in one process: the site with everything that can be hidden is made once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("leaks")]


@pytest.fixture(scope="module")
def crawled(world: World, secrets: Secrets, shell: None, django_db_blocker: Any) -> Crawl:
    """The answers to everything that can be asked, as a stranger gets them."""
    probes = [*probes_of(document(), secrets), *probes_elsewhere(secrets)]
    with django_db_blocker.unblock(), transaction.atomic():
        found = crawl(Client(raise_request_exception=False), probes, world.canaries.found_in)
        for path, item in document()["paths"].items():
            if is_list(item):
                walk(Client(), path, world.canaries.found_in, found)
    return found


def test_nothing_hidden_is_in_any_answer(crawled: Crawl) -> None:
    assert crawled.leaks == {}


def test_a_thousand_probes_are_made(crawled: Crawl) -> None:
    assert len(crawled.answers) >= 1000


def test_no_probe_is_an_error_of_the_server(crawled: Crawl) -> None:
    assert [probe for probe, answer in crawled.answers.items() if answer.startswith(b"5")] == []


def test_every_address_of_the_server_was_asked(crawled: Crawl) -> None:
    """An address that is new to the crawler fails here: `tests.leaks.addresses` has to learn it."""
    missed = {route for route in routes() if not route.startswith("admin/")} - crawled.routes
    assert missed == set()


def test_every_operation_was_asked_with_every_parameter(crawled: Crawl) -> None:
    asked = {probe.address for probe in crawled.answers}
    for path, item in document()["paths"].items():
        start = path.partition("{")[0]
        assert any(address.startswith(start) for address in asked), path
        for parameter in item.get("get", {}).get("parameters", []):
            if parameter["in"] == "query":
                named = (f"?{parameter['name']}=", f"&{parameter['name']}=")
                assert any(address.startswith(start) and any(name in address for name in named) for address in asked)


def test_everything_hidden_carries_canaries_in_every_text(world: World) -> None:
    states = {origin.state for origin in world.canaries.origins.values()}
    assert states > {*WAYS, *ANCESTORS, "draft changes", "source of an alias", "other site", "private collection"}
    assert states > {"user", "comment", "workflow", "message", "below a private collection", "redirect target"}
    assert "consent" in {o.field for o in world.canaries.origins.values() if o.state == "public image"}
    for state in (*WAYS, "draft changes", "source of an alias", "other site", "redirect target"):
        assert {o.kind for o in world.canaries.origins.values() if o.state == state} >= set(page_models())
    for kind in ("position", "article", "standard"):
        fields = {o.field for o in world.canaries.origins.values() if (o.state, o.kind) == ("draft", kind)}
        assert fields > {"title", "slug", "seo_title", "search_description", "body.quote.text", "body.table.cell"}


def test_every_model_is_known_to_the_world() -> None:
    """A model that is new has to be hidden, or shown on purpose: the world has to learn of it."""
    models = {model._meta.label for app in ("home", "api", "cms") for model in apps.get_app_config(app).get_models()}
    assert models - {model._meta.label for model in page_models().values()} <= KNOWN
    assert BasePage._meta.abstract


KNOWN = {
    *(f"home.{name}" for name in ("ActivityTag", "ArticleTag", "ActivityPhoto", "ActivityDocument", "ActivityPosition")),
    *(f"home.{name}" for name in ("HomePagePosition", "PositionManifestoSection", "RelatedPosition")),
    *(f"home.{name}" for name in ("CustomImage", "CustomRendition", "CustomDocument", "User")),
    *(f"home.{name}" for name in ("NavigationSettings", "OrganisationSettings", "OrganisationTranslation", "Message")),
    "home.PreviewLink",
    # Of public pages, and of what they lead to.
    *("home.PageLink", "home.LinkCheck"),
    # Whom the site tells what happens, and what: shown in the admin alone.
    *("home.Webhook", "home.Delivery"),
    # Part of a workflow, with a name and nothing else.
    "home.SecondPersonApproval",
    # Without a word that an editor or a reader has written, but for the index and documents: those are made of what is public.
    *(f"api.{name}" for name in ("LastChange", "OpenChange", "SearchEntry", "SpentProof", "StaleKeys", "Tally")),
    # Addresses of public answers, and what those are made of.
    "api.EdgeAddress",
    *("api.PublishedDocument", "api.DocumentKey"),
    # Without a word that anybody has written.
    "cms.EditorSession",
}


def test_answers_are_the_same_without_what_is_hidden(world: World, crawled: Crawl) -> None:
    """Byte for byte: no count, order, tag or error tells that there is something. This test comes last: it removes it."""
    world.remove_hidden()
    world.settle()
    asked = {probe: answer for probe, answer in crawled.answers.items() if not probe.address.startswith(BY_CHANCE)}
    again = crawl(Client(raise_request_exception=False), asked, world.canaries.found_in, follow=0)
    different = {
        f"{probe.method} {probe.address}": _difference(answer, again.answers[probe])
        for probe, answer in asked.items()
        if answer != again.answers[probe]
    }
    assert different == {}


BY_CHANCE = "/api/v1/contact/challenge/"
"""A challenge is another one each time."""


def _difference(first: bytes, second: bytes) -> tuple[bytes, bytes]:
    """Where the two begin to differ; in the content, if that differs."""
    if first.partition(b"\n\n")[2] != second.partition(b"\n\n")[2]:
        first, second = first.partition(b"\n\n")[2], second.partition(b"\n\n")[2]
    place = next((place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
    return first[max(0, place - 60) : place + 60], second[max(0, place - 60) : place + 60]
