"""A site that holds something is left alone, and so is one where loading fails."""

import pytest
from django.core.management import CommandError
from wagtail.models import Page, Site

from home.demo.loading import SiteState, state_of
from home.models import HomePage, NavigationSettings, OrganisationSettings, StandardPage
from tests.demo.rows import everything


def stored_files(settings):
    return sorted(path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def media_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()


def a_page():
    HomePage.objects.get().add_child(instance=StandardPage(title="About us"))


def a_draft_of_the_home_page():
    home = HomePage.objects.get()
    home.purpose = "Bread and roses."
    home.save_revision()


def an_organisation():
    OrganisationSettings.objects.create(site=Site.objects.get(), name="Bakers for Peace")


def a_menu():
    item = ("item", {"url": "https://example.org/", "label": "Elsewhere", "page": None})
    NavigationSettings.objects.create(site=Site.objects.get(), main=[item])


@pytest.mark.parametrize("content", [a_page, a_draft_of_the_home_page, an_organisation, a_menu])
def test_a_site_with_content_of_its_own_is_left_alone(load_demo, settings, content):
    content()
    before = everything()
    with pytest.raises(
        CommandError, match=r"The site has content of its own, so the demo was left out; nothing was changed\."
    ):
        load_demo()
    assert everything() == before
    assert stored_files(settings) == []


def test_content_of_its_own_is_no_error_where_only_an_empty_site_was_to_be_filled(load_demo):
    a_page()
    assert load_demo("--if-empty") == "The site has content of its own, so the demo was left out; nothing was changed."


def test_settings_that_were_only_looked_at_are_not_content(db):
    site = Site.objects.get()
    OrganisationSettings.for_site(site)
    NavigationSettings.for_site(site)
    assert state_of(HomePage.objects.get(), site) is SiteState.EMPTY


def test_a_site_without_a_home_page_is_one_sentence(load_demo):
    Site.objects.update(root_page=Page.objects.get(depth=1))
    with pytest.raises(CommandError, match="The default site has no home page"):
        load_demo()


def test_a_failure_leaves_neither_rows_nor_files(load_demo, settings):
    settings.WAGTAILDOCS_EXTENSIONS = ["txt"]
    before = everything()
    with pytest.raises(CommandError, match=r"The demo can't be loaded: documents\.toml: .*pdf.* Nothing was changed\."):
        load_demo()
    assert everything() == before
    assert stored_files(settings) == []
