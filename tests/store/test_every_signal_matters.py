"""Proves the proof: as soon as one kind of change is not told any more, the comparison with Django finds it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from api import changes, staleness
from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    ActivityTag,
    ArticleTag,
    CustomDocument,
    CustomImage,
    CustomRendition,
    HomePagePosition,
    NavigationSettings,
    OrganisationSettings,
    OrganisationTranslation,
    PositionManifestoSection,
    RelatedPosition,
    page_models,
)
from tests.api.golden_site import SECTION
from tests.store import world as editors
from tests.store.asking import StoredSite
from tests.store.world import World, current, publish

pytestmark = pytest.mark.django_db

Doing = Callable[[World], Any]

RECEIVED: dict[str, Doing] = {
    "note_save": lambda world: publish(current(world.position), title="Other"),
    "tell_save": lambda world: publish(current(world.position), title="Other"),
    "note_delete": lambda world: current(world.coming).delete(),
    "tell_delete": lambda world: current(world.coming).delete(),
    "tell_move": lambda world: current(world.third).move(current(world.second), pos="left"),
}


def tagged(page: Any) -> Tag:
    return Tag.objects.get_or_create(name="Rents", slug="rents")[0]


def first_photo(world: World) -> None:
    ActivityPhoto.objects.create(page=current(world.coming), image=world.picture)


def close_collection_of_the_picture(world: World) -> None:
    CollectionViewRestriction.objects.create(collection=world.picture.collection, restriction_type="login")


def close_positions(world: World) -> None:
    PageViewRestriction.objects.create(page=world.positions.page_ptr, restriction_type="login")


def rename_the_language(world: World) -> None:
    locale = Locale.objects.get(language_code="de")
    locale.language_code = "fr"
    locale.save()


WRITTEN: dict[type, Doing] = {
    ActivityDocument: lambda world: ActivityDocument.objects.create(page=world.activity, document=world.leaflet),
    ActivityPhoto: first_photo,
    ActivityPosition: lambda world: ActivityPosition.objects.create(page=world.activity, position=world.second),
    ActivityTag: lambda world: ActivityTag.objects.create(content_object=world.coming, tag=tagged(world)),
    ArticleTag: lambda world: ArticleTag.objects.create(content_object=world.rebuttal, tag=tagged(world)),
    CollectionViewRestriction: close_collection_of_the_picture,
    CustomDocument: lambda world: editors.title_the_document(world, 1),
    CustomImage: lambda world: editors.describe_the_picture(world, 1),
    CustomRendition: lambda world: editors.lose_the_sizes(world, 1),
    HomePagePosition: lambda world: HomePagePosition.objects.create(page=world.home, position=world.third),
    Locale: rename_the_language,
    NavigationSettings: lambda world: editors.arrange_the_menu(world, 1),
    OrganisationSettings: lambda world: editors.name_the_organisation(world, 1),
    OrganisationTranslation: lambda world: editors.name_the_organisation_in_german(world, 1),
    PageViewRestriction: close_positions,
    PositionManifestoSection: lambda world: PositionManifestoSection.objects.create(page=world.second, section=SECTION),
    RelatedPosition: lambda world: RelatedPosition.objects.create(page=world.second, position=world.third),
    Site: lambda world: editors.move_the_site(world, 1),
    Tag: lambda world: editors.rename_a_tag(world, 1),
}


UNSIGNALLED: dict[str, Doing] = {
    "a collection is moved": lambda world: editors.move_the_collection(world, 0),
    "pictures are put away": lambda world: CustomImage.objects.filter(pk__in=[world.picture.pk]).update(
        collection=world.members
    ),
    "documents are put away": lambda world: CustomDocument.objects.filter(pk__in=[world.leaflet.pk]).update(
        collection=world.members
    ),
    "redirects are made": lambda world: Redirect.objects.bulk_create(
        [Redirect(old_path="/nothing", redirect_page=world.home, site=world.site)], ignore_conflicts=True
    ),
}


def stale_after(world: World, filled: StoredSite, do: Doing) -> list[str]:
    with filled.changing():
        do(world)
    return list(filled.stale(sorted(filled.kept(world.addresses()))))


def receivers() -> dict[str, tuple[Any, Any]]:
    """All but those that watch what is written without a signal: see `UNSIGNALLED`."""
    watching = {"watch_connection", "begin_migrating", "end_migrating"}
    return {uid: (signal, receiver) for signal, receiver, uid in changes.RECEIVERS if uid not in watching}


def test_each_receiver_is_removed_here() -> None:
    """Relations of many to many are told too, but so far readers see none: tags come as rows of their own."""
    assert receivers().keys() - RECEIVED.keys() == {"tell_relation"}


@pytest.mark.parametrize("uid", RECEIVED)
def test_without_a_receiver_something_stale_is_kept(world: World, filled: StoredSite, uid: str) -> None:
    signal, receiver = receivers()[uid]
    signal.disconnect(dispatch_uid=uid)
    try:
        assert stale_after(world, filled, RECEIVED[uid])
    finally:
        changes._notes.writing.clear()
        signal.connect(receiver, dispatch_uid=uid)


@pytest.mark.parametrize("uid", RECEIVED)
def test_with_it_nothing_is(world: World, filled: StoredSite, uid: str) -> None:
    assert stale_after(world, filled, RECEIVED[uid]) == []


@pytest.mark.parametrize("model", WRITTEN)
def test_without_the_keys_of_a_model_something_stale_is_kept(
    world: World, filled: StoredSite, model: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(staleness.KEYS, model, lambda instance: set())
    monkeypatch.setattr(staleness, "_positions_of", lambda rows: set())
    assert stale_after(world, filled, WRITTEN[model])


@pytest.mark.parametrize("model", WRITTEN)
def test_with_them_nothing_is(world: World, filled: StoredSite, model: type) -> None:
    assert stale_after(world, filled, WRITTEN[model]) == []


@pytest.mark.parametrize("name", UNSIGNALLED)
def test_what_sends_no_signal_is_told_as_well(world: World, filled: StoredSite, name: str) -> None:
    assert stale_after(world, filled, UNSIGNALLED[name]) == []


@pytest.mark.parametrize("name", UNSIGNALLED)
def test_unless_nobody_watches(world: World, filled: StoredSite, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "execute_wrappers", [])
    assert stale_after(world, filled, UNSIGNALLED[name])


def test_every_model_is_known_to_have_an_effect_or_none() -> None:
    """A model that is new throws everything away until somebody says here what it does, and leaves it out or in."""
    seen = {model for model in apps.get_models() if staleness.is_seen(model)}
    pages = {Page, *page_models().values()}
    # Those that Wagtail brings and ours replace, and one whose privacy is tested by its restriction.
    replaced = {apps.get_model(name) for name in ("wagtailimages.Image", "wagtailimages.Rendition", "wagtaildocs.Document")}
    assert seen == {*WRITTEN, *pages, *replaced, Collection, Redirect}


def test_reasons_are_given_for_what_there_is() -> None:
    labels = {label for model in apps.get_models() for label in (model._meta.app_label, model._meta.label_lower)}
    assert staleness.UNSEEN.keys() <= labels
    assert all(staleness.UNSEEN.values())


def test_model_that_nobody_knows_makes_everything_stale() -> None:
    assert staleness.keys_of(object()) == {staleness.EVERYTHING}
