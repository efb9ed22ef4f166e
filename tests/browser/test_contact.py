"""Somebody writes to the group: with and without JavaScript, by keyboard, with mistakes, and while nothing gets through."""

import json
import sqlite3

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import NewContext, Site
from tests.browser.test_publish import log_in

LETTER = {"Name": "Robin", "Your email address": "robin@example.org", "Message": "When do you meet?\nSoon, I hope."}
SEND = "Send the message"
ARRIVED = "Your message has arrived"
CONTACT_API = "**/api/v1/contact/"


@pytest.fixture(autouse=True)
def empty_counts(site: Site) -> None:
    """Lets each test send as often as one client may in an hour."""
    with sqlite3.connect(site.data_dir / "db.sqlite3", timeout=30) as database:
        database.execute("DELETE FROM api_tally")


def write(page: Page, **changes: str) -> None:
    for label, text in {**LETTER, **changes}.items():
        page.get_by_role("textbox", name=label).fill(text)


def expect_written(page: Page, **changes: str) -> None:
    for label, text in {**LETTER, **changes}.items():
        expect(page.get_by_role("textbox", name=label)).to_have_value(text)


def send(page: Page) -> None:
    page.get_by_role("button", name=SEND).click()


def received(page: Page):
    return page.get_by_role("heading", name=ARRIVED)


def open_form(page: Page) -> None:
    page.goto("/contact/")
    # Until then the form would be posted without a script.
    page.wait_for_function("() => document.querySelector('form[method=post]').noValidate")


def kept(site: Site, text: str) -> int:
    """How many messages with this text the site has."""
    with sqlite3.connect(site.data_dir / "db.sqlite3", timeout=30) as database:
        found = database.execute("SELECT count(*) FROM home_message WHERE text = ?", [text])
        return int(found.fetchone()[0])


def test_message_is_sent_and_lies_in_the_inbox(page: Page, new_context: NewContext, site: Site) -> None:
    open_form(page)
    write(page, Message="Does the roof in Ropewalk count?")
    send(page)
    expect(received(page)).to_be_focused()
    expect(page.get_by_text("After 90 days our server deletes the message.")).to_be_visible()
    assert violations(page) == []
    editor = new_context().new_page()
    log_in(editor, site)
    editor.get_by_role("navigation", name="Main menu").get_by_role("link", name="Messages").click()
    editor.get_by_role("main").get_by_role("link", name="Message of").first.click()
    expect(editor.get_by_text("Does the roof in Ropewalk count?")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mistakes_are_told_at_their_fields(new_context: NewContext, scheme: str) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 320, "height": 640}).new_page()
    open_form(page)
    send(page)
    expect(page.get_by_role("textbox", name="Your email address")).to_be_focused()
    expect(page.get_by_role("alert").filter(has_text="Nothing has been sent yet.")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("alert").get_by_role("link", name="Message").click()
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    # Only the server knows that no such address can be.
    wrong = {"Your email address": "robin@example..org"}
    write(page, **wrong)
    send(page)
    field = page.get_by_role("textbox", name="Your email address")
    expect(field).to_have_accessible_description(
        "This is no complete email address. One looks like robin@example.org. Our answer goes there."
    )
    expect(field).to_be_focused()
    expect_written(page, **wrong)


def test_message_is_sent_by_keyboard_alone(page: Page) -> None:
    open_form(page)
    page.get_by_role("link", name="assembly@aldermouth.example").first.focus()
    for text in ["Robin", "robin@example.org", "When do you meet?"]:
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    while page.evaluate("document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(received(page)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Name")).to_be_focused()


def test_offline_the_text_stays_and_can_be_sent_later(page: Page) -> None:
    open_form(page)
    write(page)
    page.context.set_offline(True)
    send(page)
    said = page.get_by_role("alert").filter(has_text="There is no connection, so nothing was sent.")
    expect(said).to_be_in_viewport()
    assert violations(page) == []
    expect_written(page)
    page.context.set_offline(False)
    send(page)
    expect(received(page)).to_be_visible()


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (500, {}, "Our server could not take the message."),
        (429, {"Retry-After": "700"}, "in 12 minutes you can send it"),
    ],
)
def test_refused_the_text_stays_and_can_be_sent_later(page: Page, status: int, headers: dict[str, str], words: str) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=status, headers=headers, body=json.dumps({"status": status, "detail": "No."}))

    page.route(CONTACT_API, refuse)
    open_form(page)
    write(page)
    send(page)
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()
    expect_written(page)
    page.unroute(CONTACT_API)
    send(page)
    expect(received(page)).to_be_visible()


def test_message_whose_answer_was_lost_arrives_once(page: Page, site: Site) -> None:
    def lose(route: Route) -> None:
        # A proof is good from three seconds on.
        while route.fetch().status == 429:
            continue
        route.abort()

    open_form(page)
    write(page, Message="Only once, please.")
    page.route(CONTACT_API, lose)
    send(page)
    expect(page.get_by_role("alert").filter(has_text="Our server gave no answer.")).to_be_visible(timeout=15_000)
    page.unroute(CONTACT_API)
    send(page)
    expect(received(page)).to_be_visible()
    assert kept(site, "Only once, please.") == 1


def test_what_was_typed_stays_while_its_writer_looks_at_another_page(page: Page) -> None:
    open_form(page)
    write(page)
    page.get_by_role("link", name="Positions").first.click()
    expect(page.get_by_role("heading", level=1, name="Positions")).to_be_visible()
    page.go_back()
    expect_written(page)


def test_message_is_sent_without_javascript(new_context: NewContext, site: Site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/contact/")
    write(page, **{"Your email address": "robin@example"})
    send(page)
    expect(page.get_by_text("This is no complete email address.")).to_be_visible()
    expect_written(page, **{"Your email address": "robin@example"})
    write(page, Message="No script came along.")
    send(page)
    while page.get_by_text("That was very fast").is_visible():
        send(page)
    expect(received(page)).to_be_visible()
    assert kept(site, "No script came along.") == 1


def test_message_is_looked_over_without_javascript(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/contact/")
    write(page)
    send(page)
    expect(page.get_by_text("Nothing has been sent yet. Look your message over, then send it.")).to_be_in_viewport()
    expect_written(page)


def test_where_no_proof_can_be_made_the_form_is_posted(page: Page) -> None:
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    open_form(page)
    write(page)
    send(page)
    expect(page.get_by_text("Nothing has been sent yet. Look your message over, then send it.")).to_be_visible()
    expect_written(page)
