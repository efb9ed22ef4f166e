"""docs/api.md holds what it promises: its examples are run one after another, and print what stands there.

An example is a block marked `sh` or `ts`; where a block follows that is not, it is what the example prints. Spaces and
line breaks may differ, and `...` stands for anything.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from cms.bootstrap.places import FRONTEND, NODE_MODULES, ROOT, VENV_BIN, child_environment
from tests.browser.conftest import Site, environment_for, manage
from tests.browser.test_api_examples import is_complete
from tests.processes import wait_until

ORIGIN = "http://localhost:8000"
"""Where the site of the tour is."""
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CLIENT = FRONTEND / "src" / "lib" / "api" / "client.ts"
LEAFLET = """
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
Redirect.add_redirect("/rent-leaflet/", Page.objects.get(slug="freeze-the-rents"), is_permanent=True)
"""
"""What the tour has its reader do in the admin."""
LANGUAGES = ("sh", "ts")
STRICT = (
    "--strict",
    "--noEmit",
    "--module",
    "nodenext",
    "--target",
    "es2024",
    "--allowImportingTsExtensions",
    "--types",
    "node",
)


class Example(NamedTuple):
    """A block that can be run, the line at which it begins, and what it prints."""

    language: str
    code: str
    line: int
    output: str


def examples() -> list[Example]:
    text = (ROOT / "docs" / "api.md").read_text()
    found: list[Example] = []
    for match in BLOCK.finditer(text):
        language, content = match[1], match[2]
        if language in LANGUAGES:
            found.append(Example(language, content, text[: match.start()].count("\n") + 1, ""))
        elif found and not found[-1].output:
            found[-1] = found[-1]._replace(output=content)
    return found


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reader of the tour works: the packages are installed, and our client has been copied there."""
    wait_until(lambda: is_complete(site), "the worker has made pictures and search index")
    manage(environment_for(site.data_dir, int(site.url.rpartition(":")[2])), "shell", "-c", LEAFLET)
    folder = tmp_path_factory.mktemp("tour")
    (folder / "node_modules").symlink_to(NODE_MODULES)
    (folder / "package.json").write_text('{"type": "module"}')
    shutil.copy(CLIENT, folder)
    return folder


def run(command: list[str | Path], folder: Path) -> str:
    """What a command prints that ends well, with the project's Node on its path."""
    finished = subprocess.run(command, cwd=folder, env=child_environment(), capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout + finished.stderr


def pattern(output: str) -> str:
    """A regular expression for `output`: anything for `...`, and no spaces."""
    return ".*".join(re.escape(re.sub(r"\s", "", part)) for part in output.split("..."))


def test_tour_has_examples_of_both_kinds() -> None:
    assert {example.language for example in examples()} == set(LANGUAGES)


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"line {example.line}")
def test_example_prints_what_stands_there(site: Site, folder: Path, example: Example) -> None:
    assert example.output, "nothing says what this example prints"
    code = example.code.replace(ORIGIN, site.url)
    if example.language == "ts":
        file = folder / f"line{example.line}.ts"
        file.write_text(code)
        run([VENV_BIN / "node", NODE_MODULES / "typescript" / "bin" / "tsc", *STRICT, file.name], folder)
        printed = run([VENV_BIN / "node", file.name], folder)
    else:
        printed = run(["sh", "-euc", code], folder)
    printed = re.sub(r"\s", "", printed.replace(site.url, ORIGIN))
    assert re.fullmatch(pattern(example.output), printed, re.DOTALL), printed


def test_client_that_can_be_copied_is_short() -> None:
    assert len(CLIENT.read_text().splitlines()) < 60
    assert re.findall(r"from '(.*)'", CLIENT.read_text()) == ["./schema.d.ts"]
