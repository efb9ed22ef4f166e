"""The signpost is a file like any other: it can be cut off, overwritten, or on a disk that is full."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from api.signpost import SIZE, Signpost


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "signpost"


def test_turn_is_seen_by_all_who_read(path: Path) -> None:
    one, other = Signpost(path), Signpost(path)
    before = other.read()
    assert one.read() == before
    one.turn()
    assert one.read() == other.read() != before


@pytest.mark.parametrize("content", [b"", b"\0" * SIZE, b"something else"])
def test_broken_file_is_news_and_good_again_with_the_next_turn(path: Path, content: bytes) -> None:
    """To read memory that stood for a file that is cut off would end the process."""
    one, other = Signpost(path), Signpost(path)
    before = one.read()
    path.write_bytes(content)
    assert one.read() != before
    other.turn()
    assert len(one.read()) == SIZE
    assert one.read() == other.read()


def test_whoever_can_not_turn_it_looks_each_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signpost = Signpost(path)

    def refuse(*args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", refuse)
        signpost.turn()
    assert signpost.read() != signpost.read()
    signpost.turn()
    assert signpost.read() == signpost.read()


def test_file_is_let_go_with_its_signpost(path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(10):
        Signpost(path)
    assert len(os.listdir("/proc/self/fd")) <= before + 1
