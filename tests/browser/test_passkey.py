"""A passkey lets an editor in: a real browser makes it and uses it, and none but this server has a part in that."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site, environment_for, manage

EMAIL, PASSWORD = "keys@localhost", "another plain sentence"
# A telephone or computer that knows its owner by a finger.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


def give_password(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/admin/login/")
    page.locator("#id_username").fill(EMAIL)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_passkey_is_made_and_lets_in(context: BrowserContext, site: Site) -> None:
    environment = environment_for(site.data_dir, urlsplit(site.url).port or 80, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    manage(environment, "createsuperuser", "--no-input", "--email", EMAIL)
    page = context.new_page()
    browser = context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    key = browser.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]

    give_password(page, site)
    # On a machine at home nothing is asked for until somebody wants it.
    expect(page).to_have_url(re.compile(r"/admin/$"))
    page.goto(f"{site.url}/admin/account/second-step/")
    page.get_by_role("link", name="Add an app or a passkey").click()
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", name="Codes for emergencies")).to_be_visible()
    assert len(browser.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1

    context.clear_cookies()
    give_password(page, site)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.goto(f"{site.url}/admin/pages/")
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).to_have_url(f"{site.url}/admin/pages/")
