"""A page that is only read runs no script of the site; the first thing that a reader does starts it, and is not lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.processes import wait_until

STARTED = "() => performance.getEntriesByName('interactive').length > 0"


@pytest.fixture
def page(new_context: NewContext) -> Page:
    page = new_context(restless=False, viewport={"width": 360, "height": 640}).new_page()
    wait_until(lambda: page.goto("/") is not None and page.locator("#hydration").count() > 0, "pages come with their HTML")
    return page


def starts(page: Page) -> bool:
    page.wait_for_function(STARTED, polling=50)
    return True


def test_page_that_is_only_read_runs_no_script(page: Page) -> None:
    page.goto("/", wait_until="networkidle")

    expect(page.locator("h1")).to_be_visible()
    assert not page.evaluate(STARTED)


def test_reading_on_starts_the_script(page: Page) -> None:
    page.evaluate("scrollBy(0, 100)")

    assert starts(page)


def test_touch_starts_the_script_which_follows_the_next_link_itself(page: Page) -> None:
    page.evaluate("window.isSameDocument = true")
    page.mouse.move(5, 5)
    assert starts(page)

    page.locator("main a[href]").first.click()

    page.wait_for_function("() => location.pathname !== '/'")
    assert page.evaluate("window.isSameDocument")


def test_link_is_followed_though_no_script_has_run(page: Page) -> None:
    page.evaluate("document.querySelector('main a[href]').click()")

    page.wait_for_function("() => location.pathname !== '/'")
    expect(page.locator("h1")).to_be_visible()


def test_first_key_is_not_lost(page: Page) -> None:
    page.keyboard.press("/")

    page.wait_for_url("**/search/")


def test_words_typed_before_the_script_runs_stay(page: Page) -> None:
    page.goto("/search/")
    field = page.locator("main input[name=q]")
    field.evaluate("(field) => { field.value = 'rent' }")

    field.focus()

    assert starts(page)
    expect(field).to_have_value("rent")


def test_button_pressed_before_the_script_runs_does_its_work(page: Page) -> None:
    """As assistive technology presses it: neither a pointer nor a key tells that something is going on."""
    page.goto("/contact/")
    button = page.get_by_role("button", name="Copy")

    button.evaluate("(button) => button.click()")

    expect(page.get_by_role("status").filter(has_text="cop")).to_be_visible()


def test_menu_opened_before_the_script_runs_stays_open(page: Page) -> None:
    page.locator(".opener").evaluate("(button) => button.click()")

    assert starts(page)
    expect(page.locator("#menu")).to_be_visible()
