"""What an editor and a reader do needs nothing that the content security policies refuse, and no other server; and what
somebody else has written into a page is refused."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NewContext, Site
from tests.browser.desk import edit, open_desk

NOTE = """addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI, sourceFile, lineNumber}) =>
  console.error(`Content Security Policy: ${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber}`))"""
ATTACK = """() => {
  document.body.insertAdjacentHTML('beforeend', '<img src="/nothing.png" onerror="window.isTaken = true">');
  const script = document.createElement('script');
  script.textContent = 'window.isTaken = true';
  document.body.append(script);
  return window.isTaken === undefined;
}"""
COMPLAINT = re.compile("content.security.policy|permissions-policy|integrity", re.IGNORECASE)


@pytest.fixture
def complaints() -> list[str]:
    """What the browser has to say of our headers."""
    return []


@pytest.fixture
def watched(new_context: NewContext, complaints: list[str]) -> BrowserContext:
    def note(message: Any) -> None:
        if COMPLAINT.search(message.text):
            complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    context = new_context()
    context.add_init_script(NOTE)
    context.on("console", note)
    return context


def assert_attack_fails(page: Page, complaints: list[str]) -> None:
    assert complaints == []
    assert page.evaluate(ATTACK)
    page.wait_for_function("() => window.isTaken === undefined")
    assert [text for text in complaints if "script-src" in text]


def test_editor(watched: BrowserContext, site: Site, complaints: list[str]) -> None:
    desk = open_desk(watched, site)
    shown = edit(desk, site, "activity_report")
    desk.locator(".Draftail-Editor [contenteditable=true]").first.click()
    desk.keyboard.type("Written under a policy. ")
    expect(shown.get_by_text("Written under a policy.")).to_be_visible(timeout=60_000)

    desk.get_by_role("button", name="Add photo").click()
    photo = desk.locator("#id_photos-FORMS > *").last
    photo.get_by_role("button", name="Choose an image").click()
    desk.locator(".modal .listing img, .modal .image-choice img").first.click()
    expect(photo.locator("[data-chooser-title]")).not_to_be_empty()
    desk.locator("#id_starts_at").focus()
    expect(desk.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)

    for path in ("settings/home/organisationsettings/", "reports/site-history/", "images/"):
        answer = desk.goto(f"{site.url}/admin/{path}")
        assert answer
        assert answer.ok
        expect(desk.locator("main")).to_be_visible()
    assert_attack_fails(desk, complaints)


def test_reader(watched: BrowserContext, complaints: list[str]) -> None:
    page = watched.new_page()
    page.goto("/api/v1/docs/")
    expect(page.get_by_role("heading", name="Broadside")).to_be_visible()
    page.goto("/nothing/")
    page.goto("/")
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Positions").click()
    expect(page.get_by_role("heading", level=1, name="Positions")).to_be_visible()
    page.goto("/search/?q=rent")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_attack_fails(page, complaints)
