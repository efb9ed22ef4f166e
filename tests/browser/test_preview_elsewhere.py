"""The preview works as well where the site has another origin than the admin, whose cookies the frame never gets."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.conftest import Site, make_restless
from tests.browser.desk import FRAME, edit, open_desk, title_field


@pytest.fixture
def desk(request: pytest.FixtureRequest, browser: Browser, desk_elsewhere: Site) -> Iterator[Page]:
    context = browser.new_context(**getattr(request, "param", {}))
    make_restless(context)
    yield open_desk(context, desk_elsewhere)
    context.close()


def frame_of(desk: Page) -> Frame:
    frame = desk.locator(FRAME).element_handle().content_frame()
    assert frame
    return frame


def test_frame_is_sent_no_cookie(desk: Page, desk_elsewhere: Site) -> None:
    sent: list[str] = []

    def note(request: Any) -> None:
        if "//localhost" in request.url and "cookie" in request.all_headers():
            sent.append(request.url)

    desk.context.on("request", note)
    shown = edit(desk, desk_elsewhere, "position")
    expect(shown.get_by_role("heading", level=1)).to_be_visible()
    assert sent == []


def test_parts_lead_to_their_fields_across_the_border_and_back(desk: Page, desk_elsewhere: Site) -> None:
    shown = edit(desk, desk_elsewhere, "position")
    shown.get_by_role("heading", level=1).click()
    expect(title_field(desk)).to_be_focused()
    frame_of(desk).evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    desk.get_by_role("textbox", name="Summary").focus()
    expect(shown.locator("header .standfirst")).to_be_in_viewport()


@pytest.mark.parametrize("desk", [{"bypass_csp": True}], indirect=True, ids=["without policies"])
def test_frame_hears_no_window_but_the_admin(desk: Page, desk_elsewhere: Site) -> None:
    """Neither a window of its own origin nor one that has the admin's, but isn't the one that frames it. The policies would
    keep the scripts of such windows from running, so they are switched off."""
    shown = edit(desk, desk_elsewhere, "position")
    heading = shown.get_by_role("heading", level=1)
    title = heading.inner_text()
    frame = frame_of(desk)
    frame.evaluate(
        """async () => {
          const {page} = await (await fetch('/api/v1/resolve/?path=/manifesto/')).json();
          const written = {page: {...page, title: 'Forged'}, parts: [], troubles: [], words: {}};
          window.heard = 0;
          addEventListener('message', ({data}) => { heard += data.broadside === 'written'; });
          postMessage({broadside: 'written', written}, '*');
          const inner = document.createElement('iframe');
          const message = JSON.stringify({broadside: 'written', written}).replaceAll('<', '\\\\u003C');
          inner.srcdoc = `<script>parent.postMessage(${message}, '*')</script>`;
          document.body.append(inner);
        }"""
    )
    desk.evaluate(
        """selector => {
          const inner = document.createElement('iframe');
          document.body.append(inner);
          const script = inner.contentDocument.createElement('script');
          const written = "{page: {type: 'home', title: 'Forged'}, parts: [], troubles: [], words: {}}";
          script.textContent = `top.document.querySelector('${selector}').contentWindow.postMessage(
            {broadside: 'written', written: ${written}}, '*')`;
          inner.contentDocument.body.append(script);
        }""",
        FRAME,
    )
    frame.wait_for_function("() => heard === 3")
    desk.get_by_role("textbox", name="Summary").fill("The editor's own words.")
    expect(shown.get_by_text("The editor's own words.")).to_be_visible()
    expect(heading).to_have_text(title)


def test_other_origins_cannot_frame_the_preview(desk: Page, desk_elsewhere: Site) -> None:
    """Nor can the site itself: only the admin may. A page of the site couldn't even try."""
    site = desk_elsewhere.url.replace("127.0.0.1", "localhost")
    page = desk.context.new_page()
    page.route(f"{site}/framing/", lambda route: route.fulfill(body="<p>Framing", content_type="text/html"))
    page.goto(f"{site}/framing/")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.evaluate(
        """() => new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.src = '/preview/';
          frame.onload = resolve;
          document.body.append(frame);
        })"""
    )
    assert [text for text in refused if "frame-ancestors" in text]


def test_checks_are_made_across_the_border(desk: Page, desk_elsewhere: Site) -> None:
    shown = edit(desk, desk_elsewhere, "position")
    expect(shown.get_by_role("heading", level=1)).to_be_visible()
    desk.get_by_role("button", name="Toggle checks").click()
    expect(desk.locator("[data-content-word-count]")).not_to_have_text("-", timeout=60_000)


def test_new_tab_shows_what_is_unsaved_where_the_admin_is(desk: Page, desk_elsewhere: Site) -> None:
    edit(desk, desk_elsewhere, "position")
    desk.get_by_role("textbox", name="Summary").fill("Only in the form so far.")
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Preview in new tab").click()
    expect(opened.value.get_by_text("Only in the form so far.")).to_be_visible()
    assert opened.value.url.startswith(desk_elsewhere.url)
