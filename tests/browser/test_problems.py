"""Beside the form stands what is wrong with the page, and follows what one writes."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Page, TimeoutError, expect

from tests.browser.conftest import Site
from tests.browser.desk import found, open_desk, title_field

SAVE = re.compile(r"/admin/pages/\d+/edit/$")
TOO_LONG = "A title that goes on and on until no search engine shows the whole of it any more"


@pytest.fixture
def desk(context: BrowserContext, site: Site) -> Page:
    desk = open_desk(context, site)
    desk.goto(f"{site.url}/admin/pages/{found(desk, site, 'standard')['id']}/edit/")
    return desk


def write_title(desk: Page, title: str) -> None:
    """Returns once the form has saved it by itself. Wagtail misses what is written while it isn't ready, or just saving."""
    for attempt in range(10):
        with suppress(TimeoutError), desk.expect_response(SAVE, timeout=3000):
            title_field(desk).fill(f"{title}{' ' * attempt}")
            return


def test_problem_is_told_as_soon_as_the_form_has_saved_itself(desk: Page) -> None:
    toggle = desk.get_by_role("button", name="Toggle problems")
    count = toggle.locator("[data-side-panel-toggle-counter]")
    expect(count).to_be_hidden()
    toggle.click()
    panel = desk.locator("[data-side-panel=problems]")
    expect(panel.get_by_text("None was found")).to_be_visible()
    write_title(desk, TOO_LONG)
    expect(panel.get_by_text("search engines cut it off")).to_be_visible()
    expect(count).to_have_text("1")
    write_title(desk, "A short title")
    expect(panel.get_by_text("None was found")).to_be_visible()
    expect(count).to_be_hidden()
