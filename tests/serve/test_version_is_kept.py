"""Where the next version is laid over the one that runs, what is started again before the restart is still the old one."""

from pathlib import Path

import pytest

from api.documents import edition as editions
from cms.management.commands.serve import load


def test_edition_is_that_of_the_code_that_was_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editions.edition.cache_clear()
    load(serves_readers=False)
    monkeypatch.setattr(editions, "ROOT", tmp_path)
    kept = editions.edition()
    editions.edition.cache_clear()
    elsewhere = editions.edition()
    editions.edition.cache_clear()
    assert kept != elsewhere
