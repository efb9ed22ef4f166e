"""A reader changes the language: of a page, where it is translated, and otherwise of the site."""

import json
import re
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import copy_demo, environment_for, free_port, make_restless, manage, serve
from tests.processes import wait_until

TRANSLATE = """
from wagtail.models import Locale
from home.models import HomePage, PositionIndexPage, PositionPage

german = Locale.objects.create(language_code="de")
titles = {HomePage: "Mieterversammlung", PositionIndexPage: "Forderungen", PositionPage: "Der Hof gehört der Stadt"}
for page in [HomePage.objects.get(), PositionIndexPage.objects.get(), PositionPage.objects.get(slug="the-yard-belongs-to-the-town")]:
    translation = page.copy_for_translation(german)
    translation.title = titles[type(page)]
    translation.slug = {"PositionIndexPage": "forderungen", "PositionPage": "hof"}.get(type(page).__name__, translation.slug)
    translation.save_revision().publish()
"""

POSITION = "/positions/the-yard-belongs-to-the-town/"
TRANSLATED = "/de/forderungen/hof/"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo runs with three of its pages in German as well."""
    folder = tmp_path_factory.mktemp("two-languages")
    port = free_port()
    environment = environment_for(copy_demo(folder), port)
    manage(environment, "shell", "--verbosity", "0", "--command", TRANSLATE)
    process = serve(environment, folder / "serve.log")
    yield f"http://localhost:{port}"
    process.terminate()
    process.wait(120)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(browser: Browser, url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(base_url=url, java_script_enabled=request.param)
    if request.param:
        make_restless(context)
    yield context.new_page()
    context.close()


def language_of(page: Page) -> str | None:
    return page.locator("html").get_attribute("lang")


def choose(page: Page, language: str) -> None:
    page.get_by_role("contentinfo").get_by_role("link", name=language, exact=True).click()


def test_page_is_changed_to_its_translation_and_back(page: Page):
    page.goto(POSITION)
    choose(page, "Deutsch")
    expect(page).to_have_url(re.compile(TRANSLATED + "$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Der Hof gehört der Stadt")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    choose(page, "English")
    expect(page).to_have_url(re.compile(POSITION + "$"))
    expect(page.locator("html")).to_have_attribute("lang", re.compile("^en"))


def test_page_without_a_translation_leads_to_the_front_page_of_the_language(page: Page):
    page.goto("/manifesto/")
    choose(page, "Deutsch")
    expect(page).to_have_url(re.compile("/de/$"))
    expect(page.locator("html")).to_have_attribute("lang", "de")


def test_interface_speaks_the_language_of_the_page(page: Page):
    page.goto(TRANSLATED)
    assert language_of(page) == "de"
    expect(page.get_by_role("contentinfo")).to_contain_text("Auf dem Laufenden")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_have_count(1)


def test_search_finds_pages_of_its_language_only(page: Page, url: str):
    address = f"{url}/api/v1/search/?q=Hof&locale=de"
    wait_until(lambda: json.loads(urllib.request.urlopen(address).read())["items"], "the worker has read the German pages")
    page.goto("/de/search/?q=Hof")
    expect(page.get_by_role("heading", level=1)).to_have_text("Suche")
    links = page.locator("main h3 a")
    expect(links.first).to_be_visible()
    for link in links.all():
        assert str(link.get_attribute("href")).startswith("/de/")


def test_translated_page_breaks_no_rule(browser: Browser, url: str):
    page = browser.new_context(base_url=url, reduced_motion="reduce").new_page()
    page.goto(TRANSLATED)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert violations(page) == []
    page.context.close()
