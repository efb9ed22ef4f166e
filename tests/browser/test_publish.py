"""The main job: an editor changes a page, and readers have it, with nothing started again."""

import re
from typing import Any

from playwright.sync_api import APIRequestContext, Page, expect

from tests.browser.conftest import Site
from tests.processes import wait_until


def log_in(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/admin/login/")
    page.locator("#id_username").fill(site.email)
    page.locator("#id_password").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("published", exact=False).first).to_be_visible()


def first_position(api: APIRequestContext, site: Site) -> dict[str, Any]:
    answer = api.get(f"{site.url}/api/v1/pages/?type=position").json()
    item: dict[str, Any] = answer["items"][0]
    return item


def test_editor_publishes_and_readers_have_it(page: Page, site: Site) -> None:
    position = first_position(page.request, site)
    log_in(page, site)
    page.goto(f"{site.url}/admin/pages/{position['id']}/edit/")
    page.get_by_role("textbox", name="Summary").fill("What the editor has just written.")
    publish(page)

    page.goto(site.url + position["path"])
    expect(page.get_by_text("What the editor has just written.")).to_be_visible()
    assert (
        page.request.get(f"{site.url}/api/v1/pages/{position['id']}/").json()["summary"]
        == "What the editor has just written."
    )


def found(page: Page, site: Site, words: str) -> list[int]:
    answer = page.request.get(f"{site.url}/api/v1/search/", params={"q": words}).json()
    return [item["page"]["id"] for item in answer["items"]]


def test_reader_finds_what_was_published_and_no_draft(page: Page, site: Site) -> None:
    position = first_position(page.request, site)
    # The demo was loaded before the site was started.
    wait_until(lambda: position["id"] in found(page, site, position["title"]), "the demo is found")
    log_in(page, site)
    page.goto(f"{site.url}/admin/pages/{position['id']}/edit/")
    page.get_by_role("textbox", name="Summary").fill("Wombats for everybody.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("has been updated")).to_be_visible()
    assert found(page, site, "wombats") == []

    page.goto(f"{site.url}/admin/pages/{position['id']}/edit/")
    publish(page)
    wait_until(lambda: found(page, site, "womb") == [position["id"]], "what was published is found")


def test_reader_does_not_see_a_saved_draft(page: Page, site: Site) -> None:
    position = first_position(page.request, site)
    log_in(page, site)
    page.goto(f"{site.url}/admin/pages/{position['id']}/edit/")
    page.get_by_role("textbox", name="Summary").fill("Not agreed on yet.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("has been updated")).to_be_visible()

    page.goto(site.url + position["path"])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Not agreed on yet.")).to_have_count(0)
