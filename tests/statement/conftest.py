"""Runs the command as a person would."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

Import = Callable[..., str]


@pytest.fixture
def import_text(db: None, tmp_path: Path) -> Import:
    """Writes a text to a file (`founding-statement.md`) and imports it; gives what the command said."""

    def run(text: str | bytes, *options: str, name: str = "founding-statement.md") -> str:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        said = StringIO()
        call_command("import_statement", str(path), *options, stdout=said)
        return said.getvalue()

    return run


@pytest.fixture
def refusal(import_text: Import) -> Import:
    """As `import_text`, for a text that is refused; gives the sentence."""

    def run(text: str | bytes, *options: str, name: str = "founding-statement.md") -> str:
        with pytest.raises(CommandError) as refused:
            import_text(text, *options, name=name)
        assert refused.value.returncode == 1
        return str(refused.value)

    return run
