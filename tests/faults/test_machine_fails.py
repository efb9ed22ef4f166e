"""A disk that is full or can't be written to, files that are broken, helpers that are killed, a clock that is wrong: one site on
SQLite, whose mail server is down all the time, goes through all of it."""

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.browser.conftest import free_port
from tests.faults.place import Fault, Note, Place, place
from tests.faults.readers import Reply
from tests.processes import wait_until
from tests.webhooks.receiver import receiving

pytestmark = pytest.mark.long

MEGABYTES = 192
SENTENCE = "What you sent just now has not been saved"
UNCERTAIN = "Whether what you sent just now has been saved can’t be told yet"


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Something in place of `folder`, as root may have it."""
    subprocess.run(["mount", *options, folder], check=True)
    try:
        yield
    finally:
        # Whoever still holds something of it lets it go later.
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    if os.getuid() != 0:
        pytest.skip("to fill a disk takes a small one, and to have that takes root")
    folder = tmp_path_factory.mktemp("site")
    nobody = f"smtp://127.0.0.1:{free_port()}"
    with (
        mounted(folder, "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs"),
        place(folder, DJANGO_SETTINGS_MODULE="tests.faults.settings", EMAIL_URL=nobody, RENDERER_SECONDS="0.3") as site,
    ):
        yield site


def fill(folder: Path) -> Path:
    """Leaves no byte free."""
    path = folder / "ballast"
    with path.open("wb", buffering=0) as file:
        for size in (2**20, 4096, 1):
            try:
                while True:
                    file.write(b"\1" * size)
            except OSError:
                continue
    return path


def test_full_disk_is_told_and_loses_nothing(site: Place, record_property: Note) -> None:
    """What is small may still find room in files that are there already; then it is kept, as it was said to be."""
    page, last = site.pages[0], "Before the disk was full"
    site.desk.publish(page, last)
    site.letters.prepare(2)
    documents, letters = site.order("documents"), []
    with Fault(site, "disk full", record_property) as fault:
        ballast = fill(site.data_dir)
        try:
            assert_is_told(site.desk.upload("full", b"x" * 100_000))
            for number in range(5):
                title = f"On a full disk, {number}"
                told = site.desk.publish(page, title)
                stored = site.stored(page)["title"]
                if told.status != 302 and UNCERTAIN in told.text:
                    assert stored in (title, last)
                elif told.status != 302:
                    assert_is_told(told)
                    assert stored == last
                else:
                    assert stored == title
                last = stored
            if site.letters.send("On a full disk").status == 202:
                letters.append("On a full disk")
            fault.lasts_for(100)
            assert site.stored(page)["title"] == last
        finally:
            ballast.unlink()
        fault.ends(
            lambda: site.get(site.cold()).status == 200,
            lambda: site.desk.publish(page, "There is room again").status == 302,
            lambda: site.desk.upload("room", b"x" * 100_000).status == 302,
        )
    assert site.check_whole(page) == "There is room again"
    assert site.letters.send("There is room again").status == 202
    assert [text for text in site.order("messages") if "room" in text or "disk" in text] == [*letters, "There is room again"]
    assert site.order("documents") == [*documents, ["room", True, 100_000]]


def assert_is_told(reply: Reply) -> None:
    assert (reply.status, reply.headers["Retry-After"]) == (503, "10")
    assert SENTENCE in reply.text


def test_media_that_can_only_be_read_stop_uploads_and_nothing_else(site: Place, record_property: Note) -> None:
    page, media = site.pages[1], site.data_dir / "media"
    media.mkdir(exist_ok=True)
    before = site.order("documents")
    with Fault(site, "media read-only", record_property) as fault:
        with mounted(media, "--bind", str(media)):
            subprocess.run(["mount", "-o", "remount,ro,bind", media], check=True)
            told = site.desk.upload("read-only", b"x" * 1000)
            assert told.status == 503
            assert SENTENCE in told.text
            assert site.desk.publish(page, "Without new files").status == 302
            fault.lasts_for(100)
        fault.ends(lambda: site.desk.upload("writable", b"x" * 1000).status == 302)
    assert site.check_whole(page) == "Without new files"
    assert site.order("documents") == [*before, ["writable", True, 1000]]


@contextmanager
def locked(site: Place, seconds: float = 60) -> Iterator[None]:
    """The database while another program writes into it. Raises `sqlite3.OperationalError` where somebody else does so for
    that many seconds."""
    with closing(sqlite3.connect(site.data_dir / "db.sqlite3", isolation_level=None, timeout=seconds)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def is_locked(site: Place) -> bool:
    try:
        with locked(site, 0.2):
            return False
    except sqlite3.OperationalError:
        return True


def test_database_in_which_another_program_writes_stops_editors_alone(site: Place, record_property: Note) -> None:
    page, title = site.pages[5], "Before the database was locked"
    assert site.desk.publish(page, title).status == 302
    with Fault(site, "database locked", record_property) as fault, ThreadPoolExecutor() as pool:
        with locked(site):
            told = pool.submit(site.desk.publish, page, "While it was locked")
            fault.lasts_for(200)
            assert not told.done()
            assert_is_told(told.result())
        assert site.stored(page)["title"] == title
        fault.ends(lambda: site.desk.publish(page, "Not locked any more").status == 302)
    assert site.check_whole(page) == "Not locked any more"


BROKEN: dict[str, Callable[[Path], object]] = {
    "signpost cut off": lambda path: os.truncate(path, 0),
    "signpost overwritten": lambda path: path.write_bytes(b"\0" * 100_000),
    "signpost removed": lambda path: path.unlink(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_store_costs_nothing(name: str, site: Place, record_property: Note) -> None:
    page, servers = site.pages[2], site.pids("cms.web_server")
    with Fault(site, name, record_property) as fault:
        BROKEN[name](site.data_dir / "signpost")
        fault.lasts_for(100)
        fault.ends(lambda: site.desk.publish(page, f"With the {name}").status == 302)
        assert f"With the {name}" in site.get(site.path_of(page)).text
    assert site.check_whole(page) == f"With the {name}"
    assert site.pids("cms.web_server") == servers


@pytest.mark.parametrize("part", ["run_worker", "run_schedule", "renderer"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_nobody_notices_that_a_helper_is_gone(part: str, number: signal.Signals, site: Place, record_property: Note) -> None:
    page = site.pages[3]
    title = f"Without {part}, {number.name}"
    [pid] = site.pids(part)
    with Fault(site, f"{part} {number.name}", record_property) as fault:
        os.kill(pid, number)
        while number == signal.SIGSTOP and is_locked(site):
            # While it writes, nobody else can: that is another fault, see above.
            os.kill(pid, signal.SIGCONT)
            time.sleep(0.05)
            os.kill(pid, number)
        assert site.desk.publish(page, title).status == 302
        assert title in site.get(site.path_of(page)).text
        fault.lasts_for(100)
        if number == signal.SIGSTOP and part != "renderer":
            os.kill(pid, signal.SIGCONT)
        fault.ends(lambda: site.stored(page)["of_document"] == title)
    wait_until(lambda: len(site.pids(part)) == 1, "it is started again")
    assert site.check_whole(page) == title


DAY = 24 * 60 * 60


@pytest.mark.parametrize("seconds", [DAY, -DAY], ids=["ahead", "behind"])
def test_clock_that_is_a_day_off_shows_nothing_wrong(seconds: int, site: Place, record_property: Note) -> None:
    page, clock = site.pages[4], site.data_dir / "clock"
    name = f"clock a day {'ahead' if seconds > 0 else 'behind'}"
    with Fault(site, name, record_property) as fault:
        clock.write_text(str(seconds))
        fault.lasts_for(100)
        assert site.desk.publish(page, f"With the {name}").status == 302
        site.take_down(fault.readers)
        fault.lasts_for(100)
        clock.unlink()
        fault.ends(
            lambda: f"With the {name}" in site.get(site.path_of(page)).text,
            lambda: site.desk.publish(page, f"After the {name}").status == 302,
            lambda: f"After the {name}" in site.get(site.path_of(page)).text,
        )
    # Not `is_changed`: Wagtail goes by the time of a version, and asks for one more publication where another one is of tomorrow.
    wait_until(lambda: site.is_worked_up(page), "the worker has made the page's document")
    stored = site.stored(page)
    assert {stored[name] for name in ("title", "of_live_revision", "of_latest_revision")} == {f"After the {name}"}


def test_receiver_of_news_that_hangs_holds_nobody_up(site: Place, record_property: Note) -> None:
    page = site.pages[5]
    with receiving() as receiver, Fault(site, "receiver of a webhook hangs", record_property) as fault:
        receiver.hangs = True
        site.order(f"webhook {receiver.url}")
        for number in range(3):
            assert site.desk.publish(page, f"Untold {number}").status == 302
        wait_until(lambda: bool(receiver.got), "it is told")
        fault.lasts_for(100)
        receiver.hangs = False
        receiver.may_end.set()
        fault.ends(lambda: site.stored(page)["of_document"] == "Untold 2", lambda: site.order("delivered") > 0)
    assert site.check_whole(page) == "Untold 2"
