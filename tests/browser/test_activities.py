"""A reader picks activities out, shares what was picked, looks at a month, at pictures, and keeps a date."""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import NewContext, Site


def filters(page: Page):
    return page.get_by_role("navigation", name="Filter")


def titles(page: Page) -> list[str]:
    return page.locator("main h3").all_text_contents()


def filter_by_rents(page: Page) -> None:
    page.goto("/activities/")
    filters(page).get_by_role("link", name=re.compile("^rents")).click()
    expect(page).to_have_url(re.compile(r"/activities/\?tag=rents$"))
    expect(page.get_by_role("status").filter(has_text="found")).to_contain_text("4 activities found.")


def test_reader_filters_and_shares_the_address(page: Page, new_context: NewContext):
    filter_by_rents(page)
    filters(page).get_by_role("link", name=re.compile("^Practical")).click()
    expect(page.get_by_role("status").filter(has_text="found")).to_contain_text("3 activities found.")
    elsewhere = new_context().new_page()
    elsewhere.goto(page.url)
    expect(elsewhere.get_by_role("status").filter(has_text="found")).to_contain_text("3 activities found.")
    assert titles(elsewhere) == titles(page)


def test_filter_keeps_the_place_and_the_focus(page: Page):
    filter_by_rents(page)
    expect(filters(page).get_by_role("link", name=re.compile("^rents"))).to_be_focused()
    expect(filters(page).get_by_role("link", name=re.compile("^rents"))).to_be_in_viewport()


def test_filter_is_taken_away_by_pressing_it_again(page: Page):
    page.goto("/activities/")
    everything = titles(page)
    filter_by_rents(page)
    filters(page).get_by_role("link", name=re.compile("^rents")).click()
    expect(page).to_have_url(re.compile(r"/activities/$"))
    assert titles(page) == everything


def test_back_and_forward_bring_filters_and_places_back(page: Page):
    page.goto("/activities/")
    everything = titles(page)
    filter_by_rents(page)
    filtered = titles(page)
    page.evaluate("scrollTo(0, 500)")
    page.get_by_role("link", name=filtered[-1]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(filtered[-1])
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?tag=rents$"))
    page.wait_for_function("() => scrollY > 300")
    assert titles(page) == filtered
    page.go_back()
    expect(page).to_have_url(re.compile(r"/activities/$"))
    expect(page.locator("main h3").first).to_have_text(everything[0])
    assert titles(page) == everything
    page.go_forward()
    expect(page.get_by_role("status").filter(has_text="found")).to_be_visible()
    assert titles(page) == filtered


def test_address_with_an_unknown_filter_says_so(page: Page):
    page.goto("/activities/?kind=musical")
    expect(page.get_by_text("This address asks for something that the list does not know.")).to_be_visible()
    page.get_by_role("link", name="Show all").click()
    expect(page.get_by_role("heading", name="Coming up")).to_be_visible()


def test_reader_filters_without_javascript(new_context: NewContext):
    page = new_context(java_script_enabled=False).new_page()
    filter_by_rents(page)
    filters(page).get_by_role("link", name=re.compile("^Practical")).click()
    expect(page.get_by_role("status").filter(has_text="found")).to_contain_text("3 activities found.")
    page.get_by_role("link", name="Month", exact=True).click()
    expect(page.get_by_role("table")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?tag=rents$"))
    expect(page.get_by_role("status").filter(has_text="found")).to_contain_text("4 activities found.")


def test_unknown_filter_is_told_without_javascript(new_context: NewContext):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/activities/?kind=musical")
    expect(page.get_by_text("This address asks for something that the list does not know.")).to_be_visible()


def test_month_shows_dates_and_the_next_one_follows(page: Page):
    page.goto("/activities/")
    page.get_by_role("link", name="Month", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?month=\d{4}-\d\d$"))
    table = page.get_by_role("table")
    expect(table.get_by_role("link", name="Tea and repairs at the Saturday market")).to_be_visible()
    first = table.locator("caption").text_content()
    ahead = page.get_by_role("navigation", name="Months").get_by_role("link").last
    following = ahead.text_content() or ""
    ahead.focus()
    page.keyboard.press("Enter")
    expect(table.locator("caption")).to_have_text(following.replace("→", "").strip())
    page.go_back()
    expect(table.locator("caption")).to_have_text(first or "")


def test_event_is_added_to_a_calendar(page: Page):
    page.goto("/activities/tea-and-repairs-at-the-market/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").click()
    text = download.value.path().read_text()
    assert "BEGIN:VEVENT" in text
    assert "SUMMARY:Tea and repairs at the Saturday market" in text


@pytest.fixture
def march(page: Page, site: Site) -> Page:
    """The activity with many pictures, once they have been made."""
    page.goto("/activities/march-across-the-iron-bridge/")
    for _ in range(60):
        if page.get_by_role("link", name=re.compile("^Enlarge:")).count() == 6:
            break
        page.wait_for_timeout(2000)
        page.reload()
    expect(page.get_by_role("link", name=re.compile("^Enlarge:"))).to_have_count(6)
    return page


def test_pictures_are_looked_at_by_keyboard(march: Page):
    second = march.get_by_role("link", name=re.compile("^Enlarge:")).nth(1)
    second.focus()
    march.keyboard.press("Enter")
    dialog = march.get_by_role("dialog", name="Photos")
    expect(dialog.get_by_role("status")).to_contain_text("Picture 2 of 6")
    march.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("status")).to_contain_text("Picture 3 of 6")
    march.keyboard.press("ArrowLeft")
    march.keyboard.press("ArrowLeft")
    expect(dialog.get_by_role("status")).to_contain_text("Picture 1 of 6")
    march.keyboard.press("ArrowLeft")
    expect(dialog.get_by_role("status")).to_contain_text("Picture 6 of 6")
    for _ in range(5):
        march.keyboard.press("Tab")
        assert march.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    march.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(second).to_be_focused()


def test_pictures_are_looked_at_by_swiping(new_context: NewContext, march: Page):
    phone = new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}).new_page()
    phone.goto(march.url)
    phone.get_by_role("link", name=re.compile("^Enlarge:")).first.tap()
    status = phone.get_by_role("dialog").get_by_role("status")
    expect(status).to_contain_text("Picture 1 of 6")
    session = phone.context.new_cdp_session(phone)
    swipe(session, 300, 60)
    expect(status).to_contain_text("Picture 2 of 6")
    swipe(session, 60, 300)
    expect(status).to_contain_text("Picture 1 of 6")


def test_enlarged_picture_is_closed_by_a_tap(new_context: NewContext, march: Page):
    phone = new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}).new_page()
    phone.goto(march.url)
    phone.get_by_role("link", name=re.compile("^Enlarge:")).first.tap()
    expect(phone.get_by_role("dialog")).to_be_visible()
    phone.get_by_role("button", name="Close").tap()
    expect(phone.get_by_role("dialog")).to_have_count(0)


def swipe(session: CDPSession, start: int, end: int) -> None:
    for kind, points in [
        ("touchStart", [{"x": start, "y": 400}]),
        ("touchMove", [{"x": (start + end) // 2, "y": 402}]),
        ("touchMove", [{"x": end, "y": 404}]),
        ("touchEnd", []),
    ]:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_picture_opens_as_a_file_without_javascript(new_context: NewContext, march: Page):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(march.url)
    page.get_by_role("link", name=re.compile("^Enlarge:")).first.click()
    expect(page).to_have_url(re.compile(r"/media/.*\.(jpe?g|png|webp)$"))
