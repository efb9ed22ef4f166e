"""What keeps `make run` from starting is told in one sentence, at once, with exit status 1."""

import ast
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from cms.bootstrap import __main__ as entry
from cms.bootstrap import preparation
from cms.bootstrap.places import ROOT
from cms.bootstrap.preflight import check_data_dir
from cms.bootstrap.process import Problem, succeed

RUN = (sys.executable, "-m", "cms.bootstrap", "run")


def start(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        argv or RUN, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False
    )


def assert_one_sentence(finished: subprocess.CompletedProcess[str], *words: str) -> None:
    assert finished.returncode == 1
    assert finished.stdout == ""
    assert len(finished.stderr.splitlines()) == 1
    for word in words:
        assert word in finished.stderr


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80.5", "٣", "9" * 400])
def test_port_that_is_no_port_number(port: str, tmp_path: Path):
    assert_one_sentence(start(PORT=port, DATA_DIR=str(tmp_path)), "PORT has to be a number from 1 to 65535")


def test_port_that_another_program_listens_on(tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert_one_sentence(start(PORT=port, DATA_DIR=str(tmp_path)), f"Port {port} is taken", "make run PORT=")


def test_data_dir_that_is_a_file(tmp_path: Path, free_port: int):
    file = tmp_path / "file"
    file.touch()
    assert_one_sentence(start(PORT=str(free_port), DATA_DIR=str(file)), f"DATA_DIR {file} is a file")


def test_data_dir_below_a_file(tmp_path: Path, free_port: int):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "site"
    assert_one_sentence(start(PORT=str(free_port), DATA_DIR=str(folder)), f"DATA_DIR {folder} can't be used")


def test_data_dir_whose_database_is_no_database(tmp_path: Path, free_port: int):
    (tmp_path / "db.sqlite3").write_bytes(b"not a database" * 1000)
    assert_one_sentence(start(PORT=str(free_port), DATA_DIR=str(tmp_path)), "db.sqlite3 can't be read", "backup")


def test_data_dir_whose_database_lost_a_part(tmp_path: Path):
    path = tmp_path / "db.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE page (body TEXT)")
    connection.executemany("INSERT INTO page VALUES (?)", [("words " * 500,)] * 50)
    connection.commit()
    connection.close()
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(Problem, match=r"db\.sqlite3 can't be read"):
        check_data_dir(tmp_path)


def test_missing_data_dir_is_made(tmp_path: Path):
    check_data_dir(tmp_path / "new" / "site")
    assert (tmp_path / "new" / "site").is_dir()


def test_host_that_is_not_this_machine(tmp_path: Path, free_port: int):
    # 192.0.2.0/24 is kept for documentation, RFC 5737.
    assert_one_sentence(
        start(PORT=str(free_port), DATA_DIR=str(tmp_path), HOST="192.0.2.1"), "HOST '192.0.2.1' can't be used"
    )


def test_python_that_is_too_old():
    pretend = "import runpy, sys; sys.version_info = (3, 9, 6); runpy.run_module('cms.bootstrap', run_name='__main__')"
    assert_one_sentence(start(sys.executable, "-c", pretend), "needs Python 3.11 or newer", "is Python 3.9")


def test_debian_without_its_package_for_virtual_environments(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(preparation, "VENV_PYTHON", tmp_path / "missing")
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(Problem, match=r"On Debian, install it with: apt-get install python3-venv$"):
        preparation.make_environment()


@pytest.mark.parametrize("file", [entry.__file__, entry.__file__.replace("__main__", "__init__"), ROOT / "cms/__init__.py"])
def test_python_that_is_too_old_can_read_the_check_for_it(file: str | Path):
    ast.parse(Path(file).read_text(), feature_version=(3, 6))


@pytest.mark.parametrize(
    "last_words",
    ["OSError: [Errno 28] No space left on device", "npm error code ENOSPC", "OperationalError: database or disk is full"],
)
def test_full_disk_in_any_step(last_words: str, capfd: pytest.CaptureFixture[str]):
    with pytest.raises(Problem, match=r"^The disk is full: \d+ MB are free at .*\.$"):
        succeed([sys.executable, "-c", f"raise SystemExit({last_words!r})"])
    assert capfd.readouterr().err == ""


def test_other_failures_show_what_the_program_said_last(capfd: pytest.CaptureFixture[str]):
    with pytest.raises(Problem, match="failed with status 1; its last lines stand above"):
        succeed([sys.executable, "-c", "raise SystemExit('no such package')"])
    assert "no such package" in capfd.readouterr().err


def test_program_that_is_missing():
    with pytest.raises(Problem, match="npm can't be started: No such file or directory"):
        succeed(["/nowhere/npm", "ci"])


@pytest.mark.parametrize("setting", [{"PORT": "abc"}, {"DATA_DIR": "/dev/null/site"}])
def test_manage_py_tells_a_wrong_setting_as_well(setting: dict[str, str]):
    environment = {"DJANGO_SETTINGS_MODULE": "cms.settings.development", "SECRET_KEY": "", **setting}
    assert_one_sentence(start(sys.executable, "manage.py", "serve", **environment), next(iter(setting)))
