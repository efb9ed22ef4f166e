"""A block that can't be published says in the preview what is wrong with it, in its place; the rest of the page stays."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site, environment_for, free_port, manage
from tests.browser.desk import edit, found, open_desk


@pytest.fixture
def desk(context: BrowserContext, site: Site) -> Page:
    """An editor of pages without drafts: those of other tests may have been saved by themselves, with what they lack."""
    environment = environment_for(site.data_dir, free_port())
    manage(
        environment,
        "shell",
        "--command",
        "from wagtail.models import Page\nfor p in Page.objects.all(): p.specific.save_revision(clean=False)",
    )
    return open_desk(context, site)


def add_block(desk: Page, name: str) -> Locator:
    """Adds a block to the end of the body."""
    blocks = desk.locator("[data-contentpath=body] [data-streamfield-child]")
    before = blocks.count()
    desk.locator("[data-contentpath=body]").get_by_role("button", name="Insert a block").last.click()
    desk.get_by_role("option", name=name, exact=True).click()
    expect(blocks).to_have_count(before + 1)
    return blocks.last


def test_block_that_is_not_finished_says_what_it_lacks(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    block = add_block(desk, "Quote")
    note = shown.get_by_role("note")
    expect(note).to_contain_text("Text: This field is required.")
    expect(note).to_be_in_viewport()
    note.get_by_role("button", name="Edit").click()
    expect(block.get_by_role("textbox", name="Text")).to_be_focused()
    desk.keyboard.type("We are many.")
    expect(shown.get_by_text("We are many.")).to_be_visible()
    expect(note).to_have_count(0)


def test_block_that_shows_nothing_has_its_note_where_it_would_be(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    add_block(desk, "Picture")
    note = shown.get_by_role("note")
    expect(note).to_contain_text("Image: This field is required.")
    assert shown.locator(".body > *").last.evaluate("element => element.localName") == "preview-trouble"


def test_block_that_is_refused_says_why_and_the_last_good_page_stays(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    desk.get_by_role("textbox", name="Summary").fill("The last that was right.")
    expect(shown.get_by_text("The last that was right.")).to_be_visible()
    block = add_block(desk, "Call to action")
    block.get_by_role("textbox", name="Heading").fill("Come along")
    block.get_by_role("textbox", name="Address elsewhere").fill("nowhere")
    note = shown.get_by_role("note")
    expect(note).to_contain_text("Address elsewhere: Enter a valid URL.")
    expect(desk.locator("#w-preview-error-banner")).to_contain_text("correct: Body")
    expect(shown.get_by_text("The last that was right.")).to_be_visible()
    block.get_by_role("textbox", name="Address elsewhere").fill("https://example.org/")
    block.get_by_role("textbox", name="Label").fill("Come")
    expect(note).to_have_count(0)
    expect(desk.locator("#w-preview-error-banner")).to_be_hidden()
    expect(shown.get_by_role("link", name="Come", exact=True)).to_have_attribute("href", "https://example.org/")


def test_section_of_a_manifesto_says_what_is_wrong_with_it(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "manifesto")
    expect(shown.get_by_role("heading", level=1)).to_be_visible()
    desk.get_by_role("textbox", name="Heading").nth(1).fill("")
    note = shown.locator(".sections > .section").nth(1).locator("xpath=following-sibling::*[1]").get_by_role("note")
    expect(note).to_contain_text("Heading: This field is required.")


def test_draft_that_was_saved_unfinished_is_shown_as_it_was_saved(desk: Page, site: Site) -> None:
    position = found(desk, site, "position")
    unfinished = f"""
from home.models import PositionPage
page = PositionPage.objects.get(pk={position["id"]})
page.seo_title, page.summary = "x" * 300, "Saved before it was right."
page.save_revision(clean=False)
"""
    manage(environment_for(site.data_dir, free_port()), "shell", "--command", unfinished)
    shown = edit(desk, site, "position")
    expect(shown.get_by_role("heading", level=1)).to_have_text(position["title"])
    expect(shown.get_by_text("Saved before it was right.")).to_be_visible()
    expect(desk.locator("#w-preview-error-banner")).to_contain_text("correct: Title tag")


def test_preview_comes_though_wagtail_could_not_keep_the_form(desk: Page, site: Site) -> None:
    position = found(desk, site, "position")
    desk.route(re.compile(r"/edit/preview/$"), lambda route: route.abort())
    shown = edit(desk, site, "position")
    expect(shown.get_by_role("heading", level=1)).to_have_text(position["title"])
