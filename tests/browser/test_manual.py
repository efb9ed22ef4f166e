"""docs/editors.md says what the admin does: its steps are taken in a browser, in their order, and shown as they are.

`make pictures` has this test write the pictures of the manual anew.
"""

import os
import re
from pathlib import Path

from playwright.sync_api import Browser

from cms.bootstrap.places import ROOT
from tests.browser.conftest import Site
from tests.browser.manual import STEPS, Manual

DOCS = ROOT / "docs"
TEXT = (DOCS / "editors.md").read_text()


def test_every_step_has_a_script_and_every_script_a_step() -> None:
    assert re.findall(r"^### (.*)$", TEXT, re.M) == list(STEPS)


def test_steps_lead_where_the_manual_says(site: Site, browser: Browser, tmp_path: Path) -> None:
    manual = Manual(site, browser, Path(os.environ.get("MANUAL_PICTURES") or tmp_path))
    try:
        for heading, take in STEPS.items():
            try:
                take(manual)
            except Exception as error:
                error.add_note(f"That was the step “{heading}”.")
                raise
    finally:
        manual.close()
    shown = re.findall(r"\(pictures/editors-([\w-]+)\.webp\)", TEXT)
    assert manual.taken == shown
    assert {f"editors-{name}.webp" for name in shown} == {path.name for path in (DOCS / "pictures").glob("editors-*")}


def test_words_to_choose_are_those_of_the_scripts() -> None:
    """A button is called in the manual what the script looks for, so that a new name in the admin fails here or there."""
    script = (Path(__file__).parent / "manual.py").read_text()
    chosen = re.findall(r"[Cc]hoose \*([^*]+)\*|\(\*([^*]+)\*\)|then \*([^*]+)\*", TEXT)
    names = {name for found in chosen for name in found if name}
    assert {name for name in names if f'"{name}"' not in script} <= UNTRIED


UNTRIED = {"Unpublish", "Open", "Open and find"}
"""What the manual mentions beside its steps; the last two are those of `test_sealed_messages`, which needs a key."""
