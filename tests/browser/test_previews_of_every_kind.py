"""Wherever the admin shows a page before it is published, it is the real site that shows it."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site, environment_for, manage
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


FIRST, SECOND = "What the first revision says.", "What the second revision says."
MAKE_DRAFTS = """
from wagtail.models import Page
for words in {words!r}:
    page = Page.objects.get(pk={pk}).get_latest_revision_as_object()
    page.summary = words
    page.save_revision()
"""
SUBMIT = """
from home.models import User
print(page.get_workflow().start(page, User.objects.first()).current_task_state.task_id)
"""


def in_the_shell(site: Site, code: str) -> str:
    """What Python prints that runs beside the site: a form that saves itself would go on with the draft that it has made."""
    return manage(environment_for(site.data_dir, int(site.url.rpartition(":")[2])), "shell", "--no-imports", "-c", code)


@pytest.fixture
def revised(desk: Page, site: Site) -> int:
    """The id of an article with two drafts after what is published."""
    pk = int(found(desk, site, "article")["id"])
    in_the_shell(site, MAKE_DRAFTS.format(words=[FIRST, SECOND], pk=pk))
    return pk


def test_moderator_is_shown_what_is_to_be_approved(desk: Page, site: Site) -> None:
    items = desk.request.get(f"{site.url}/api/v1/pages/?type=position").json()["items"]
    pk = items[-1]["id"]
    task = in_the_shell(site, MAKE_DRAFTS.format(words=["To be approved."], pk=pk) + SUBMIT).strip()
    desk.goto(f"{site.url}/admin/pages/workflow/preview/{pk}/{task}/")
    expect(desk.get_by_text("To be approved.")).to_be_visible()
    expect(desk.get_by_role("heading", level=1)).to_have_text(items[-1]["title"])


def test_old_revision_is_shown_as_it_was(revised: int, desk: Page, site: Site) -> None:
    desk.goto(f"{site.url}/admin/pages/{revised}/history/")
    # The latest comes first.
    shown = desk.get_by_role("link", name=re.compile("^Preview")).nth(1)
    with desk.context.expect_page() as opened:
        shown.click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_text(FIRST)).to_be_visible()
    expect(opened.value.get_by_text(SECOND)).to_have_count(0)


def test_old_revision_is_reviewed_with_the_preview_beside_it(revised: int, desk: Page, site: Site) -> None:
    desk.goto(f"{site.url}/admin/pages/{revised}/history/")
    desk.goto(f"{site.url}{desk.get_by_role('link', name=re.compile('^Review this version')).nth(0).get_attribute('href')}")
    shown = open_preview(desk)
    expect(desk.get_by_role("textbox", name="Summary")).to_have_value(FIRST)
    expect(shown.get_by_text(FIRST)).to_be_visible()


def test_two_revisions_are_compared(revised: int, desk: Page, site: Site) -> None:
    desk.goto(f"{site.url}/admin/pages/{revised}/history/")
    desk.get_by_role("link", name=re.compile("^Compare with previous")).first.click()
    expect(desk.locator(".comparison, .comparison--revisions").first).to_contain_text("second")
    expect(desk.get_by_role("main")).to_contain_text("first")
