"""An editor at a form, with the preview beside it."""

from typing import Any

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page

from tests.browser.conftest import Site
from tests.browser.test_publish import log_in

FRAME = "#w-preview-iframe"


def open_desk(context: BrowserContext, site: Site) -> Page:
    """A wide window in which an editor is logged in."""
    page = context.new_page()
    page.set_viewport_size({"width": 1500, "height": 1000})
    log_in(page, site)
    return page


def found(desk: Page, site: Site, kind: str) -> dict[str, Any]:
    """A card of a published page of that kind."""
    item: dict[str, Any] = desk.request.get(f"{site.url}/api/v1/pages/?type={kind}").json()["items"][0]
    return item


def open_preview(desk: Page) -> FrameLocator:
    """The preview beside the form, once it hears what is written, and shows it."""
    panel = desk.locator("[data-side-panel=preview]")
    if not panel.is_visible():
        desk.get_by_role("button", name="Toggle preview").click()
    hears = desk.locator("[data-controller~=w-preview][data-w-preview-auto-update-interval-value='0']")
    hears.wait_for(timeout=60_000)
    shown = desk.frame_locator(FRAME)
    shown.get_by_role("heading", level=1).wait_for(timeout=60_000)
    return shown


def edit(desk: Page, site: Site, kind: str) -> FrameLocator:
    desk.goto(f"{site.url}/admin/pages/{found(desk, site, kind)['id']}/edit/")
    return open_preview(desk)


def title_field(desk: Page) -> Locator:
    return desk.get_by_role("textbox", name="Title").first


def mark(desk: Page) -> None:
    """Leaves something in the frame's document that is gone once it is loaded anew."""
    desk.locator(FRAME).element_handle().content_frame().evaluate("window.isStillTheSame = true")  # type: ignore[union-attr]


def is_still_the_same(desk: Page) -> bool:
    frame: Any = desk.locator(FRAME).element_handle().content_frame()
    return bool(frame.evaluate("window.isStillTheSame === true"))
