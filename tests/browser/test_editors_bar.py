"""Wagtail's bar in the site: for editors, whose page is the same as every reader's, and for no reader."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.desk import edit, found, open_desk

# A button that nobody can name, in each page that is opened.
FAULT = "addEventListener('DOMContentLoaded', () => { document.body.append(document.createElement('button')); })"
FOR_EDITORS = ("/admin/", "/static/")


@pytest.fixture
def editor(context: BrowserContext, site: Site) -> Page:
    page = open_desk(context, site)
    # The admin's page has hardly been loaded, and its script has still to leave the mark.
    page.wait_for_function("() => localStorage.getItem('editor')")
    return page


def menu(page: Page) -> None:
    trigger = page.get_by_role("button", name="View Wagtail quick actions")
    trigger.click()
    expect(page.get_by_role("menuitem", name="Checks")).to_be_visible()


def wait_for_link_to_the_form(page: Page, pk: int) -> None:
    page.wait_for_function(
        "path => document.querySelector('wagtail-userbar')?.shadowRoot?.querySelector(`a[href$='${path}']`)",
        arg=f"/admin/pages/{pk}/edit/",
    )


def test_readers_never_ask_for_the_bar(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    page.goto("/")
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Positions").click()
    expect(page.get_by_role("heading", level=1, name="Positions")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked
    assert [path for path in asked if path.startswith(FOR_EDITORS)] == []
    assert page.locator("wagtail-userbar").count() == 0


def test_search_has_a_bar_without_a_page(editor: Page, site: Site) -> None:
    editor.goto(f"{site.url}/search/")
    menu(editor)
    expect(editor.get_by_role("menuitem", name="Edit this page")).to_have_count(0)
    expect(editor.get_by_role("menuitem", name="Go to Wagtail admin")).to_be_visible()


def test_checker_finds_a_fault_in_the_site(editor: Page, site: Site) -> None:
    editor.add_init_script(FAULT)
    editor.goto(f"{site.url}/positions/")
    menu(editor)
    editor.get_by_role("menuitem", name="Checks").click()
    expect(editor.get_by_text("Button text is empty").first).to_be_visible()


def test_checker_finds_a_fault_in_what_is_being_written(editor: Page, site: Site) -> None:
    shown = edit(editor, site, "position")
    expect(shown.get_by_role("heading", level=1)).to_be_visible()
    editor.get_by_role("button", name="Toggle checks").click()
    words = editor.locator("[data-content-word-count]")
    expect(words).not_to_have_text("-", timeout=60_000)
    before = int(words.inner_text())
    assert before > 100
    level = editor.get_by_role("combobox", name="Level").first
    level.select_option("3")
    issue = editor.locator("[data-checks-panel]").get_by_text("Incorrect heading hierarchy")
    expect(issue.first).to_be_visible(timeout=60_000)
    level.select_option("2")
    expect(issue).to_have_count(0, timeout=60_000)


def test_draft_in_a_window_of_its_own_has_the_bar(editor: Page, site: Site) -> None:
    position = found(editor, site, "position")
    editor.goto(f"{site.url}/admin/pages/{position['id']}/view_draft/")
    wait_for_link_to_the_form(editor, position["id"])


def test_bar_is_gone_after_the_logout(editor: Page, site: Site) -> None:
    editor.goto(f"{site.url}/positions/")
    expect(editor.locator("wagtail-userbar")).to_have_count(1)
    assert editor.evaluate("Object.entries(localStorage).filter(([name]) => name === 'editor')") == [["editor", "1"]]
    editor.goto(f"{site.url}/admin/")
    editor.get_by_role("button", name=site.email).click()
    editor.get_by_role("button", name="Log out").click()
    expect(editor.locator("#id_username")).to_be_visible()
    asked: list[str] = []
    editor.on("request", lambda request: asked.append(request.url))
    editor.goto(f"{site.url}/positions/")
    editor.wait_for_load_state("networkidle")
    assert [url for url in asked if "/admin/" in url] == []


def test_bar_follows_to_the_next_page(editor: Page, site: Site) -> None:
    position = found(editor, site, "position")
    editor.goto(f"{site.url}/positions/")
    expect(editor.locator("wagtail-userbar")).to_have_count(1)
    editor.evaluate("window.isStillTheSame = true")
    editor.get_by_role("main").get_by_role("link", name=position["title"]).first.click()
    expect(editor.get_by_role("heading", level=1)).to_have_text(position["title"])
    wait_for_link_to_the_form(editor, position["id"])
    assert editor.evaluate("isStillTheSame")


def test_bar_is_gone_once_the_session_has_ended(editor: Page, site: Site) -> None:
    editor.goto(f"{site.url}/positions/")
    expect(editor.locator("wagtail-userbar")).to_have_count(1)
    # As by its term, or by a logout elsewhere: this browser hears nothing of it.
    editor.context.clear_cookies()
    editor.goto(f"{site.url}/positions/")
    editor.wait_for_function("() => !localStorage.getItem('editor')")
    expect(editor.locator("wagtail-userbar")).to_have_count(0)
