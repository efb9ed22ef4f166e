"""Whoever follows a link that leads nowhere finds what was meant, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewContext

LOST = "/positions/freeze-rents-now/"


@pytest.mark.parametrize("javascript", [True, False])
def test_page_that_was_meant_is_near(new_context: NewContext, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(LOST)
    expect(page.get_by_role("heading", name="Perhaps you meant")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Freeze the rents").click()
    expect(page.get_by_role("heading", level=1, name="Freeze the rents")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_words_of_the_address_are_searched_for(new_context: NewContext, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto("/old/rents.html")
    expect(page.get_by_role("heading", level=1, name="No such page")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page).to_have_url("/search/?q=rents")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_missing_page_breaks_no_rule(new_context: NewContext, scheme: str) -> None:
    page: Page = new_context(color_scheme=scheme, viewport={"width": 320, "height": 640}).new_page()
    page.goto(LOST)
    expect(page.get_by_role("heading", name="Perhaps you meant")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
