"""A reader finds a page by its words: as they are typed, by keyboard, with filters, without JavaScript, and in trouble."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewContext
from tests.processes import wait_until

ANSWERS = re.compile(r"/api/v1/search/")


@pytest.fixture(autouse=True)
def _indexed(context: BrowserContext) -> None:
    """The worker may still be reading the demo."""

    def is_found() -> bool:
        found = context.request.get("/api/v1/search/?q=rents").json()
        return any(hit["page"]["type"] == "position" for hit in found["items"]) and found["meta"]["total_count"] > 5

    wait_until(is_found, "the search finds the demo")


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def hits(page: Page) -> Locator:
    return page.locator("main h3 a")


def filters(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Filter")


def count(page: Page) -> Locator:
    return page.get_by_role("heading", level=2, name=re.compile(r"^\d+ pages? for"))


def search(page: Page, words: str) -> None:
    """Types on the page of the search, and waits for the results."""
    page.goto("/search/")
    field(page).press_sequentially(words)
    expect(count(page)).to_contain_text(f"for “{words}”")


def test_position_is_found_by_typing_and_opened_by_keyboard(page: Page):
    search(page, "freeze rents")
    expect(page).to_have_url(re.compile(r"/search/\?q=freeze\+rents$"))
    expect(page.get_by_role("status").filter(has_text="for “freeze rents”")).to_be_attached()
    titles = hits(page).all_text_contents()
    position = next(place for place, title in enumerate(titles) if "Freeze" in title)
    for _ in range(position + 1):
        page.keyboard.press("ArrowDown")
    expect(hits(page).nth(position)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[position])
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_two_letters_are_enough(page: Page):
    search(page, "re")
    expect(hits(page).first).to_be_visible()


def test_escape_leads_back_to_the_words(page: Page):
    search(page, "rent")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(hits(page).first).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("rent")


def test_slash_leads_to_the_search_from_any_page(page: Page):
    page.goto("/manifesto/")
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile(r"/search/$"))
    expect(field(page)).to_be_focused()
    page.keyboard.type("ha/lf")
    expect(field(page)).to_have_value("ha/lf")


def test_slash_can_be_switched_off_for_good(page: Page):
    page.goto("/search/")
    page.get_by_role("checkbox", name="The key / leads here").uncheck()
    page.goto("/manifesto/")
    page.keyboard.press("/")
    page.get_by_role("link", name="Search", exact=True).click()
    expect(field(page)).to_be_focused()
    expect(page.get_by_role("checkbox", name="The key / leads here")).not_to_be_checked()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/manifesto/$"))


def test_filters_stand_in_an_address_that_can_be_shared(page: Page, new_context: NewContext):
    search(page, "rent")
    filters(page).get_by_role("link", name=re.compile("^Articles")).click()
    expect(page).to_have_url(re.compile(r"/search/\?q=rent&kind=article$"))
    tag = page.get_by_role("list", name="Tags").get_by_role("link").first
    slug = (tag.get_attribute("href") or "").rpartition("=")[2]
    tag.click()
    expect(page).to_have_url(re.compile(rf"\?q=rent&kind=article&tag={slug}$"))
    expect(filters(page).locator("[aria-current]")).to_have_count(2)
    titles = hits(page).all_text_contents()
    elsewhere = new_context().new_page()
    elsewhere.goto(page.url)
    expect(field(elsewhere)).to_have_value("rent")
    assert hits(elsewhere).all_text_contents() == titles
    filters(elsewhere).get_by_role("link", name=re.compile("^Articles")).click()
    expect(elsewhere).to_have_url(re.compile(rf"\?q=rent&tag={slug}$"))


def test_back_brings_words_filter_and_result_back(page: Page):
    page.goto("/manifesto/")
    page.get_by_role("link", name="Search", exact=True).click()
    expect(field(page)).to_be_focused()
    field(page).press_sequentially("rent")
    expect(count(page)).to_contain_text("for “rent”")
    filters(page).get_by_role("link", name=re.compile("^Activities")).click()
    expect(filters(page).locator("[aria-current]")).to_have_count(1)
    titles = hits(page).all_text_contents()
    third = hits(page).nth(2)
    third.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[2])
    page.go_back()
    expect(third).to_be_focused()
    assert hits(page).all_text_contents() == titles
    expect(field(page)).to_have_value("rent")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=rent$"))
    expect(filters(page).locator("[aria-current]")).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/manifesto/$"))


def test_more_results_begin_where_the_others_ended(page: Page):
    search(page, "the")
    expect(hits(page)).to_have_count(20)
    page.get_by_role("link", name="More results").click()
    expect(hits(page).nth(20)).to_be_focused()
    page.reload()
    expect(hits(page).nth(20)).to_be_visible()


def test_search_works_without_javascript(new_context: NewContext):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/manifesto/")
    page.get_by_role("link", name="Search", exact=True).click()
    field(page).fill("rent")
    page.get_by_role("button", name="Search").click()
    expect(count(page)).to_contain_text("for “rent”")
    filters(page).get_by_role("link", name=re.compile("^Activities")).click()
    expect(page).to_have_url(re.compile(r"\?q=rent&kind=activity$"))
    field(page).fill("rents")
    field(page).press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=rents&kind=activity$"))
    title = hits(page).first.text_content() or ""
    hits(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_more_results_and_nothing_found_work_without_javascript(new_context: NewContext):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/search/?q=the")
    page.get_by_role("link", name="More results").click()
    expect(hits(page).nth(20)).to_be_visible()
    field(page).fill("rent zeppelin")
    field(page).press("Enter")
    page.get_by_role("link", name="rent", exact=True).click()
    expect(count(page)).to_contain_text("for “rent”")


def fail(route: Route) -> None:
    route.fulfill(status=500, content_type="application/problem+json", body="{}")


def hang_up(route: Route) -> None:
    route.abort("connectionrefused")


@pytest.mark.parametrize("trouble", [fail, hang_up])
def test_trouble_is_told_and_takes_nothing_away(page: Page, trouble: Callable[[Route], None]):
    search(page, "rent")
    titles = hits(page).all_text_contents()
    page.route(ANSWERS, trouble)
    field(page).press_sequentially("s damp")
    told = page.get_by_text("The search gives no answer at the moment. Below is what was found for “rent”.")
    expect(told).to_be_visible()
    expect(field(page)).to_be_focused()
    assert hits(page).all_text_contents() == titles
    assert violations(page) == []
    page.unroute(ANSWERS)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=2, name=re.compile("“rents damp”"))).to_be_visible()
    expect(told).to_have_count(0)


def test_late_answer_is_given_up_for_the_next_one(page: Page):
    search(page, "rent")
    # Never answered.
    page.route(re.compile(r"q=damp$"), lambda _: None)
    with page.expect_request(re.compile(r"search/\?q=damp$")):
        field(page).fill("damp")
    expect(count(page)).to_contain_text("for “rent”")
    with page.expect_event("requestfailed") as given_up:
        field(page).fill("bridge")
    assert given_up.value.url.endswith("q=damp")
    expect(count(page)).to_contain_text("for “bridge”")
    expect(page).to_have_url(re.compile(r"\?q=bridge$"))


def test_offline_search_says_so_and_keeps_what_was_found(page: Page):
    search(page, "rent")
    titles = hits(page).all_text_contents()
    page.context.set_offline(True)
    field(page).fill("zeppelin")
    expect(page.get_by_text("so nothing can be looked for. Below is what was found for “rent”.")).to_be_visible()
    assert hits(page).all_text_contents() == titles


STATES = [
    "/search/",
    "/search/?q=rent",
    "/search/?q=rent&kind=article&tag=rents",
    "/search/?q=zeppelin+rent",
    "/search/?q=rent&kind=musical",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", STATES)
def test_search_breaks_no_rule(new_context: NewContext, path: str, scheme: str):
    page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(path)
    expect(field(page)).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("path", STATES)
def test_search_fits_a_small_screen_and_breaks_no_rule_there(new_context: NewContext, path: str):
    page = new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce").new_page()
    page.goto(path)
    expect(field(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for summary in page.locator("main summary:visible").all():
        summary.click()
    assert violations(page) == []
