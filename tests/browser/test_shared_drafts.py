"""An editor shares a draft, and somebody without an account reads it."""

import datetime
import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, environment_for, free_port, manage
from tests.browser.desk import found, open_desk

TITLE = "A position that only some have seen"


@pytest.fixture
def desk(context: BrowserContext, site: Site) -> Page:
    """An editor who has changed a position, and saved the draft."""
    desk = open_desk(context, site)
    position = found(desk, site, "position")
    desk.goto(f"{site.url}/admin/pages/{position['id']}/edit/")
    desk.get_by_role("textbox", name="Summary").fill(TITLE)
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_text(re.compile("has been (updated|saved)")).first).to_be_visible()
    desk.get_by_role("button", name="Actions").first.click()
    desk.get_by_role("link", name="Share the draft").first.click()
    return desk


def make_link(desk: Page) -> str:
    desk.get_by_role("button", name="Make a link").click()
    return desk.get_by_role("textbox", name="The new link").input_value()


def make_link_to_a_day(desk: Page) -> str:
    """One that shows the site as it will be the day after tomorrow."""
    desk.get_by_role("radio", name="the whole site").check()
    day = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)
    desk.get_by_label("On that date").fill(day.strftime("%Y-%m-%dT%H:%M"))
    return make_link(desk)


def stranger(browser: Browser) -> Page:
    return browser.new_context().new_page()


def test_draft_is_read_without_an_account(desk: Page, browser: Browser) -> None:
    address = make_link(desk)
    page = stranger(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    expect(page.get_by_text(TITLE)).to_be_visible()
    expect(page.get_by_role("note")).to_contain_text("isn’t published")
    key = address.partition("#")[2]
    assert key
    assert not [url for url in asked if key in url.partition("#")[0]]


def test_link_that_was_taken_back_says_so(desk: Page, browser: Browser) -> None:
    address = make_link(desk)
    desk.get_by_role("button", name="Take back").first.click()
    expect(desk.get_by_text("The link has been taken back")).to_be_visible()
    page = stranger(browser)
    page.goto(address)
    expect(page.get_by_text("This link shows nothing.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shared draft")


def test_place_without_a_key_shows_nothing(browser: Browser, site: Site) -> None:
    page = stranger(browser)
    page.goto(f"{site.url}/shared/")
    expect(page.get_by_text("This link shows nothing.")).to_be_visible()


def test_links_from_the_draft_lead_into_the_site(desk: Page, browser: Browser) -> None:
    page = stranger(browser)
    page.goto(make_link(desk))
    expect(page.get_by_role("note")).to_be_visible()
    page.get_by_role("link", name="Manifesto").first.click()
    page.wait_for_url("**/manifesto/")
    expect(page.get_by_role("note")).to_have_count(0)


@pytest.fixture(scope="module")
def to_come(site: Site) -> str:
    """The title of a position that an editor has scheduled."""
    title = "Trams at night"
    publish_later(site, title)
    return title


def publish_later(site: Site, title: str) -> None:
    """Schedules a new position for tomorrow, beside the running site."""
    script = f"""
import datetime
from django.utils import timezone
from home.models import PositionIndexPage, PositionPage
index = PositionIndexPage.objects.filter(live=True).first()
page = PositionPage(title={title!r}, number=77, summary="Every half hour.", live=False)
index.add_child(instance=page)
page.go_live_at = timezone.now() + datetime.timedelta(days=1)
page.save_revision().publish()
"""
    manage(environment_for(site.data_dir, free_port()), "shell", "--command", script)


def test_whole_site_is_looked_at_as_of_a_day_to_come(desk: Page, browser: Browser, site: Site, to_come: str) -> None:
    page = stranger(browser)
    page.goto(make_link_to_a_day(desk))
    expect(page.get_by_role("note")).to_contain_text("as it will be on")
    page.get_by_role("link", name="Positions").first.click()
    page.wait_for_url("**/positions/")
    page.get_by_role("link", name=to_come).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(to_come)
    expect(page.get_by_role("note")).to_contain_text("as it will be on")

    everybody = stranger(browser)
    everybody.goto(f"{site.url}/positions/")
    expect(everybody.get_by_role("heading", level=1)).to_be_visible()
    expect(everybody.get_by_text(to_come)).to_have_count(0)


def test_look_at_a_day_to_come_ends_with_its_link(desk: Page, browser: Browser, to_come: str) -> None:
    page = stranger(browser)
    page.goto(make_link_to_a_day(desk))
    expect(page.get_by_role("note")).to_be_visible()
    page.wait_for_url(lambda url: "/shared/" not in url)

    desk.get_by_role("button", name="Take back").first.click()
    expect(desk.get_by_text("The link has been taken back")).to_be_visible()
    page.get_by_role("link", name="Positions").first.click()

    page.wait_for_url("**/shared/**")
    expect(page.get_by_text("This link shows nothing.")).to_be_visible()
