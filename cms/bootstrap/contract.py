"""Compares the OpenAPI document that the code describes with the committed one, from which the frontend's types are made."""

import difflib
import sys
import tempfile
from pathlib import Path

from cms.bootstrap.places import FRONTEND, VENV_PYTHON, child_environment
from cms.bootstrap.process import Problem, succeed

DOCUMENT = FRONTEND / "openapi.json"


def write_document(path: Path) -> None:
    """Writes the document that the code describes. A warning of the generator, or an invalid document, is a `Problem`."""
    environment = child_environment(DJANGO_SETTINGS_MODULE="cms.settings.test")
    options = ("--format", "openapi-json", "--validate", "--fail-on-warn", "--file", path)
    succeed([VENV_PYTHON, "manage.py", "spectacular", *options], environment)


def drift() -> str:
    """The lines in which the two documents differ; empty where they are the same."""
    with tempfile.TemporaryDirectory() as folder:
        described = Path(folder) / "openapi.json"
        write_document(described)
        committed = DOCUMENT.read_text() if DOCUMENT.exists() else ""
        lines = difflib.unified_diff(committed.splitlines(), described.read_text().splitlines(), "committed", "described")
        return "\n".join(lines)


if __name__ == "__main__":
    try:
        difference = drift()
    except Problem as problem:
        sys.exit(str(problem))
    if difference:
        sys.exit(f"{difference}\n{DOCUMENT.name} isn't what the code describes: run `make types` and commit the result.")
