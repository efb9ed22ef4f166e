"""The HTML of every type of page is valid as it comes from the server, before any script has touched it."""

import json
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from cms.bootstrap.places import FRONTEND, NODE_MODULES, child_environment
from tests.browser.conftest import Site

PAGES = {
    "home": "/",
    "manifesto": "/manifesto/",
    "positions": "/positions/",
    "position": "/positions/the-yard-belongs-to-the-town/",
    "activities": "/activities/",
    "filtered": "/activities/?kind=practical&tag=rents",
    "month": "/activities/?month=2026-12",
    "activity": "/activities/march-across-the-iron-bridge/",
    "debate": "/debate/",
    "article": "/debate/three-sentences-and-a-fourth/",
    "contact": "/contact/",
    "standard": "/accessibility/",
    "search": "/search/?q=rent",
    "missing": "/nowhere/",
}


def html_of(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url) as response:
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        return error.read()


@pytest.mark.parametrize("name", PAGES)
def test_html_is_valid(site: Site, tmp_path: Path, name: str):
    file = tmp_path / f"{name}.html"
    file.write_bytes(html_of(site.url + PAGES[name]))
    assert b"<main" in file.read_bytes()
    found = complaints(file)
    assert found == []


def test_invalid_html_is_found(tmp_path: Path):
    file = tmp_path / "bad.html"
    file.write_text(
        '<!doctype html><html lang="en"><head><title>Bad</title></head><body><ul><p>No item</p></ul></body></html>'
    )
    assert complaints(file)


def complaints(file: Path) -> list[str]:
    """What html-validate finds in a file, as "line:column rule: message"."""
    command: list[str | Path] = [
        NODE_MODULES / ".bin" / "html-validate",
        "--config",
        FRONTEND / ".htmlvalidate.json",
        "--formatter",
        "json",
        file,
    ]
    report = file.with_suffix(".json")
    # Into a file: it ends before a pipe has taken all that it says.
    with report.open("w") as output:
        finished = subprocess.run(command, env=child_environment(), stdout=output, check=False)
    assert finished.returncode in (0, 1), report.read_text()
    return [
        f"{message['line']}:{message['column']} {message['ruleId']}: {message['message']}"
        for result in json.loads(report.read_text())
        for message in result["messages"]
    ]
