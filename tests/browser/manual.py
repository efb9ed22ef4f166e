"""The steps of docs/editors.md, as somebody takes them who has never used a CMS. Each has the heading that it has there."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import Site, environment_for, manage
from tests.browser.desk import found, open_preview

# Wide enough for the form with a panel beside it, and small enough to be read on a phone.
WINDOW: ViewportSize = {"width": 960, "height": 640}
QUALITY = 55

PASSWORD = "correct horse battery"
ALEX, KIM = "alex@example.org", "kim@example.org"
TITLE = "A tenant on every board"
PEOPLE = f"""
from django.contrib.auth.models import Group
from wagtail.models import Page, Site
from home.models import Message, StandardPage, User
for email, groups in {{"{ALEX}": ["Authors"], "{KIM}": ["Moderators", "Inbox"]}}.items():
    user = User.objects.create_user(email, "{PASSWORD}", first_name=email.partition("@")[0].capitalize())
    user.groups.set(Group.objects.filter(name__in=groups))
Message.objects.create(site=Site.objects.get(), email="robin@example.org", text="Where do you meet?", mail_at=None)
text = '<p>Read <a linktype="page" id="999999">our leaflet</a> first.</p>'
page = Page.objects.get(depth=2).add_child(instance=StandardPage(title="How to join", introduction=text))
page.save_revision().publish()
page = Page.objects.get(depth=2).add_child(instance=StandardPage(title="Open evening", live=False))
page.save_revision()
"""
"""An author, a moderator who reads messages, a message, a page with a link that leads nowhere, and a draft."""


class Manual:
    """The people who take the steps, each at a window of their own, and the pictures of what they see."""

    def __init__(self, site: Site, browser: Browser, pictures: Path) -> None:
        self.site, self.browser, self.pictures = site, browser, pictures
        self.taken: list[str] = []
        self.windows: dict[str, Page] = {}
        manage(environment_for(site.data_dir, int(site.url.rpartition(":")[2])), "shell", "--command", PEOPLE)

    def window_of(self, email: str) -> Page:
        """Where that person works, and is logged in."""
        if email not in self.windows:
            window = self.windows[email] = self.browser.new_context(viewport=WINDOW, reduced_motion="reduce").new_page()
            fill_in_login(window, self.site, email)
            window.get_by_role("button", name="Sign in").click()
            expect(window).to_have_url(re.compile(r"/admin/$"))
        return self.windows[email]

    def dashboard_of(self, email: str) -> Page:
        window = self.window_of(email)
        window.goto(f"{self.site.url}/admin/")
        return window

    def picture(self, window: Page, name: str) -> None:
        """Keeps what is to be seen as `editors-<name>.webp`."""
        window.wait_for_function("() => document.fonts.status === 'loaded'")
        picture = Image.open(BytesIO(window.screenshot(caret="hide", animations="disabled"))).convert("RGB")
        picture.save(self.pictures / f"editors-{name}.webp", quality=QUALITY, method=6)
        self.taken.append(name)

    def close(self) -> None:
        for window in self.windows.values():
            window.context.close()


def fill_in_login(window: Page, site: Site, email: str) -> None:
    window.goto(f"{site.url}/admin/login/")
    window.get_by_role("textbox", name="E-mail address").fill(email)
    window.get_by_role("textbox", name="Password").fill(PASSWORD)


def choose_more(window: Page, action: str) -> None:
    window.get_by_role("button", name="More actions").click()
    window.get_by_role("button", name=action, exact=True).click()


def write_text(window: Page, words: str) -> None:
    """In place of the form's first text."""
    window.locator(".Draftail-Editor [contenteditable=true]").first.click()
    window.keyboard.press("Control+a")
    window.keyboard.type(words)
    # A quarter of a second passes until the text is in the form: less than it takes somebody to find the button.
    window.wait_for_function(
        "words => [...document.forms].some((form) => [...new FormData(form).values()].some((value) => `${value}`.includes(words)))",
        arg=words,
    )


def save(window: Page) -> None:
    window.get_by_role("button", name="Save draft").click()
    expect(window).to_have_url(re.compile(r"/edit/$"))
    told(window, re.compile("(created|updated|saved)"))


def told(window: Page, words: str | re.Pattern[str]) -> None:
    expect(window.locator(".messages").get_by_text(words).first).to_be_visible()


def edit(manual: Manual, window: Page, title: str) -> None:
    """Opens the form of a page below the home page."""
    home = found(window, manual.site, "home")
    window.goto(f"{manual.site.url}/admin/pages/{home['id']}/")
    window.get_by_role("link", name=title, exact=True).first.click()
    expect(window.get_by_role("textbox", name="Title").first).to_have_value(title)


def log_in(manual: Manual) -> None:
    window = manual.browser.new_context(viewport=WINDOW).new_page()
    fill_in_login(window, manual.site, ALEX)
    manual.picture(window, "log-in")
    window.get_by_role("button", name="Sign in").click()
    expect(window.get_by_role("heading", level=1)).to_be_visible()
    expect(window).to_have_url(re.compile(r"/admin/$"))
    window.context.close()


def write(manual: Manual) -> None:
    window = manual.dashboard_of(ALEX)
    window.get_by_role("button", name="Pages").click()
    window.get_by_role("link", name=re.compile("^View child pages of")).click()
    # The link says as well whether the page has a draft.
    in_the_tree = window.get_by_role("heading", name="Positions", exact=True, level=3)
    window.get_by_role("link").filter(has=in_the_tree).click()
    window.get_by_role("link", name="Add child page").click()
    window.get_by_role("textbox", name="Title").fill(TITLE)
    window.get_by_role("textbox", name="Summary").fill("Whoever lives in a house has a say in how it is run.")
    window.get_by_role("button", name="Insert a block").click()
    window.get_by_role("option", name="Text", exact=True).click()
    write_text(window, "A house is run better by those who know where it leaks.")
    save(window)
    window.get_by_role("heading", name="Body").evaluate("heading => heading.scrollIntoView({block: 'center'})")
    manual.picture(window, "write")


def see(manual: Manual) -> None:
    window = manual.window_of(ALEX)
    shown = open_preview(window)
    window.get_by_role("textbox", name="Summary").fill("Whoever lives in a house helps to run it.")
    expect(shown.get_by_text("Whoever lives in a house helps to run it.")).to_be_visible()
    manual.picture(window, "see")
    window.get_by_role("button", name="Toggle preview").click()


def submit(manual: Manual) -> None:
    window = manual.window_of(ALEX)
    window.get_by_role("button", name="More actions").click()
    action = window.get_by_role("button", name="Submit to Approval by a second person")
    expect(action).to_be_visible()
    manual.picture(window, "submit")
    action.click()
    told(window, "submitted for moderation")


def approve(manual: Manual) -> None:
    window = manual.dashboard_of(KIM)
    expect(window.get_by_role("heading", name="Awaiting your review")).to_be_visible()
    manual.picture(window, "waiting")
    window.get_by_role("link", name=TITLE).first.click()
    window.get_by_role("button", name="More actions").click()
    action = window.get_by_role("button", name="Approve and Publish", exact=True)
    expect(action).to_be_visible()
    manual.picture(window, "approve")
    action.click()
    told(window, "has been updated")
    reader = manual.browser.new_context().new_page()
    reader.goto(f"{manual.site.url}/positions/a-tenant-on-every-board/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    reader.context.close()


def publish(manual: Manual) -> None:
    window = manual.window_of(KIM)
    edit(manual, window, "How to join")
    window.get_by_role("textbox", name="Title").first.fill("How you can join")
    window.get_by_role("button", name="More actions").click()
    action = window.get_by_role("button", name="Publish", exact=True)
    expect(action).to_be_visible()
    manual.picture(window, "publish")
    action.click()
    told(window, "published")


def schedule(manual: Manual) -> None:
    window = manual.window_of(KIM)
    edit(manual, window, "Open evening")
    window.get_by_role("button", name="Toggle status").click()
    window.get_by_role("button", name="Set schedule").click()
    dialog = window.get_by_role("dialog", name="Set publishing schedule")
    dialog.get_by_role("textbox", name="Go live date/time").fill("2031-05-01 18:00")
    calendar = window.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    dialog.get_by_role("heading", name="Set publishing schedule").click()
    expect(calendar).to_have_count(0)
    manual.picture(window, "schedule")
    dialog.get_by_role("button", name="Save schedule").click()
    told(window, "has been")
    window.get_by_role("button", name="Toggle status").click()
    choose_more(window, "Schedule to publish")
    told(window, "scheduled")
    expect(manual.dashboard_of(KIM).locator("#scheduled-section")).to_contain_text("Open evening")


def share(manual: Manual) -> None:
    window = manual.window_of(KIM)
    edit(manual, window, "Open evening")
    window.get_by_role("button", name="Actions").first.click()
    window.get_by_role("link", name="Share the draft").first.click()
    window.get_by_role("button", name="Make a link").click()
    address = window.get_by_role("textbox", name="The new link").input_value()
    manual.picture(window, "share")
    reader = manual.browser.new_context().new_page()
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Open evening")
    reader.context.close()


def answer(manual: Manual) -> None:
    window = manual.dashboard_of(KIM)
    window.get_by_role("navigation", name="Main menu").get_by_role("link", name="Messages").click()
    window.get_by_role("link", name=re.compile("^Message of")).first.click()
    expect(window.get_by_text("Where do you meet?")).to_be_visible()
    expect(window.get_by_role("link", name="robin@example.org")).to_have_attribute("href", "mailto:robin@example.org")
    manual.picture(window, "message")


def mend(manual: Manual) -> None:
    window = manual.dashboard_of(KIM)
    problems = window.locator("#problems-section")
    expect(problems).to_contain_text("A link leads nowhere")
    problems.scroll_into_view_if_needed()
    manual.picture(window, "problems")
    problems.get_by_role("link", name="How you can join").click()
    window.get_by_role("button", name="Toggle problems").click()
    panel = window.locator("[data-side-panel=problems]")
    expect(panel).to_contain_text("The link “our leaflet” leads to a page that was deleted.")
    manual.picture(window, "mend")
    write_text(window, "Come to our next meeting.")
    save(window)
    window.get_by_role("button", name="Toggle problems").click()
    expect(panel).to_contain_text("None was found")
    window.get_by_role("button", name="Toggle problems").click()
    choose_more(window, "Publish")
    told(window, "published")
    expect(manual.dashboard_of(KIM).locator("#problems-section")).to_have_count(0)


def undo(manual: Manual) -> None:
    window = manual.window_of(KIM)
    edit(manual, window, "How you can join")
    window.get_by_role("link", name="History", exact=True).click()
    window.locator("table [data-w-dropdown-target=toggle]").last.click()
    version = window.get_by_role("link", name="Review this version")
    expect(version).to_be_visible()
    manual.picture(window, "history")
    version.click()
    window.get_by_role("button", name="Replace current draft").click()
    told(window, re.compile("replaced|updated|saved"))
    expect(window.locator(".Draftail-Editor").first).to_contain_text("our leaflet")


STEPS: dict[str, Callable[[Manual], None]] = {
    "Log in": log_in,
    "Write a page": write,
    "See it while you write": see,
    "Let somebody else look at it": submit,
    "Approve what somebody else has written": approve,
    "Publish": publish,
    "Choose when readers see it": schedule,
    "Show a draft to somebody": share,
    "Answer a message": answer,
    "Mend links and pictures": mend,
    "Undo": undo,
}
