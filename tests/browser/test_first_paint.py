"""Pages are read without JavaScript; with it, the browser takes over the same HTML and asks for nothing again."""

import json
import re
import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewContext, Site
from tests.processes import wait_until

# Before anything is parsed: the first heading that turns up, and how far things move after they were painted.
WATCH = """
  new MutationObserver(() => { window.firstHeading ??= document.querySelector('h1') })
    .observe(document, { childList: true, subtree: true });
  window.shift = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value })
    .observe({ type: 'layout-shift', buffered: true });
"""
COMMENT, SCRIPT = re.compile(r"<!--.*?-->", re.DOTALL), re.compile(r"<script.*?</script>", re.DOTALL)
# What a field holds is no attribute any more once somebody, or Svelte, has touched it.
WRITE_DOWN_FIELDS = """() => document.querySelectorAll('input').forEach((field) => {
    const { value, checked } = field
    field.removeAttribute('value'), field.setAttribute('value', value)
    field.removeAttribute('checked'), field.toggleAttribute('checked', checked)
})"""
# Where scripts run they check what is typed, and say it in the page.
LEFT_TO_SCRIPTS = ' novalidate=""'
MISSING = "/nowhere/"


@pytest.fixture(scope="module")
def paths(site: Site) -> dict[str, str]:
    """A page of each type, by its type, one that is missing, and a search. Renderer and index are at work."""
    wait_until(lambda: "<h1" in read(site, "/"), "pages come with their HTML")
    wait_until(lambda: json.loads(read(site, "/api/v1/search/?q=rent"))["items"] != [], "pages can be found")
    pages = json.loads(read(site, "/api/v1/pages/?limit=100"))["items"]
    of_each_type = {page["type"]: page["path"] for page in pages}
    assert len(of_each_type) == 10
    return {
        **of_each_type,
        "missing page": MISSING,
        "search": "/search/?q=rent",
        "filtered programme": f"{of_each_type['activity_index']}?kind=practical",
        "month of the programme": f"{of_each_type['activity_index']}?month=2026-05",
    }


def read(site: Site, path: str) -> str:
    with urllib.request.urlopen(site.url + path, timeout=120) as response:
        return response.read().decode()


@pytest.fixture
def plain(new_context: NewContext) -> Page:
    """A browser with JavaScript switched off."""
    return new_context(java_script_enabled=False).new_page()


def drawn(page: Page) -> str:
    """What the page shows, as HTML without what only Svelte sees."""
    page.evaluate(WRITE_DOWN_FIELDS)
    shown = SCRIPT.sub("", COMMENT.sub("", page.locator("body > div").first.inner_html())).replace(LEFT_TO_SCRIPTS, "")
    return re.sub(r'<div id="svelte-announcer".*?</div>', "", shown).strip()


def overhear(page: Page) -> tuple[list[str], list[str]]:
    """Lists that fill with what the page writes to the console, and with the addresses that it asks for."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return said, asked


def test_every_page_is_read_without_javascript(plain: Page, paths: dict[str, str]) -> None:
    for kind, path in paths.items():
        plain.goto(path)
        assert (kind, plain.get_by_role("heading", level=1).count()) == (kind, 1)
        expect(plain.get_by_role("heading", level=1)).to_be_visible()
        expect(plain.get_by_role("navigation", name="Main")).to_be_visible()


def test_site_is_walked_through_without_javascript(plain: Page, paths: dict[str, str]) -> None:
    plain.goto("/")
    plain.get_by_role("navigation", name="Main").get_by_role("link", name="Positions").click()
    expect(plain).to_have_url(re.compile("/positions/$"))
    plain.get_by_role("link", name="Freeze the rents").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Freeze the rents")
    plain.get_by_role("link", name=re.compile("section")).first.click()
    expect(plain.locator("h2:target")).to_be_visible()


def test_pages_are_found_without_javascript(plain: Page, paths: dict[str, str]) -> None:
    plain.goto("/search/")
    plain.get_by_label("Words to look for").fill("iron bridge")
    plain.keyboard.press("Enter")
    expect(plain).to_have_url(re.compile(r"/search/\?q=iron\+bridge$"))
    expect(plain.get_by_label("Words to look for")).to_have_value("iron bridge")
    plain.get_by_role("link", name="March across the Iron Bridge").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("March across the Iron Bridge")


# An odd reader: everything that a browser knows about its owner differs from what the server knows.
@pytest.mark.parametrize("reader", [{}, {"locale": "fa-IR", "timezone_id": "Pacific/Kiritimati"}], ids=["plain", "odd"])
def test_browser_takes_over_what_was_drawn(
    new_context: NewContext, plain: Page, paths: dict[str, str], reader: dict[str, str]
) -> None:
    context = new_context(**reader)
    context.add_init_script(WATCH)
    for kind, path in paths.items():
        plain.goto(path)
        page = context.new_page()
        said, asked = overhear(page)
        page.goto(path)
        page.locator("#svelte-announcer").wait_for(state="attached")
        page.wait_for_load_state("networkidle")

        assert (kind, drawn(page)) == (kind, drawn(plain))
        assert page.evaluate("document.querySelector('h1') === window.firstHeading"), f"{kind} was drawn a second time"
        assert page.evaluate("window.shift") <= 0.02
        assert [url for url in asked if "/api/" in url] == []
        if kind == "missing page":
            assert [line for line in said if "404" not in line] == []
        else:
            assert said == []
        page.close()


class Held:
    """A page's requests for faces, which wait until they are let go."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] = []
        self.is_open = False
        page.route("**/*.woff2", lambda route: self.hold(route))

    def hold(self, route: Route) -> None:
        if self.is_open:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self) -> None:
        self.is_open = True
        for route in self.waiting:
            route.continue_()


@pytest.mark.parametrize("width", [360, 1280])
def test_faces_that_come_late_move_nothing(width: int, new_context: NewContext, paths: dict[str, str]) -> None:
    context = new_context(viewport={"width": width, "height": 720})
    context.add_init_script(WATCH)
    for kind, path in paths.items():
        page = context.new_page()
        faces = Held(page)
        page.goto(path, wait_until="commit")
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length", polling=50)
        assert faces.waiting
        faces.let_go()
        page.wait_for_load_state()
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert (kind, page.evaluate("window.shift") <= 0.02) == (kind, True)
        page.close()


def test_next_page_is_fetched_on_intent_and_shown_without_a_reload(page: Page, paths: dict[str, str]) -> None:
    page.goto("/")
    page.locator("#svelte-announcer").wait_for(state="attached")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Positions")
    with page.expect_request("**/api/v1/resolve/?path=%2Fpositions%2F"):
        link.hover()
    documents: list[str] = []
    page.on("request", lambda request: documents.append(request.url) if request.is_navigation_request() else None)
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Positions")
    assert documents == []


def test_everything_that_a_page_refers_to_exists(page: Page, paths: dict[str, str]) -> None:
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("requestfailed", lambda request: failed.append(request.url))
    for path in paths.values():
        if path != MISSING:
            page.goto(path)
            page.wait_for_load_state("networkidle")
    assert failed == []


def test_first_page_of_text_takes_at_most_ten_requests(page: Page, paths: dict[str, str]) -> None:
    _, asked = overhear(page)
    page.goto(paths["manifesto"])
    page.wait_for_load_state("networkidle")
    assert len(asked) <= 10
    assert len(asked) == len(set(asked))


@contextmanager
def outage(site: Site) -> Iterator[None]:
    """A time in which the site's database lacks what every page needs."""

    def rename(old: str, new: str) -> None:
        with closing(sqlite3.connect(site.data_dir / "db.sqlite3", timeout=120)) as database:
            database.execute(f"ALTER TABLE {old} RENAME TO {new}")

    rename("wagtailcore_site", "mislaid")
    try:
        yield
    finally:
        rename("mislaid", "wagtailcore_site")


def test_outage_is_told_and_got_over(page: Page, plain: Page, site: Site, paths: dict[str, str]) -> None:
    trouble = "We can’t reach this page right now"
    # Whatever was asked for before the outage is answered from memory all the same.
    address = "/positions/?unheard-of"
    said, asked = overhear(page)
    with outage(site):
        plain.goto(address)
        expect(plain.get_by_role("heading", level=1)).to_have_text(trouble)
        response = page.goto(address)
        assert response
        assert response.status == 503
        page.locator("#svelte-announcer").wait_for(state="attached")
        assert drawn(page) == drawn(plain)
        assert [line for line in said if "503" not in line] == []
        assert [url for url in asked if "/api/" in url] == []
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Positions")
