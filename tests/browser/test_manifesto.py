"""A reader finds the way through the manifesto, and takes a citation along."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Site

PHONE = {"width": 360, "height": 740}


def contents(page: Page):
    return page.get_by_role("navigation", name="Contents")


def test_reader_cites_a_paragraph(new_context: NewContext, site: Site):
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto("/manifesto/")
    page.get_by_role("link", name="2.3", exact=True).click()
    line = "A town to live in, section 2, paragraph 3"
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_text(f"Copied: {line}, with a link.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{line}\n{site.url}/manifesto/#2.3"
    expect(page).to_have_url(re.compile(r"/manifesto/#2\.3$"))
    expect(page.locator("[id='2.3']")).to_be_in_viewport()


def test_cited_link_leads_to_the_paragraph(page: Page):
    page.goto("/manifesto/#5.2")
    expect(page.locator("[id='5.2']")).to_be_in_viewport()


def test_paragraph_can_be_linked_to_without_javascript(new_context: NewContext):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/manifesto/")
    page.get_by_role("link", name="2.3", exact=True).click()
    expect(page).to_have_url(re.compile(r"/manifesto/#2\.3$"))
    expect(page.locator("[id='2.3']")).to_be_in_viewport()


def test_contents_follow_the_reader(page: Page):
    page.goto("/manifesto/")
    for number in (3, 5, 2):
        page.locator(f"[id='{number}.2']").scroll_into_view_if_needed()
        page.evaluate(f"document.getElementById('{number}.2').scrollIntoView({{block: 'start'}})")
        expect(contents(page).locator("[aria-current=location]")).to_contain_text(str(number))
        expect(contents(page).locator("[aria-current]")).to_have_count(1)


def test_contents_of_a_wide_screen_stay_in_sight(page: Page):
    page.goto("/manifesto/")
    page.locator("[id='6.1']").scroll_into_view_if_needed()
    expect(contents(page).get_by_role("link", name="A home is for living in")).to_be_in_viewport()


def test_contents_of_a_phone_open_lead_on_and_close(new_context: NewContext):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/manifesto/")
    link = contents(page).get_by_role("link", name="Those who live there decide")
    expect(link).to_be_hidden()
    contents(page).locator("summary").click()
    link.click()
    expect(page.get_by_role("heading", name="Those who live there decide")).to_be_in_viewport(ratio=1)
    expect(link).to_be_hidden()
    expect(contents(page).locator("summary")).to_contain_text("4 · Those who live there decide")


def test_bar_of_a_phone_covers_nothing_that_a_link_leads_to(new_context: NewContext):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/manifesto/#3.2")
    expect(page.locator("[id='3.2']")).to_be_in_viewport()
    bar, paragraph = contents(page).bounding_box(), page.locator("[id='3.2']").bounding_box()
    assert bar
    assert paragraph
    assert paragraph["y"] >= bar["y"] + bar["height"]


def test_points_of_agreement_stand_below_the_text_across_the_sheet(page: Page):
    page.goto("/manifesto/")
    sheet = page.locator("main > article").bounding_box()
    text = page.locator("[id='6.1']").bounding_box()
    points = page.get_by_role("heading", name="Points of agreement").bounding_box()
    assert sheet
    assert text
    assert points
    assert points["y"] > text["y"] + text["height"]
    assert points["width"] == sheet["width"]


def test_points_of_agreement_lead_to_the_positions(page: Page):
    page.goto("/manifesto/")
    page.get_by_role("link", name="Position 1: Freeze the rents").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Freeze the rents")
