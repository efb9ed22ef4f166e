"""The web server is killed a hundred times, while people read, publish, upload and write to the group."""

import os
import random
import signal
from collections.abc import Iterator

import pytest

from tests.faults.place import Fault, Note, Place, place
from tests.faults.writers import Writers
from tests.processes import wait_until

pytestmark = pytest.mark.long

TIMES = 100
MOST_READS = 100
"""Between a write and the next kill."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with place(tmp_path_factory.mktemp("site"), RENDERER_SECONDS="0.3") as site:
        yield site


def test_killed_web_server_loses_nothing_that_it_acknowledged(site: Place, record_property: Note) -> None:
    with Fault(site, f"web server killed, {TIMES} times", record_property) as fault, Writers(site) as writers:
        for _ in range(TIMES):
            done = writers.done
            wait_until(lambda: writers.done > done, "people write on")  # noqa: B023
            fault.lasts_for(random.randrange(MOST_READS))
            wait_until(lambda: bool(site.pids("cms.web_server")), "the web server is started again")
            os.kill(random.choice(site.pids("cms.web_server")), signal.SIGKILL)
        fault.ends(
            lambda: site.get(site.cold()).status == 200, lambda: site.desk.publish(site.pages[4], "Back").status == 302
        )
    writers.check()
