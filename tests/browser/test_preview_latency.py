"""How soon the preview shows what was done in the form: measured and printed (`pytest -s`), never judged by a clock."""

import re
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page

from tests.browser.conftest import Site, environment_for, free_port, make_restless, manage
from tests.browser.desk import FRAME, edit, open_desk

EDITS = 32
AUTOSAVE = re.compile(r"/admin/pages/\d+/edit/$")

NOTE_ACTS = """() => {
  for (const type of ['keydown', 'click'])
    addEventListener(type, (event) => { window.acted = performance.timeOrigin + event.timeStamp; }, true);
}"""

# Notes when a frame is drawn with what `isShown`, a function of the page's <main>, waits for.
NOTE_SHOWN = """([isShown, expected]) => {
  window.shownAt = undefined;
  const test = eval(isShown);
  const look = () => {
    const main = document.querySelector('main');
    if (!main || !test(main, expected)) return;
    observer.disconnect();
    requestAnimationFrame(() => { window.shownAt = performance.timeOrigin + performance.now(); });
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}"""

INCLUDES = "(main, expected) => main.textContent.includes(expected)"
ORDER = "(main) => [...main.querySelectorAll('.body > *')].map((block) => block.textContent).join('|')"
ORDER_CHANGED = f"(main, before) => ({ORDER})(main) !== before"
PICTURES = "(main) => [...main.querySelectorAll('.body img')].map((image) => image.alt).join('|')"
PICTURES_CHANGED = f"(main, before) => main.querySelector('.body img') && ({PICTURES})(main) !== before"


class Stopwatch:
    """Times edits of one form, by the clock that both windows share: they may be of different origins."""

    def __init__(self, desk: Page) -> None:
        self.desk = desk
        desk.evaluate(NOTE_ACTS)

    @property
    def frame(self) -> Frame:
        frame = self.desk.locator(FRAME).element_handle().content_frame()
        assert frame
        return frame

    def time(self, act: Callable[[], None], is_shown: str, expected: Any = None) -> float:
        """Milliseconds from the last key or click of `act` until `is_shown`, JavaScript of (main, expected), holds."""
        frame = self.frame
        frame.evaluate(NOTE_SHOWN, [is_shown, expected])
        act()
        return float(frame.wait_for_function("() => window.shownAt").json_value()) - float(self.desk.evaluate("acted"))

    def time_change(self, act: Callable[[], None], what: str, changed: str) -> float:
        """The same, until `what` is no more what it was before."""
        return self.time(act, changed, self.frame.evaluate(f"({what})(document.querySelector('main'))"))


def blocks(desk: Page, kind: str) -> Locator:
    """The blocks of the body, the deleted ones aside."""
    of_kind = desk.locator(".c-sf-block__type").get_by_text(kind, exact=True)
    return desk.locator("[data-contentpath=body] [data-streamfield-child]:visible").filter(has=of_kind)


def press(block: Locator, action: str) -> Callable[[], None]:
    return block.get_by_role("button", name=action, exact=True).first.click


def edits_of(desk: Page, watch: Stopwatch) -> Iterator[tuple[str, float]]:
    """Edits of every kind in turn, for ever: what was done, and how long it took."""
    summary = desk.get_by_role("textbox", name="Summary")
    adopted = desk.get_by_role("textbox", name="Adopted on")
    text = blocks(desk, "Text").first
    for number in count(1):
        summary.focus()
        desk.keyboard.press("Control+End")
        desk.keyboard.type(f" s{number}")
        yield "text", watch.time(lambda: desk.keyboard.type("!"), INCLUDES, f"s{number}!")
        text.locator("[contenteditable=true]").click()
        desk.keyboard.press("Control+Home")
        desk.keyboard.type(f"r{number}")
        yield "rich text", watch.time(lambda: desk.keyboard.type("?"), INCLUDES, f"r{number}?")
        adopted.fill(f"2026-05-{number:02}"[:-1])
        adopted.press("End")
        last = partial(desk.keyboard.type, f"{number:02}"[-1])
        yield "date", watch.time(last, INCLUDES, f"{number} May 2026")
        # Its calendar would lie over the form.
        desk.keyboard.press("Escape")
        yield "block added", watch.time_change(press(text, "Duplicate"), ORDER, ORDER_CHANGED)
        copy = blocks(desk, "Text").nth(1)
        yield "block moved", watch.time_change(press(copy, "Move down"), ORDER, ORDER_CHANGED)
        yield "block deleted", watch.time_change(press(copy, "Delete"), ORDER, ORDER_CHANGED)
        yield "picture chosen", watch.time_change(choosing(desk), PICTURES, PICTURES_CHANGED)


def choosing(desk: Page) -> Callable[[], None]:
    """Opens the pictures for the one in the body, and returns the click on one that it isn't yet."""
    picture = blocks(desk, "Picture").first
    title = picture.locator("[data-chooser-title]").inner_text()
    picture.get_by_role("button", name="Actions").click()
    desk.get_by_role("button", name="Change image").click()
    results = desk.locator(".modal").get_by_role("link").filter(has=desk.locator("img"))
    return results.filter(has_not_text=title).first.click


@contextmanager
def saves_itself(desk: Page) -> Iterator[None]:
    """Fails where the form has not saved itself meanwhile: a preview has to keep up with that as well."""
    saved: list[str] = []
    desk.on("request", lambda request: saved.append(request.url) if request.method == "POST" else None)
    yield
    assert any(AUTOSAVE.search(url) for url in saved)


@pytest.mark.parametrize("where", ["site", "desk_elsewhere"], ids=["same origin", "another origin"])
def test_every_edit_is_shown_and_timed(
    where: str, browser: Browser, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    site: Site = request.getfixturevalue(where)
    # The worker may still be drawing the demo's pictures, and one that isn't drawn can't be shown.
    manage(environment_for(site.data_dir, free_port()), "db_worker", "--batch", "--queue-name", "*")
    context = browser.new_context()
    make_restless(context)
    desk = open_desk(context, site)
    edit(desk, site, "position")
    timed = edits_of(desk, Stopwatch(desk))
    with saves_itself(desk):
        times = [next(timed) for _ in range(EDITS)]
    context.close()
    in_order = sorted(milliseconds for _, milliseconds in times)
    assert len(in_order) == EDITS
    p50, p95 = statistics.median(in_order), in_order[int(0.95 * EDITS)]
    with capsys.disabled():
        print(f"\nFrom act to drawn page over {EDITS} edits, {where}: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
        for kind in dict(times):
            print(f"  {kind}: " + ", ".join(f"{ms:.0f}" for name, ms in times if name == kind))
