"""From a part of the preview to where it is written, and back: by mouse, by keyboard, and for whoever wants no motion."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from tests.browser.conftest import NewContext, Site
from tests.browser.desk import FRAME, edit, open_desk, title_field

# Notes around what the line was drawn each time that the preview pointed at something: it does so for a moment only.
NOTE_POINTING = """() => {
  window.pointed = [];
  const line = document.querySelector('preview-overlay').shadowRoot.querySelector('.outline');
  new MutationObserver(() => {
    if (!line.classList.contains('pointed')) return pointed.push('nothing');
    const box = line.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + 12];
    const at = [...document.querySelectorAll('h1, .standfirst, .body > *')].find((element) => {
      const {left, right, top, bottom} = element.getBoundingClientRect();
      return left <= x && x <= right && top <= y && y <= bottom;
    });
    pointed.push(at?.textContent);
  }).observe(line, {attributes: true, attributeFilter: ['class']});
}"""

AT_THE_SUMMARY = "document.querySelector('preview-overlay').shadowRoot.activeElement?.ariaLabel === 'Edit: Summary'"


@pytest.fixture
def desk(context: BrowserContext, site: Site) -> Page:
    return open_desk(context, site)


def frame_of(desk: Page) -> Any:
    return desk.locator(FRAME).element_handle().content_frame()


def text_blocks(desk: Page) -> Locator:
    return desk.locator("[data-contentpath=body] [data-streamfield-child] .Draftail-Editor [contenteditable=true]")


def toolbar(shown: FrameLocator) -> Locator:
    return shown.get_by_role("toolbar", name="Parts of the page")


def surrounds(outer: Locator, inner: Locator) -> bool:
    out, within = outer.bounding_box(), inner.bounding_box()
    assert out
    assert within
    return (
        out["x"] <= within["x"] + 1
        and out["y"] <= within["y"] + 1
        and out["y"] + out["height"] >= within["y"] + within["height"] - 1
    )


def test_click_on_a_field_in_the_preview_leads_to_where_it_is_written(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    shown.locator("header .standfirst").click()
    expect(desk.get_by_role("textbox", name="Summary")).to_be_focused()
    shown.get_by_role("heading", level=1).click()
    expect(title_field(desk)).to_be_focused()
    shown.locator("dl time").first.click()
    expect(desk.get_by_role("textbox", name="Adopted on")).to_be_focused()


def test_click_on_a_block_leads_to_its_field(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    shown.locator(".body > .prose").last.click()
    expect(text_blocks(desk).last).to_be_focused()
    expect(text_blocks(desk).last).to_be_in_viewport()


def test_block_is_found_after_it_has_moved(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    words = text_blocks(desk).first.inner_text()[:40]
    first = shown.locator(".body > *").first
    expect(first).to_contain_text(words)
    blocks = desk.locator("[data-contentpath=body] [data-streamfield-child]")
    blocks.first.get_by_role("button", name="Move down").click()
    expect(first).not_to_contain_text(words)
    shown.locator(".body > *").filter(has_text=words).click()
    expect(text_blocks(desk).filter(has_text=words)).to_be_focused()


def test_click_on_a_block_opens_it_where_it_is_closed(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    block = desk.locator("[data-contentpath=body] [data-streamfield-child]").last
    block.locator("[data-panel-toggle]").first.click()
    expect(block.locator("[contenteditable=true]")).to_be_hidden()
    shown.locator(".body > .prose").last.click()
    expect(block.locator("[contenteditable=true]").last).to_be_focused()


def test_links_in_the_preview_lead_where_they_lead(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    shown.get_by_role("navigation", name="You are here").get_by_role("link", name="Positions").click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("Positions")
    expect(toolbar(shown)).to_have_count(0)


def test_list_of_rows_is_led_to_as_well(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "home")
    toolbar(shown).get_by_role("button", name="Edit: Chosen positions").press("Enter")
    panel = desk.locator("#panel-child-content-chosen_positions-section, section:has(#id_chosen_positions-TOTAL_FORMS)").last
    expect(panel).to_be_in_viewport()
    assert panel.evaluate("panel => panel.contains(document.activeElement)")


def test_keyboard_walks_from_part_to_part_and_leads_to_the_field(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    first = toolbar(shown).get_by_role("button").first
    first.focus()
    names = [first.get_attribute("aria-label")]
    for _ in range(3):
        desk.keyboard.press("ArrowDown")
        names.append(frame_of(desk).evaluate("document.querySelector('preview-overlay').shadowRoot.activeElement.ariaLabel"))
    assert len(set(names)) == 4
    for name in names:
        assert name
        assert name.startswith("Edit: ")
    desk.keyboard.press("Home")
    expect(first).to_be_focused()
    summary = toolbar(shown).get_by_role("button", name="Edit: Summary")
    summary.focus()
    assert surrounds(shown.locator(".outline"), shown.locator("header .standfirst"))
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("textbox", name="Summary")).to_be_focused()


def test_keyboard_stays_where_it_is_while_parts_move(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    first = shown.locator(".body > *").first
    # Another test may have moved it before, and what it did has been saved.
    words = first.inner_text()[:40]
    expect(first).to_contain_text(words)
    summary = toolbar(shown).get_by_role("button", name="Edit: Summary")
    summary.focus()
    blocks = desk.locator("[data-contentpath=body] [data-streamfield-child]")
    # Not with the mouse, which would take the focus along.
    blocks.first.get_by_role("button", name="Move down").evaluate("button => button.click()")
    expect(first).not_to_contain_text(words)
    assert frame_of(desk).evaluate(AT_THE_SUMMARY)


def test_one_press_of_tab_passes_all_parts(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    expect(toolbar(shown).get_by_role("button").nth(2)).to_be_attached()
    assert toolbar(shown).locator("button[tabindex='0']").count() == 1


def test_focus_in_the_form_is_shown_in_the_preview(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    standfirst = shown.locator("header .standfirst")
    expect(standfirst).to_be_visible()
    frame = frame_of(desk)
    frame.evaluate(NOTE_POINTING)
    frame.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    desk.get_by_role("textbox", name="Summary").focus()
    expect(standfirst).to_be_in_viewport()
    # For a moment.
    frame.wait_for_function("() => pointed.at(-1) === 'nothing'")
    assert standfirst.inner_text() in frame.evaluate("pointed")


def test_focus_in_a_block_is_shown_in_the_preview(desk: Page, site: Site) -> None:
    shown = edit(desk, site, "position")
    last = shown.locator(".body > .prose").last
    expect(last).to_be_visible()
    frame = frame_of(desk)
    frame.evaluate(NOTE_POINTING)
    text_blocks(desk).last.focus()
    expect(last).to_be_in_viewport()
    frame.wait_for_function("() => pointed.at(-1) === 'nothing'")
    assert last.text_content() in frame.evaluate("pointed")


def test_nothing_scrolls_smoothly_for_whoever_wants_no_motion(new_context: NewContext, site: Site) -> None:
    desk = open_desk(new_context(reduced_motion="reduce"), site)
    shown = edit(desk, site, "position")
    ways = "window.ways = []; const into = Element.prototype.scrollIntoView;"
    ways += "Element.prototype.scrollIntoView = function (how) { if (how?.behavior) ways.push(how.behavior); into.call(this, how); };"
    desk.evaluate(ways)
    frame_of(desk).evaluate(ways)
    frame_of(desk).evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    desk.get_by_role("textbox", name="Summary").focus()
    expect(shown.locator("header .standfirst")).to_be_in_viewport()
    shown.get_by_role("heading", level=1).click()
    expect(title_field(desk)).to_be_focused()
    assert desk.evaluate("ways") == ["instant"]
    assert frame_of(desk).evaluate("ways") == ["instant"]
    moving = "line => { line.classList.add('pointed'); return getComputedStyle(line, '::before').animationName; }"
    assert shown.locator(".outline").evaluate(moving) == "none"


def test_only_the_frame_itself_is_believed(new_context: NewContext, site: Site) -> None:
    """Neither another window of the same origin nor a frame inside the preview moves the editor's focus. The policies would
    keep their scripts from running, so they are switched off."""
    desk = open_desk(new_context(bypass_csp=True), site)
    shown = edit(desk, site, "position")
    desk.get_by_role("textbox", name="Summary").focus()
    desk.evaluate("window.heard = 0; addEventListener('message', ({data}) => { heard += data.broadside === 'chosen' })")
    forged = "{broadside: 'chosen', path: 'title'}"
    inner = f"const inner = document.createElement('iframe'); inner.srcdoc = `<script>top.postMessage({forged}, '*')<\\/script>`;"
    desk.evaluate(f"window.postMessage({forged}, '*')")
    desk.evaluate(f"() => {{ {inner} document.body.append(inner); }}")
    frame_of(desk).evaluate(f"() => {{ {inner} document.body.append(inner); }}")
    desk.wait_for_function("() => heard === 3")
    expect(desk.get_by_role("textbox", name="Summary")).to_be_focused()
    shown.get_by_role("heading", level=1).click()
    expect(title_field(desk)).to_be_focused()
