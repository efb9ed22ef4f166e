"""In the admin's preview panel the real site shows what is being written, while it is being written."""

import re
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, TimeoutError, expect

from tests.browser.conftest import NewContext, Site
from tests.browser.desk import FRAME, edit, found, is_still_the_same, mark, open_desk, title_field

SAVE = re.compile(r"/admin/pages/\d+/edit/$")
LIVE = re.compile(r"/preview/live/$")


@pytest.fixture
def desk(context: BrowserContext, site: Site) -> Page:
    return open_desk(context, site)


def test_preview_shows_what_is_typed_without_a_reload(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    mark(desk)
    desk.get_by_role("textbox", name="Summary").fill("Written a moment ago.")
    expect(shown.get_by_text("Written a moment ago.")).to_be_visible()
    title_field(desk).fill("A title that grows")
    expect(shown.get_by_role("heading", level=1)).to_have_text("A title that grows")
    assert is_still_the_same(desk)


def test_rich_text_is_shown_as_it_is_typed(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "standard")
    editor = desk.locator(".Draftail-Editor [contenteditable=true]").first
    editor.click()
    desk.keyboard.press("Control+Home")
    desk.keyboard.type("Typed into the text. ")
    expect(shown.get_by_text("Typed into the text.")).to_be_visible()


def test_what_is_taken_back_is_taken_back_in_the_preview(desk: Page, site: Site) -> None:
    """Wagtail's own preview misses it: the form is again as it was saved."""
    shown = edit(desk, site, "position")
    summary = desk.get_by_role("textbox", name="Summary")
    before = summary.input_value()
    summary.fill("On second thoughts.")
    expect(shown.get_by_text("On second thoughts.")).to_be_visible()
    summary.fill(before)
    expect(shown.get_by_text("On second thoughts.")).to_have_count(0)


def test_what_is_written_while_the_form_saves_itself_is_shown(desk: Page, site: Site) -> None:
    """For Wagtail it counts as saved once the save has ended, and its own preview never hears of it."""
    shown = edit(desk, site, "position")
    held: list[Route] = []
    is_to_wait = True
    desk.route(SAVE, lambda route: held.append(route) if is_to_wait else route.continue_())
    summary = desk.get_by_role("textbox", name="Summary")
    for number in range(3):
        # Only while it counts: the form may save itself once more in between, and waits for that.
        is_to_wait = True
        # While it saves, Wagtail takes no note of an edit: then the next one has to remind it.
        for edit_number in range(10):
            with suppress(TimeoutError), desk.expect_request(SAVE, timeout=3000):
                summary.fill(f"To be saved, {number}, {edit_number}.")
            if held:
                break
        summary.fill(f"Written meanwhile, {number}.")
        is_to_wait = False
        with desk.expect_response(SAVE):
            held.pop().continue_()
        expect(shown.get_by_text(f"Written meanwhile, {number}.", exact=True)).to_be_visible()


def test_last_of_many_quick_edits_arrives(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    summary = desk.get_by_role("textbox", name="Summary")
    summary.fill("")
    summary.press_sequentially("Every letter is an edit, and the last counts.", delay=5)
    expect(shown.get_by_text("Every letter is an edit, and the last counts.", exact=True)).to_be_visible()


def test_place_in_the_page_and_focus_are_kept(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "manifesto")
    held: list[Route] = []
    desk.route(LIVE, lambda route: held.append(route))
    with desk.expect_request(LIVE):
        title_field(desk).fill("A manifesto with another name")
    link = shown.locator("main section a[href]").last
    before = link.evaluate(
        """link => {
          link.focus({preventScroll: true});
          link.scrollIntoView({behavior: 'instant', block: 'center'});
          return link.getBoundingClientRect().top;
        }"""
    )
    held.pop().continue_()
    expect(shown.get_by_role("heading", level=1)).to_have_text("A manifesto with another name")
    expect(link).to_be_focused()
    # What is in view stays where it is, also when a title above it takes another line.
    link.evaluate(
        """(link, before) => new Promise((resolve) => {
          const look = () => {
            if (Math.abs(link.getBoundingClientRect().top - before) < 1) resolve();
            else requestAnimationFrame(look);
          };
          look();
        })""",
        before,
    )


def test_focus_stays_in_the_form(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    title_field(desk).fill("A title that grows")
    expect(shown.get_by_role("heading", level=1)).to_have_text("A title that grows")
    expect(title_field(desk)).to_be_focused()


def test_what_is_open_stays_open(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "activity_index")
    opener = shown.locator("main details").first
    opener.locator("> summary").click()
    title_field(desk).fill("What we do")
    expect(shown.get_by_role("heading", level=1)).to_have_text("What we do")
    expect(opener).to_have_attribute("open", "")


def test_form_with_an_error_keeps_the_last_good_preview_and_says_why(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    desk.get_by_role("textbox", name="Summary").fill("The last that was right.")
    expect(shown.get_by_text("The last that was right.")).to_be_visible()
    desk.get_by_role("textbox", name="Adopted on").fill("31 June")
    notice = desk.locator("#w-preview-error-banner")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("correct: Adopted on")
    expect(shown.get_by_text("The last that was right.")).to_be_visible()
    desk.get_by_role("textbox", name="Adopted on").fill("2026-06-30")
    expect(notice).to_be_hidden()
    expect(shown.get_by_text("30 June 2026")).to_be_visible()


def test_server_that_does_not_answer_is_named_and_asked_again(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    desk.route(LIVE, lambda route: route.fulfill(status=500))
    desk.get_by_role("textbox", name="Summary").fill("Through thick and thin.")
    notice = desk.locator("#w-preview-error-banner")
    expect(notice).to_contain_text("The server gave no answer")
    desk.unroute(LIVE)
    expect(shown.get_by_text("Through thick and thin.")).to_be_visible()
    expect(notice).to_be_hidden()


def test_page_is_shown_again_after_a_link_was_followed(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    mark(desk)
    shown.locator("nav[aria-label] ol a, nav ol a").first.click()
    expect(shown.get_by_role("heading", level=1)).not_to_have_text(found(desk, site, "position")["title"])
    desk.get_by_role("textbox", name="Summary").fill("Back to what I write.")
    expect(shown.get_by_text("Back to what I write.")).to_be_visible()
    assert is_still_the_same(desk)


def test_preview_comes_back_when_its_frame_has_gone_elsewhere(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    desk.locator(FRAME).evaluate("frame => frame.contentWindow.location = 'about:blank'")
    expect(shown.locator("body")).to_be_empty()
    desk.get_by_role("textbox", name="Summary").fill("Where was I?")
    expect(shown.get_by_text("Where was I?")).to_be_visible()


def test_words_of_other_windows_are_not_heard(new_context: NewContext, site: Site) -> None:
    """Neither of a frame inside the preview, which is of the same origin, nor of another origin. The policy would keep
    such a frame's script from running, so it is switched off."""
    desk = open_desk(new_context(bypass_csp=True), site)
    shown = edit(desk, site, "position")
    frame: Any = desk.locator(FRAME).element_handle().content_frame()
    title = shown.get_by_role("heading", level=1)
    before = title.inner_text()
    frame.evaluate(
        """async () => {
          const {page} = (await (await fetch('/api/v1/resolve/?path=/manifesto/')).json());
          const written = {page: {...page, title: 'Forged'}, parts: [], troubles: [], words: {}};
          const message = {broadside: 'written', written};
          window.heard = 0;
          // The editor's own window speaks as well, whenever the panel has something to say.
          addEventListener('message', ({data}) => heard += data.written?.page?.title === 'Forged');
          postMessage(message, location.origin);
          for (const source of ['sandboxed', 'same origin']) {
            const inner = document.createElement('iframe');
            if (source === 'sandboxed') inner.sandbox = 'allow-scripts';
            inner.srcdoc = `<script>parent.postMessage(${JSON.stringify(message).replaceAll('<', '\\\\u003C')}, '*')</script>`;
            document.body.append(inner);
          }
        }"""
    )
    frame.wait_for_function("() => heard === 3")
    desk.get_by_role("textbox", name="Summary").fill("The editor's own words.")
    expect(shown.get_by_text("The editor's own words.")).to_be_visible()
    assert title.inner_text() == before


def test_reader_never_fetches_what_the_preview_needs(desk: Page, context: BrowserContext, site: Site) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(site.url)
    page.wait_for_load_state("networkidle")
    as_reader = {url for url in asked if "/immutable/" in url}
    asked.clear()
    edit(desk, site, "home")
    assert {url for url in asked if "/immutable/" in url} - as_reader
    assert as_reader
