"""Takes the pictures of every type of page that the documentation shows, of the demo, in a site of its own.

Started by `make pictures` with the checkout's Python: what it imports has to be installed before.
"""

import os
from io import BytesIO

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from cms.bootstrap.chromium import find_chromium
from cms.bootstrap.demo_site import demo_site
from cms.bootstrap.places import ROOT

PICTURES = ROOT / "docs" / "pictures"

# The name of a page type, and where the demo has a page of it.
PAGES = {
    "home": "/",
    "manifesto": "/manifesto/",
    "positions": "/positions/",
    "position": "/positions/freeze-the-rents/",
    "activities": "/activities/",
    "activity": "/activities/damp-week-on-the-council-steps/",
    "debate": "/debate/",
    "article": "/debate/a-roof-you-can-vote-under/",
    "search": "/search/?q=rent",
    "contact": "/contact/",
    "standard": "/accessibility/",
    "not-found": "/nowhere/",
}
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
# Per CSS pixel of the sheet; A4 comes out 595 pixels wide.
SHEET_SCALE = 1.0
QUALITY = 70


def take_pictures(url: str) -> None:
    """Writes phone, desktop, dark and print of each page as `docs/pictures/<page>-<kind>.webp`."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for name, path in PAGES.items():
            print(name, end=" ", flush=True)
            _save(_screen(browser, url + path, PHONE), f"{name}-phone")
            _save(_screen(browser, url + path, DESKTOP), f"{name}-desktop")
            _save(_screen(browser, url + path, DESKTOP, dark=True), f"{name}-dark")
            _save(_sheet(browser, url + path), f"{name}-print")
        browser.close()
    print()


def _screen(browser: Browser, url: str, size: ViewportSize, dark: bool = False) -> Image.Image:
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", reduced_motion="reduce")
    png = _opened(context, url).screenshot()
    context.close()
    return Image.open(BytesIO(png))


def _sheet(browser: Browser, url: str) -> Image.Image:
    """The first sheet as it is printed."""
    context = browser.new_context(viewport=DESKTOP)
    page = _opened(context, url)
    # Paper has no second screen to wait for.
    page.evaluate("document.querySelectorAll('img').forEach((image) => (image.loading = 'eager'))")
    page.wait_for_load_state("networkidle")
    pdf = page.pdf(prefer_css_page_size=True)
    context.close()
    image: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=SHEET_SCALE).to_pil()
    return image


def _opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    return page


def _save(image: Image.Image, name: str) -> None:
    image.convert("RGB").save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    with demo_site() as address:
        take_pictures(address)
