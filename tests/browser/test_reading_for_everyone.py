"""The pages for reading break no rule of accessibility, whatever the screen, and nothing sticks out of a small one."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewContext

PAGES = [
    "/",
    "/contact/",
    "/accessibility/",
    "/nowhere/",
    "/manifesto/",
    "/positions/",
    "/positions/the-yard-belongs-to-the-town/",
    "/activities/",
    "/activities/?kind=practical&tag=rents",
    "/activities/?kind=musical",
    "/activities/?month=2026-12",
    "/activities/march-across-the-iron-bridge/",
    "/activities/tea-and-repairs-at-the-market/",
    "/debate/",
    "/debate/three-sentences-and-a-fourth/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_page_breaks_no_rule(new_context: NewContext, path: str, scheme: str):
    page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_a_small_screen_and_breaks_no_rule_there(new_context: NewContext, path: str):
    page = new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce").new_page()
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for summary in page.locator("main summary:visible").all():
        summary.click()
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_page_enlarged_to_twice_its_size_breaks_no_rule(new_context: NewContext, path: str):
    # What a browser window of 1,280 pixels shows at a zoom of 200 %.
    page = new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2, reduced_motion="reduce").new_page()
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert violations(page) == []


def test_open_menu_breaks_no_rule(new_context: NewContext):
    page = new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce").new_page()
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Manifesto")).to_be_visible()
    assert violations(page) == []


def test_enlarged_picture_breaks_no_rule(page: Page):
    page.goto("/activities/march-across-the-iron-bridge/")
    page.get_by_role("link", name=re.compile("^Enlarge:")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
