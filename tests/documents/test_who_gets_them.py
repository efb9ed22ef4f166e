"""A document is for what anybody may see now: never for a draft, another day, another site or another version of the code."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from api.documents import making, reading
from api.documents.making import make_what_is_missing
from api.foresight import as_on
from api.models import DocumentKey, PublishedDocument
from api.preview import preview_reader
from api.representation.pages import represent_page
from home.models import User
from tests.store.world import World, current

pytestmark = pytest.mark.django_db


def spoil(page: Any) -> str:
    """Has the page's document say what nothing else says."""
    PublishedDocument.objects.filter(pk=page.pk).update(
        detail='{"id": 1, "type": "position", "title": "Spoilt"}', card='{"id": 1, "type": "position", "title": "Spoilt"}'
    )
    return f"/api/v1/pages/{page.pk}/"


@pytest.fixture
def asked(client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Asks without a look at the API document, since spoilt answers don't fit it."""
    monkeypatch.setattr("tests.conftest.assert_answer_fits", lambda *args: None)
    return lambda address: client.get(address, HTTP_HOST="localhost:8000")


def test_reader_gets_the_document(world: World, asked: Any) -> None:
    assert "Spoilt" in asked(spoil(world.position)).content.decode()


def test_private_page_is_not_shown_whatever_its_document_says(world: World, asked: Any) -> None:
    address = spoil(world.position)
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=world.position.page_ptr, restriction_type="login")])
    assert PublishedDocument.objects.filter(pk=world.position.pk).exists()
    assert asked(address).status_code == 404
    assert "Spoilt" not in asked("/api/v1/positions/").content.decode()


def test_page_that_expired_is_not_shown_whatever_its_document_says(world: World, asked: Any) -> None:
    address = spoil(world.position)
    type(world.position).objects.filter(pk=world.position.pk).update(expire_at=timezone.now())
    assert asked(address).status_code == 404


def test_other_version_of_the_code_does_not_give_it(world: World, asked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "edition", lambda: "another")
    assert "Spoilt" not in asked(spoil(world.position)).content.decode()


def test_other_version_of_the_code_makes_all_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "edition", lambda: "another")
    assert make_what_is_missing() == PublishedDocument.objects.count()


def test_preview_is_built(world: World, asked: Any) -> None:
    spoil(world.position)
    editor = User.objects.create_superuser(email="editor@example.org", password=None)
    page = current(world.position)
    reader = preview_reader(page, world.site, editor)
    assert not reader.may_use_documents
    assert represent_page(page, reader)["title"] == page.title


def test_site_as_on_a_date_is_built(world: World, rf: Any) -> None:
    from api.views.base import MOMENT, reader_of

    moment = timezone.now() + datetime.timedelta(hours=1)
    request = rf.get("/", HTTP_HOST="localhost:8000")
    setattr(request, MOMENT, moment)
    with as_on(moment):
        assert not reader_of(request).may_use_documents


def test_hidden_page_has_none(world: World) -> None:
    current(world.position).unpublish()
    make_what_is_missing()
    assert not PublishedDocument.objects.filter(pk=world.position.pk).exists()


def test_keys_of_a_deleted_page_go(world: World) -> None:
    pk = world.coming.pk
    current(world.coming).delete()
    make_what_is_missing()
    assert not DocumentKey.objects.filter(page_id=pk).exists()
    assert not PublishedDocument.objects.filter(pk=pk).exists()
