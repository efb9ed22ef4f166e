"""The secret key is made at the first start and stays, also when several processes start together."""

import fcntl
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TextIO

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.secret import secret_key_in


def test_second_start_has_the_same_key(tmp_path: Path):
    assert secret_key_in(tmp_path) == secret_key_in(tmp_path)


def test_two_sites_have_different_keys(tmp_path: Path):
    assert secret_key_in(tmp_path / "one") != secret_key_in(tmp_path / "two")


def test_processes_that_start_together_agree(tmp_path: Path):
    together = Barrier(8)

    def start() -> str:
        together.wait()
        return secret_key_in(tmp_path)

    with ThreadPoolExecutor(8) as pool:
        assert len({future.result() for future in [pool.submit(start) for _ in range(8)]}) == 1


def test_key_that_another_process_writes_while_this_one_waits_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    wait_for_lock = fcntl.flock

    def write_before_the_lock_is_had(file: TextIO, operation: int) -> None:
        (tmp_path / "secret_key").write_text("the other one's key")
        wait_for_lock(file, operation)

    monkeypatch.setattr(fcntl, "flock", write_before_the_lock_is_had)
    assert secret_key_in(tmp_path) == "the other one's key"


def test_start_that_ended_before_it_wrote_the_key_is_made_good(tmp_path: Path):
    (tmp_path / "secret_key").touch()
    key = secret_key_in(tmp_path)
    assert len(key) == 50
    assert secret_key_in(tmp_path) == key


def test_only_its_owner_can_read_the_key(tmp_path: Path):
    secret_key_in(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_place_that_can_not_be_used_is_told(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match=r"DATA_DIR .*/file can't be used: File exists\."):
        secret_key_in(tmp_path / "file")
