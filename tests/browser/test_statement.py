"""A group's own text, from a file to the reader's screen, on a site that has nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cms.bootstrap.places import ROOT
from tests.browser.conftest import environment_for, free_port, manage, serve
from tests.statement.texts import FOUNDING, POINTS

REAL = ROOT.parent / "shared" / "founding-statement.txt"


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a running site without content, and the environment for its commands."""
    folder, port = tmp_path_factory.mktemp("empty"), free_port()
    environment = environment_for(folder / "var", port)
    manage(environment, "migrate", "--verbosity", "0")
    process = serve(environment, folder / "serve.log")
    yield f"http://localhost:{port}", environment
    process.terminate()
    process.wait(30)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text, without list marks and the line of its date, as words with single spaces."""
    parts = re.split(r"\n\s*\n|\n(?=\s*[-*•] )", text.strip())
    words = [" ".join(part.split()).removeprefix("- ") for part in parts]
    return [part for part in words if not re.fullmatch(r"\w+day, \w+ \d+, \d{4}", part)]


def read_manifesto(page: Page, url: str) -> str:
    (manifesto,) = page.request.get(f"{url}/api/v1/pages/?type=manifesto").json()["items"]
    page.goto(url + manifesto["path"])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # The numbers by which paragraphs are cited stand between their words on the page.
    page.evaluate("document.querySelectorAll('.paragraph-number').forEach((number) => number.remove())")
    return " ".join(page.locator("main").inner_text().split())


@pytest.mark.parametrize("text", [FOUNDING, pytest.param(None, id="the real one")])
def test_statement_is_read_in_the_browser(
    browser: Browser, empty_site: tuple[str, dict[str, str]], tmp_path: Path, text: str | None
) -> None:
    if text is None and not REAL.exists():
        pytest.skip("The real statement is not beside this clone; a statement of the same form is tested.")
    source = text or REAL.read_text()
    file = tmp_path / "statement.txt"
    file.write_text(source)
    url, environment = empty_site
    manage(environment, "import_statement", str(file), "--publish")

    page = browser.new_context().new_page()
    shown = read_manifesto(page, url)
    for paragraph in paragraphs_of(source):
        assert paragraph.rstrip(".") in shown
    expect(page.locator('[id="2.1"]')).to_be_visible()


def test_points_become_positions(browser: Browser, empty_site: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    file = tmp_path / "statement.txt"
    file.write_text(FOUNDING)
    url, environment = empty_site
    manage(environment, "import_statement", str(file), "--publish")
    page = browser.new_context().new_page()
    page.goto(f"{url}/positions/")
    for point in POINTS:
        expect(page.get_by_role("link", name=point)).to_be_visible()
