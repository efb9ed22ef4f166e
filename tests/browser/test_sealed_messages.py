"""Somebody opens a sealed message in the admin with the key's file, finds the person who wrote it, and deletes it."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from home.inbox.sealing import sealed
from tests.browser.axe import violations
from tests.browser.conftest import Site
from tests.browser.test_publish import log_in
from tests.inbox.keys import EARLIER_KEY, KEY, PASSPHRASE

WORDS = {"name": "Robin Tern", "email": "robin.tern@example.org", "text": "The landlord came again.\n<b>Twice</b>."}
INSERT = """INSERT INTO home_message (site_id, received_at, name, email, text, sealed, sealed_to, tries)
    SELECT id, datetime('now'), '', '', '', ?, ?, 0 FROM wagtailcore_site"""


@pytest.fixture
def numbers(site: Site) -> Iterator[list[int]]:
    """Two sealed messages of the same person, the second to the key that the site had before."""
    with sqlite3.connect(site.data_dir / "db.sqlite3", timeout=30) as database:
        rows = [(sealed(WORDS, [key.public]), key.public) for key in (KEY, EARLIER_KEY)]  # type: ignore[arg-type]
        made = [database.execute(INSERT, row).lastrowid or 0 for row in rows]
    yield made
    with sqlite3.connect(site.data_dir / "db.sqlite3", timeout=30) as database:
        database.executemany("DELETE FROM home_message WHERE id = ?", [(number,) for number in made])


def sent_by(page: Page) -> list[str]:
    """What the browser sends from now on: addresses, headers and contents."""
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(f"{request.url} {json.dumps(request.headers)} {(request.post_data_buffer or b'').decode('latin-1')}")

    page.context.on("request", note)
    return sent


def open_with(page: Page, file: Path, passphrase: str = PASSPHRASE) -> None:
    page.get_by_label("File with the private key").set_input_files(file)
    page.get_by_label("Passphrase of the key").fill(passphrase)
    page.get_by_label("Passphrase of the key").press("Enter")


def test_message_is_opened_with_the_key_which_never_leaves_the_browser(
    page: Page, site: Site, numbers: list[int], tmp_path: Path
) -> None:
    key, earlier = tmp_path / "key", tmp_path / "earlier"
    key.write_bytes(KEY.file)
    earlier.write_bytes(EARLIER_KEY.file)
    log_in(page, site)
    page.goto("/admin/message/")
    page.get_by_role("link", name="Open and find").click()
    sent = sent_by(page)
    told = page.get_by_role("status")

    open_with(page, key, "another passphrase")
    expect(told.get_by_text("That is not the passphrase of this key")).to_be_visible()
    open_with(page, key)
    expect(told.get_by_text("1 message can’t be opened with this key: choose the file of the one before.")).to_be_visible()
    expect(page.get_by_label("Passphrase of the key")).to_have_value("")
    opened = page.get_by_role("article").filter(has_text=f"Number {numbers[0]},")
    expect(opened).to_contain_text(WORDS["text"])
    expect(opened.get_by_role("link")).to_have_attribute("href", "mailto:robin.tern@example.org")
    open_with(page, earlier)
    expect(page.get_by_role("article").filter(has_text="Robin Tern")).to_have_count(2)
    assert violations(page) == []

    page.get_by_label("Their e-mail address").fill("Robin.Tern@Example.org")
    expect(told.get_by_text("2 messages from this address.")).to_be_visible()
    with page.expect_download() as loaded:
        page.get_by_role("button", name="Save them in a file").click()
    saved = Path(loaded.value.path()).read_text()
    assert f"Message {numbers[1]}\n" in saved
    assert WORDS["text"] in saved
    page.get_by_role("button", name="Delete them").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.get_by_text("2 messages were deleted for good.")).to_be_visible()

    assert any(f"number={numbers[0]}" in request for request in sent)
    kept = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    key_lines = [line for file in (KEY, EARLIER_KEY) for line in file.file.decode().splitlines() if len(line) > 40]
    for secret in ("AGE-SECRET-KEY", PASSPHRASE, "another+passphrase", "landlord", "Robin", "robin.tern%40", *key_lines):
        assert not [text for text in (*sent, kept) if secret.lower() in text.lower()]


def test_one_message_is_opened_on_its_own_page(page: Page, site: Site, numbers: list[int], tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(KEY.file)
    log_in(page, site)
    page.goto(f"/admin/message/inspect/{numbers[0]}/")
    open_with(page, tmp_path / "key")
    expect(page.get_by_role("article")).to_contain_text("The landlord came again.")
