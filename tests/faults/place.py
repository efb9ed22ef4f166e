"""A whole site that faults are tried on: `manage.py serve`, with a database of its own and somebody at that database."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.conftest import copy_demo, environment_for, free_port, manage, serve
from tests.faults.desk import Desk, Letters
from tests.faults.readers import Readers, Reply, ask
from tests.processes import descendants, wait_until
from tests.servers.orders import Obedient

READERS = 3
LEAST_SHARE = 0.999
MOST_SECONDS = 10.0
"""After a fault's end everything works again within that time."""
Note = Callable[[str, str], None]

API = ("/api/v1/site/", "/api/v1/navigation/", "/api/v1/pages/?limit=5", "/feed.xml", "/sitemap.xml", "/robots.txt")


class Place:
    """What a test needs of a running site."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        is_demo = "DATABASE_URL" not in settings
        self.data_dir = copy_demo(folder) if is_demo else folder / "var"
        # Letters come from many people.
        self.environment = environment_for(self.data_dir, self.port, CLIENT_ADDRESS_HEADER="X-Forwarded-For", **settings)
        if not is_demo:
            manage(self.environment, "migrate", "--verbosity", "0")
        self._editor = Obedient("tests.faults.editor", self.environment)
        made = self.order("make")
        self.pages: list[int] = made["pages"]
        self._paths: list[str] = made["paths"]
        # The last page is there to be taken down.
        self.paths = ["/", *self._paths[:-1], *API, made["picture"]]
        self.log = folder / "serve.log"
        begun = self.order("begun")
        self.process = serve(self.environment, self.log)
        # Twice all that is kept is thrown away: when the site is given its port, and when the schedule begins, some seconds later.
        wait_until(lambda: self.order("begun") >= begun + 2, "the schedule has begun")
        self.cookies: dict[str, str] = made["cookies"]
        self.desk = Desk(self.port, self.cookies)
        self.letters = Letters(self.port)
        self._colds = 0

    def order(self, text: str) -> Any:
        return json.loads(self._editor(text))

    def get(self, path: str) -> Reply:
        return ask(self.port, path)

    def path_of(self, number: int) -> str:
        return self._paths[self.pages.index(number)]

    def warm(self) -> list[str]:
        """Addresses that are asked for until all of them are kept."""
        for _ in range(2):
            for path in self.paths:
                assert self.get(path).status == 200, path
        return list(self.paths)

    def cold(self) -> str:
        """An address that nobody has asked for yet."""
        self._colds += 1
        return f"/api/v1/pages/?limit={20 + self._colds % 80}&offset={self._colds // 80}"

    def take_down(self, readers: "Readers") -> None:
        """Publishes a page with a mark in its title, has it read, and takes it from readers."""
        number, mark = self.pages[-1], f"marked-{self._colds}"
        self._colds += 1
        assert self.desk.publish(number, mark).status == 302
        assert mark in self.get(self.path_of(number)).text
        self.warm()
        assert self.desk.unpublish(number).status == 302
        readers.note_taken_down(mark)

    def check_whole(self, number: int) -> str:
        """That what is stored of a page is of one piece; its title. Waits for the worker, who makes some of it a moment later."""
        wait_until(lambda: self.is_worked_up(number), "the worker has made the page's document, and it can be found")
        page = self.stored(number)
        assert page["title"] == page["of_live_revision"]
        assert page["is_changed"] == (page["of_latest_revision"] != page["title"])
        return str(page["title"])

    def is_worked_up(self, number: int) -> bool:
        page = self.stored(number)
        return page["of_document"] == page["title"] and bool(page["can_be_found"])

    def stored(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = self.order(f"page {number}")
        return found

    def pids(self, part: str) -> list[int]:
        """Those of the site's processes in whose command `part` stands."""
        return [pid for pid, command in descendants(self.process.pid).items() if part in command]

    def end(self) -> None:
        self._editor.end()
        self.process.terminate()
        self.process.wait(120)


class Fault:
    """One fault, from before its beginning until after its end, and the figures that it is judged by. A context in which readers
    read on, who are shown nothing that was taken down before."""

    def __init__(self, place: Place, name: str, note: Note) -> None:
        self.place = place
        self.name = name
        self.recovery = 0.0
        self._note = note

    def __enter__(self) -> "Fault":
        self.readers = Readers(self.place.port, self.place.paths, READERS)
        self.place.take_down(self.readers)
        self.place.warm()
        self.readers.__enter__()
        self.lasts_for(50)
        return self

    def lasts_for(self, reads: int) -> None:
        """Returns when so many more pages have been read."""
        enough = len(self.readers.reads) + reads
        wait_until(lambda: len(self.readers.reads) >= enough, f"{self.name}: people read on")

    def ends(self, *works: Callable[[], bool]) -> None:
        """To be called when the fault has ended: returns once all of these work, and notes how long that took."""
        ended = time.monotonic()
        for work in works:
            wait_until(work, f"{self.name}: all works again")
        self.recovery = time.monotonic() - ended
        self.read_all()

    def read_all(self) -> None:
        """Returns when whatever has been thrown away is read once more, and so kept for the next fault."""
        self.lasts_for(READERS * len(self.place.paths))

    def __exit__(self, error: object, *others: object) -> None:
        self.readers.__exit__()
        readers = self.readers
        self._note(
            "fault",
            f"{self.name:34} {len(readers.reads):6} reads, {100 * readers.share():7.3f} % with 200, {readers.torn:3} asked twice, "
            f"the slowest {readers.longest():5.2f} s, recovered in {self.recovery:5.2f} s",
        )
        if error is None:
            assert readers.seen_too_late == []
            assert readers.share() >= LEAST_SHARE, readers.failures()
            assert self.recovery <= MOST_SECONDS


@contextmanager
def place(folder: Path, **settings: str) -> Iterator[Place]:
    made = Place(folder, **settings)
    try:
        yield made
    finally:
        made.end()
