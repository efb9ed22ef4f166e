"""Copies that stand in another language until a page is translated, as Wagtail makes them when trees are kept in step."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import StandardPage
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(german: SmallSite) -> Any:
    """The German copy of an English page below another."""
    page = german.add(StandardPage, german.standard, title="Canary", slug="canary")
    return page.copy_for_translation(Locale.objects.get(language_code="de"), copy_parents=True, alias=True)


def as_draft(page: Any) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


def by_expiry(page: Any) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(seconds=1))


def until_later(page: Any) -> None:
    Page.objects.filter(pk=page.pk).update(go_live_at=timezone.now() + datetime.timedelta(hours=1))


def as_private(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


HIDE = [as_draft, by_expiry, until_later, as_private]


def test_copy_is_shown_in_the_language_that_it_is_written_in(page_at: Any, copy: Any) -> None:
    page = page_at("/de/privacy/canary/")
    assert (page["title"], page["meta"]["locale"]) == ("Canary", "en-GB")


def test_copy_is_no_translation(page_at: Any, copy: Any) -> None:
    assert [alternate["path"] for alternate in page_at("/privacy/canary/")["meta"]["alternates"]] == ["/privacy/canary/"]
    assert page_at("/privacy/canary/", locale="de")["meta"]["path"] == "/privacy/canary/"


def test_search_engines_are_led_to_the_original(page_at: Any, copy: Any) -> None:
    assert page_at("/de/privacy/canary/")["meta"]["seo"]["canonical_url"] == "http://localhost/privacy/canary/"


@pytest.mark.parametrize("hide", HIDE)
@pytest.mark.parametrize("which", ["itself", "parent"])
def test_copy_of_what_is_hidden_is_hidden(
    client: Client, german: SmallSite, copy: Any, hide: Callable[[Any], None], which: str
) -> None:
    hide(copy.alias_of if which == "itself" else german.standard)
    assert client.get("/api/v1/resolve/?path=/de/privacy/canary/").status_code == 404
    assert "canary" not in client.get("/api/v1/pages/?locale=de&limit=100").content.decode().lower()


@pytest.mark.parametrize("hide", HIDE)
def test_copy_of_a_copy_of_what_is_hidden_is_hidden(
    client: Client, german: SmallSite, copy: Any, settings: Any, hide: Callable[[Any], None]
) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("fr", "Français")]
    german.translate(german.home, "fr")
    copy.copy_for_translation(Locale.objects.get(language_code="fr"), copy_parents=True, alias=True)
    assert client.get("/api/v1/resolve/?path=/fr/privacy/canary/").status_code == 200
    hide(Page.objects.get(slug="canary", locale__language_code="en-gb"))
    assert client.get("/api/v1/resolve/?path=/fr/privacy/canary/").status_code == 404


def test_page_below_a_hidden_copy_is_hidden(client: Client, german: SmallSite, copy: Any) -> None:
    german.add(StandardPage, copy, title="Unterseite", locale=copy.locale)
    assert client.get("/api/v1/resolve/?path=/de/privacy/canary/unterseite/").status_code == 200
    as_private(german.standard)
    assert client.get("/api/v1/resolve/?path=/de/privacy/canary/unterseite/").status_code == 404
