"""What surrounds every page: the menu without a script, focus, a lost connection, paper, and the cost of a first page."""

from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import Site

PHONE: ViewportSize = {"width": 360, "height": 640}


def test_menu_opens_on_a_phone_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    link = page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Positions")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    link.click()
    expect(page.get_by_role("heading", level=1, name="Positions")).to_be_visible()
    context.close()


def test_menu_closes_and_the_heading_has_focus_after_a_navigation(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Positions").click()
    expect(page.get_by_role("heading", level=1, name="Positions")).to_be_focused()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])
def test_purpose_dates_and_the_way_to_the_group_are_on_the_first_screen(size: ViewportSize, page: Page) -> None:
    page.set_viewport_size(size)
    page.goto("/")
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    for shown in (
        page.get_by_role("heading", level=1),
        *page.get_by_role("main").get_by_role("list").first.get_by_role("link").all(),
    ):
        box = shown.bounding_box()
        assert box
        assert box["y"] + min(box["height"], 30) <= size["height"]


@pytest.mark.parametrize("path", ["/", "/manifesto/", "/positions/", "/activities/", "/debate/", "/contact/"])
@pytest.mark.parametrize("width", [320, 2560])
def test_nothing_is_wider_than_the_screen(width: int, path: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_first_page_of_text_takes_ten_requests_at_most(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/positions/")
    page.wait_for_load_state("networkidle")
    assert 0 < len(asked) <= 10
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in asked} == {site.url}


def test_offline_the_page_stays_and_those_read_before_can_be_read_again(page: Page) -> None:
    page.goto("/positions/")
    page.get_by_role("link", name="Mend it in a week").click()
    expect(page.get_by_role("heading", level=1, name="Mend it in a week")).to_be_visible()
    page.context.set_offline(True)
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Positions")).to_be_visible()
    expect(page.get_by_text("There is no connection.")).to_be_visible()
    page.get_by_role("link", name="Freeze the rents").click()
    expect(page.get_by_text("that page could not be fetched")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Positions")).to_be_visible()
    page.context.set_offline(False)


def test_manifesto_is_printed_with_its_contents_and_where_it_comes_from(page: Page, site: Site) -> None:
    page.goto("/manifesto/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Contents")).to_be_visible()
    expect(page.get_by_text("On the web:")).to_contain_text("/manifesto/")
    expect(page.locator(".sections")).to_have_css("column-count", "2")


@pytest.mark.parametrize("path", ["/manifesto/", "/positions/freeze-the-rents/"])
def test_printed_sheets_are_a4_and_numbered(path: str, page: Page) -> None:
    page.goto(path)
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert [round(side) for side in sheet.get_size()] == [595, 842]
        assert f"{number} / {len(sheets)}" in sheet.get_textpage().get_text_bounded()
