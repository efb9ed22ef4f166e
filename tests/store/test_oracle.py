"""What an answer notes as its dependencies contains every object that was loaded while it was made."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.db.models.signals import post_init
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from api.dependencies import NOTE, Dependencies
from home.models import CustomDocument, CustomImage, CustomRendition, NavigationSettings, OrganisationSettings, page_models
from tests.documents.comparing import without_documents
from tests.store.asking import StoredSite, environ_of
from tests.store.world import World

pytestmark = pytest.mark.django_db

WHOLE_SITE = (Site, Locale, Tag, ContentType)
"""A change of one of these throws everything away (`tests.store.test_every_signal_matters`), so that none is noted."""


@contextmanager
def loaded() -> Iterator[list[Model]]:
    """Every instance that is made within; those that come from the database know it afterwards."""
    instances: list[Model] = []

    def note(sender: type, instance: Model, **kwargs: Any) -> None:
        instances.append(instance)

    post_init.connect(note, weak=False, dispatch_uid="oracle")
    try:
        yield instances
    finally:
        post_init.disconnect(dispatch_uid="oracle")


def fitting_keys(instance: Any) -> set[str]:
    """The keys any of which makes an answer stale when `instance` changes."""
    if isinstance(instance, Page):
        kind = instance.specific_class.page_type
        return {
            *(f"{key}:{instance.pk}" for key in ("page", "place")),
            f"type:{kind}",
            f"translations:{instance.translation_key}",
        }
    if isinstance(instance, CustomRendition):
        return {f"image:{instance.image_id}"}
    keys = {
        OrganisationSettings: "site",
        NavigationSettings: "menu",
        Redirect: "redirects",
        CustomDocument: f"document:{instance.pk}",
        CustomImage: f"image:{instance.pk}",
    }
    return {keys[type(instance)]}


def unnoted(world: World, stored: StoredSite, address: str) -> list[Any]:
    """What `address` loaded and doesn't note."""
    environ, site = environ_of(address), cast(Any, stored.django)
    with without_documents(), loaded() as instances:
        b"".join(site(environ, lambda *args: None))
    keys = environ[NOTE].keys
    assert any(isinstance(instance, Site) for instance in instances)
    return [
        instance
        for instance in instances
        if instance._state.db and not isinstance(instance, WHOLE_SITE) and not fitting_keys(instance) & keys
    ]


def test_all_that_was_loaded_is_noted(world: World, stored: StoredSite) -> None:
    addresses = world.addresses()
    addresses += [f"/api/v1/pages/{page.pk}/" for page in world.every_page()]
    addresses += [f"/api/v1/{name}/" for name in ("pages", "positions", "activities", "articles")]
    shown = {page.page_type for page in world.every_page()}
    assert shown == page_models().keys()
    assert {address: missing for address in addresses if (missing := unnoted(world, stored, address))} == {}


def test_oracle_sees_what_is_not_noted(world: World, stored: StoredSite, monkeypatch: pytest.MonkeyPatch) -> None:
    note = Dependencies.add
    monkeypatch.setattr(Dependencies, "add", lambda self, kind, key=None: kind == "page" or note(self, kind, key))
    assert unnoted(world, stored, f"/api/v1/pages/{world.position.pk}/")
