"""What tests of every kind share."""

from pathlib import Path
from typing import Any

import pytest

from tests.pages import SmallSite

SHELL = """<!doctype html>
<html lang="shell:lang" dir="shell:dir"><head><!--shell:head--></head><body><!--shell:state--></body></html>"""


@pytest.fixture(autouse=True)
def built_shell(settings: Any, tmp_path: Path) -> Path:
    """A page shell with nothing but the gaps that Django fills, so that backend tests need no frontend build."""
    settings.FRONTEND_BUILD = tmp_path / "build"
    settings.FRONTEND_BUILD.mkdir()
    shell = settings.FRONTEND_BUILD / "shell.html"
    shell.write_text(SHELL)
    return shell


@pytest.fixture
def small_site(db: None) -> SmallSite:
    return SmallSite()
