"""A reader follows who answers whom through an exchange of articles."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext

FIRST, ROOF, PLUMBER, FOURTH = (
    "Co-operatives are not enough",
    "A roof you can vote under",
    "From the works department",
    "Three sentences, and a fourth",
)


def follow(page: Page, title: str) -> None:
    page.locator("main").get_by_role("link", name=title, exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def read_the_exchange(page: Page) -> None:
    page.goto("/debate/")
    exchange = page.locator("section").filter(has=page.get_by_role("heading", level=2, name=FIRST))
    expect(exchange.get_by_role("heading", level=3)).to_have_text([PLUMBER, ROOF, FOURTH])
    follow(page, FIRST)
    follow(page, ROOF)
    expect(page.locator("[aria-current=page]").filter(has_text=ROOF)).to_be_visible()
    follow(page, FOURTH)
    expect(page.get_by_text("It began with")).to_contain_text("The yard belongs to the town")
    follow(page, PLUMBER)


def test_reader_follows_an_exchange(page: Page):
    read_the_exchange(page)


def test_reader_follows_an_exchange_without_javascript(new_context: NewContext):
    read_the_exchange(new_context(java_script_enabled=False).new_page())


def test_what_was_said_about_a_position_leads_into_the_debate(page: Page):
    page.goto("/positions/the-yard-belongs-to-the-town/")
    follow(page, FIRST)
