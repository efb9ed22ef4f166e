"""Measures how long a reader who is in the site waits for its next page, from the click until it is drawn.

Part of `make lighthouse`. The pointer rests on a link for a moment before it is pressed, as a hand does it: from then on
the next page's data is on its way.
"""

from playwright.sync_api import Page, sync_playwright

from cms.bootstrap.chromium import find_chromium

ROUNDS = 8
REST_MS, PRESS_MS = 150, 60
"""From the pointer's arrival until the button goes down, and until it comes up again."""
BUDGET_MS = 100
"""What 95 of 100 navigations may take."""

MENU, MAIN = "header nav", "main"
WAY = (
    (MENU, "/positions/"),
    (MAIN, "/positions/freeze-the-rents/"),
    (MENU, "/activities/"),
    (MAIN, "/activities/damp-week-on-the-council-steps/"),
    (MENU, "/debate/"),
    (MAIN, "/debate/a-roof-you-can-vote-under/"),
    (MENU, "/manifesto/"),
    ("header", "/"),
)

CLOCK = """() => {
  addEventListener('click', (event) => { window.clicked = event.timeStamp; }, true);
  // Notes the milliseconds from the click to the frame in which the page at `path` has taken the place of the one before.
  window.time = (path) => {
    window.timed = undefined;
    const before = document.querySelector('main h1');
    const look = () => {
      const heading = document.querySelector('main h1');
      if (location.pathname === path && heading && heading !== before)
        requestAnimationFrame(() => { window.timed = performance.now() - clicked; });
      else requestAnimationFrame(look);
    };
    look();
  };
}"""


def measure(url: str) -> list[float]:
    """Milliseconds of each navigation along `WAY`, the whole of it `ROUNDS` times, the quickest first."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(url)
        # The first use of a page starts its scripts.
        page.mouse.move(5, 5)
        page.wait_for_function("() => performance.getEntriesByName('interactive').length")
        page.evaluate(CLOCK)
        times = [go(page, f"{place} a[href$='{path}']", path) for _ in range(ROUNDS) for place, path in WAY]
        browser.close()
    return sorted(times)


def go(page: Page, link: str, path: str) -> float:
    """Milliseconds until the page at `path` was drawn, after a click on the first of the links to it."""
    target = page.locator(link).first
    target.scroll_into_view_if_needed()
    target.hover()
    page.wait_for_timeout(REST_MS)
    page.evaluate("path => time(path)", path)
    page.mouse.down()
    page.wait_for_timeout(PRESS_MS)
    page.mouse.up()
    return float(page.wait_for_function("() => window.timed").json_value())


def show(times: list[float]) -> int:
    """Prints what `measure` gave. Returns how many budgets are missed."""
    half, most = times[len(times) // 2], times[int(0.95 * len(times))]
    missed = most > BUDGET_MS
    print(
        f"From click to drawn page, {len(times)} times: p50 {half:.0f} ms, p95 {most:.0f} ms{' (missed)' if missed else ''}"
    )
    return int(missed)
