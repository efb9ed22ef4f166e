"""How soon the preview shows what was done in the form: measured and printed (`pytest -s`), never judged by a clock."""

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Site
from tests.browser.desk import FRAME, edit, open_desk

EDITS = 30

STOPWATCH = """selector => {
  let acted = 0;
  for (const type of ['keydown', 'click'])
    addEventListener(type, (event) => { acted = event.timeStamp; }, true);
  // Notes the milliseconds from the last key or click to the frame that is drawn with what `isShown` waits for.
  window.time = (isShown) => {
    window.timed = undefined;
    const shown = document.querySelector(selector).contentDocument;
    const look = () => {
      if (!isShown(shown)) return;
      observer.disconnect();
      requestAnimationFrame(() => { window.timed = performance.now() - acted; });
    };
    const observer = new MutationObserver(look);
    observer.observe(shown, { subtree: true, childList: true, characterData: true, attributes: true });
  };
}"""


class Stopwatch:
    """Times edits of one form."""

    def __init__(self, desk: Page) -> None:
        self.desk = desk
        desk.evaluate(STOPWATCH, FRAME)

    def time(self, act: Callable[[], None], is_shown: str, expected: Any = None) -> float:
        """Milliseconds from the last key or click of `act` until `is_shown`, JavaScript of (document, expected), holds."""
        self.desk.evaluate(f"expected => time((shown) => ({is_shown})(shown, expected))", expected)
        act()
        return float(self.desk.wait_for_function("window.timed").json_value())


INCLUDES = "(shown, expected) => shown.querySelector('main').textContent.includes(expected)"


def edits_of(desk: Page, watch: Stopwatch) -> Iterator[tuple[str, float]]:
    """Edits of several kinds in turn, for ever: what was done, and how long it took."""
    summary = desk.get_by_role("textbox", name="Summary")
    adopted = desk.get_by_role("textbox", name="Adopted on")
    rich_text = desk.locator(".Draftail-Editor [contenteditable=true]:visible").first
    for number in count(1):
        summary.focus()
        desk.keyboard.press("Control+End")
        desk.keyboard.type(f" s{number}")
        yield "text", watch.time(lambda: desk.keyboard.type("!"), INCLUDES, f"s{number}!")
        rich_text.click()
        desk.keyboard.press("Control+Home")
        desk.keyboard.type(f"r{number}")
        yield "rich text", watch.time(lambda: desk.keyboard.type("?"), INCLUDES, f"r{number}?")
        adopted.fill(f"2026-05-{number:02}"[:-1])
        adopted.press("End")
        last = partial(desk.keyboard.type, f"{number:02}"[-1])
        yield "date", watch.time(last, INCLUDES, f"{number} May 2026")
        # Its calendar would lie over the form.
        desk.keyboard.press("Escape")


def test_every_edit_is_shown_and_timed(context: BrowserContext, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    desk = open_desk(context, site)
    edit(desk, site, "position")
    timed = edits_of(desk, Stopwatch(desk))
    times = [next(timed) for _ in range(EDITS)]
    in_order = sorted(milliseconds for _, milliseconds in times)
    assert len(in_order) == EDITS
    p50, p95 = statistics.median(in_order), in_order[int(0.95 * EDITS)]
    kinds = sorted({kind for kind, _ in times})
    with capsys.disabled():
        print(f"\nFrom key to rendered page over {EDITS} edits: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
        for kind in kinds:
            print(f"  {kind}: " + ", ".join(f"{ms:.0f}" for name, ms in times if name == kind))
