"""Loads the demo as a whole or not at all, and only where nobody's work is in its way."""

import datetime
from enum import Enum

from django.db import transaction
from wagtail.models import Page, Site

from home.demo.bodies import Targets
from home.demo.files import removed_on_failure, store_documents, store_images
from home.demo.front import fill_navigation, fill_organisation, publish_home
from home.demo.pages import CHILDREN, MODELS, empty_draft, page_key, publish
from home.demo.reading import CONTENT, PageFile, blaming, read_page, read_pages, read_toml
from home.models import BasePage, HomePage, NavigationSettings, OrganisationSettings


class SiteState(Enum):
    """What a site holds, as far as the demo is concerned."""

    EMPTY = "empty"
    DEMO = "demo"
    OTHER = "other"


ORDER = {"positions": "number", "activities": "starts_at", "debate": "written_on"}
"""The field by which the pages below a list are put into the tree."""


def page_files() -> list[PageFile]:
    """Every page of the demo but the home page, parents before children."""
    files = [read_page(CONTENT / f"{name}.md") for name in MODELS]
    for folder in CHILDREN:
        files += read_pages(folder)
    return files


def state_of(home: HomePage, site: Site) -> SiteState:
    """DEMO as long as one page of the demo is left; EMPTY where nobody has made a page, a draft or a setting yet."""
    if Page.objects.filter(translation_key__in=[page_key(file.name) for file in page_files()]).exists():
        return SiteState.DEMO
    is_touched = home.get_children().exists() or home.purpose or home.latest_revision_id
    return SiteState.OTHER if is_touched or has_settings(site) else SiteState.EMPTY


def has_settings(site: Site) -> bool:
    # Rows alone say nothing: reading the settings makes them.
    navigation = NavigationSettings.objects.filter(site=site).first()
    organisation = OrganisationSettings.objects.filter(site=site).first()
    return bool((navigation and (navigation.main or navigation.footer)) or (organisation and organisation.name))


def load_demo(home: HomePage, site: Site, today: datetime.date) -> int:
    """Fills an empty `home` and returns the number of pages. Takes some seconds, most of them for the pictures.

    Where it fails, with a ContentError or otherwise, the database and the stored files are as before.
    """
    files = page_files()
    with removed_on_failure() as stored, transaction.atomic():
        documents, images = store_documents(stored), store_images(stored)
        pages = make_drafts(home, files, today)
        targets = Targets({name: page.pk for name, page in pages.items()}, images, documents)
        for file in files:
            with blaming(f"{file.name}.md"):
                publish(file, pages[file.name], targets)
        words = read_toml("site.toml")
        with blaming("site.toml"):
            publish_home(home, words["home"], targets, today)
            fill_organisation(site, words["organisation"], targets)
            fill_navigation(site, words["navigation"], targets)
    return len(pages) + 1


def make_drafts(home: HomePage, files: list[PageFile], today: datetime.date) -> dict[str, BasePage]:
    """Puts an empty draft for each file into the tree below `home`; they come by the files' names."""
    pages: dict[str, BasePage] = {}
    for file in files:
        with blaming(f"{file.name}.md"):
            pages[file.name] = empty_draft(file, today)
    for name in MODELS:
        with blaming(f"{name}.md"):
            home.add_child(instance=pages[name])
    for folder, order in ORDER.items():
        children = [file.name for file in files if file.parent == folder]
        for name in sorted(children, key=lambda name: getattr(pages[name], order)):
            with blaming(f"{name}.md"):
                pages[folder].add_child(instance=pages[name])
    return pages
