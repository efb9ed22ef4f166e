"""Wherever the admin shows a page before it is published, it is the real site that shows it."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site, environment_for, free_port, manage
from tests.browser.desk import FRAME, edit, found, open_desk, open_preview, title_field
from tests.browser.test_publish import publish

TRAIL = "You are here"


@pytest.fixture
def desk(context: BrowserContext, site: Site) -> Page:
    return open_desk(context, site)


def add_url(desk: Page, site: Site, kind: str, parent: str) -> str:
    return f"{site.url}/admin/pages/add/home/{kind}page/{found(desk, site, parent)['id']}/"


def test_page_that_does_not_exist_yet_is_shown_from_its_first_word(desk: Page, site: Site) -> None:
    desk.goto(add_url(desk, site, "position", "position_index"))
    shown = open_preview(desk)
    title_field(desk).fill("A position that nobody has saved")
    expect(shown.get_by_role("heading", level=1)).to_have_text("A position that nobody has saved")
    expect(shown.get_by_role("navigation", name=TRAIL).get_by_role("link")).to_have_count(2)
    desk.get_by_role("textbox", name="Summary").fill("In a sentence.")
    expect(shown.get_by_text("In a sentence.")).to_be_visible()


@pytest.mark.parametrize(("size", "width"), [("mobile", 375), ("tablet", 768), ("desktop", 1280)])
def test_page_is_shown_in_every_size(desk: Page, site: Site, size: str, width: int) -> None:
    shown = edit(desk, site, "position")
    desk.get_by_label(f"Preview in {size} size").check(force=True)
    expect(desk.locator(f"input[name=preview-size][value={size}]")).to_be_checked()
    desk.get_by_role("textbox", name="Summary").fill(f"In {size} size.")
    expect(shown.get_by_text(f"In {size} size.")).to_be_visible()
    frame = desk.locator(FRAME).element_handle().content_frame()
    assert frame
    frame.wait_for_function("width => innerWidth === width", arg=width)


def test_new_tab_shows_what_is_unsaved(desk: Page, site: Site) -> None:
    edit(desk, site, "position")
    desk.get_by_role("textbox", name="Summary").fill("Only in the form so far.")
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Preview in new tab").click()
    expect(opened.value.get_by_text("Only in the form so far.")).to_be_visible()
    # The panel goes on as before.
    desk.get_by_role("textbox", name="Summary").fill("And further.")
    expect(desk.frame_locator(FRAME).get_by_text("And further.")).to_be_visible()


def test_saved_draft_is_shown_in_the_site(desk: Page, site: Site) -> None:
    article = found(desk, site, "article")
    desk.goto(f"{site.url}/admin/pages/{article['id']}/edit/")
    summary = desk.get_by_role("textbox", name="Summary")
    for words in ("What the first draft says.", "What the second draft says."):
        summary.fill(words)
        desk.get_by_role("button", name="Save draft").click()
        expect(desk.get_by_text("has been updated")).to_be_visible()
    desk.goto(f"{site.url}/admin/pages/{article['id']}/view_draft/")
    expect(desk.get_by_text("What the second draft says.")).to_be_visible()


def test_draft_below_a_draft_has_its_breadcrumbs(desk: Page, site: Site) -> None:
    debate = found(desk, site, "debate_index")
    desk.goto(f"{site.url}/admin/pages/{debate['id']}/unpublish/")
    desk.get_by_role("button", name="Yes, unpublish it").click()
    expect(desk.get_by_text("unpublished").first).to_be_visible()
    try:
        desk.goto(f"{site.url}/admin/pages/add/home/articlepage/{debate['id']}/")
        shown = open_preview(desk)
        title_field(desk).fill("An article in the drawer")
        expect(shown.get_by_role("heading", level=1)).to_have_text("An article in the drawer")
        expect(shown.get_by_role("navigation", name=TRAIL).get_by_role("link").last).to_have_text(debate["title"])
    finally:
        # The site is for all tests.
        desk.goto(f"{site.url}/admin/pages/{debate['id']}/edit/")
        publish(desk)


SUBMITTED = """
import json
from home.models import PositionIndexPage, PositionPage, User
author = User.objects.create_user("author@localhost")
page = PositionPage(title="To be approved", number=9001, summary="What was written first.", live=False)
PositionIndexPage.objects.first().add_child(instance=page)
first = page.save_revision(user=author, log_action=True)
page.summary = "What was written then."
second = page.save_revision(user=author, log_action=True)
task = page.get_workflow().start(page, author).current_task_state.task_id
print(json.dumps({"page": page.pk, "first": first.pk, "second": second.pk, "task": task}))
"""
"""A draft of two versions, the second of which waits for somebody's approval."""


@pytest.fixture(scope="module")
def submitted(site: Site) -> dict[str, Any]:
    told = manage(environment_for(site.data_dir, free_port()), "shell", "--command", SUBMITTED)
    answer: dict[str, Any] = json.loads(told.strip().splitlines()[-1])
    return answer


def test_moderator_is_led_from_the_dashboard_to_what_was_submitted(
    desk: Page, site: Site, submitted: dict[str, Any]
) -> None:
    desk.goto(f"{site.url}/admin/")
    address = f"/admin/pages/workflow/preview/{submitted['page']}/{submitted['task']}/"
    row = desk.get_by_role("row").filter(has=desk.get_by_role("link", name="To be approved"))
    expect(row.locator(f"a[href='{address}']")).to_have_count(1)
    desk.goto(site.url + address)
    expect(desk.get_by_role("heading", level=1)).to_have_text("To be approved")
    expect(desk.get_by_text("What was written then.")).to_be_visible()
    expect(desk.get_by_role("navigation", name=TRAIL).get_by_role("link")).to_have_count(2)


@pytest.mark.parametrize(("version", "words"), [("first", "What was written first."), ("second", "What was written then.")])
def test_each_version_in_the_history_is_shown_in_the_site(
    version: str, words: str, desk: Page, site: Site, submitted: dict[str, Any]
) -> None:
    desk.goto(f"{site.url}/admin/pages/{submitted['page']}/history/")
    rows = desk.get_by_role("main").get_by_role("row").filter(has=desk.get_by_role("button", name="Actions"))
    # The newest comes first.
    rows.nth(1 if version == "first" else 0).get_by_role("button", name="Actions").click()
    desk.get_by_role("link", name="Preview", exact=True).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("To be approved")
    expect(desk.get_by_text(words)).to_be_visible()


def test_two_versions_are_compared(desk: Page, site: Site, submitted: dict[str, Any]) -> None:
    desk.goto(f"{site.url}/admin/pages/{submitted['page']}/revisions/compare/{submitted['first']}...{submitted['second']}/")
    summary = desk.get_by_role("row").filter(has_text=re.compile("Summary"))
    expect(summary.locator(".deletion")).to_have_text("first.")
    expect(summary.locator(".addition")).to_have_text("then.")
