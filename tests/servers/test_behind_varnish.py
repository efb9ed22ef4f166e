"""A real Varnish in front of a real site, with the configuration of docs/varnish.vcl: it answers for the site, and forgets
what is stale as soon as that is published, taken back or over."""

import http.client
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from cms.bootstrap.places import ROOT
from cms.bootstrap.servers import find_server
from tests.browser.conftest import Site, environment_for, free_port, running_site
from tests.processes import wait_until
from tests.servers.orders import Obedient

CONFIGURATION = ROOT / "docs" / "varnish.vcl"
# Nobody has to wait for an hour and a minute to see what then becomes of one of the pages. And the first request that
# fails is answered as all later ones are, when Varnish knows that the site is down.
AT_ONCE = {
    ".interval = 2s;": ".interval = 3600s;",
    "set req.grace = 60s;": "set req.grace = 0s;",
    "sub vcl_deliver": 'sub vcl_backend_response { if (bereq.url == "/accessibility/") { set beresp.ttl = 0.1s; } }\nsub vcl_deliver',
}
RENTS = "/positions/freeze-the-rents/"
OTHER = "/privacy/"


def changed(text: str, parts: dict[str, str]) -> str:
    for part, other in parts.items():
        assert text.count(part) == 1
        text = text.replace(part, other)
    return text


class Reply(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def is_hit(self) -> bool:
        return self.headers["X-Cache"] == "hit"


class Varnish:
    """A Varnish at `port` in front of the site at `site_port`, with its files in `folder`."""

    def __init__(self, folder: Path, port: int, site_port: int) -> None:
        folder.mkdir()
        self.port = port
        self._name = folder / "state"
        self._purges = folder / "purges"
        configuration = folder / "varnish.vcl"
        configuration.write_text(changed(CONFIGURATION.read_text(), {**AT_ONCE, '.port = "8000"': f'.port = "{site_port}"'}))
        options = ["-F", "-j", "none", "-a", f"127.0.0.1:{port}", "-s", "malloc,32m"]
        command = [self._program("varnishd"), *options, "-n", str(self._name), "-f", str(configuration)]
        with (folder / "log").open("w") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_until(lambda: self._process.poll() is not None or self._listens(), "Varnish listens")
        assert self._process.poll() is None, (folder / "log").read_text()
        with self._purges.open("w") as log:
            told = ["-n", str(self._name), "-q", 'ReqMethod eq "PURGE"', "-F", "%s %{Surrogate-Key}i"]
            self._listener = subprocess.Popen([self._program("varnishncsa"), *told], stdout=log, stderr=subprocess.DEVNULL)

    def get(self, path: str, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Host": "localhost", **headers})
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()

    def purged(self) -> list[str]:
        """What was to be forgotten so far, and with which status it was answered."""
        return self._purges.read_text().splitlines()

    def end(self) -> None:
        for process in (self._listener, self._process):
            process.terminate()
            process.wait(60)

    def _listens(self) -> bool:
        try:
            return self.get("/robots.txt").status > 0
        except OSError:
            return False

    @staticmethod
    def _program(name: str) -> str:
        found = find_server(name)
        assert found, f"There is no {name}. Install Varnish (Debian: apt-get install varnish), or run `make test-backend`."
        return found


class Behind(NamedTuple):
    site: Site
    varnish: Varnish
    editor: Obedient

    def keep(self, *paths: str) -> None:
        """Asks until Varnish has all of these."""
        wait_until(lambda: all(self.varnish.get(path).is_hit for path in paths), f"{paths} are kept")

    def will_say(self, path: str, text: str) -> None:
        wait_until(lambda: text in self.varnish.get(path).text, f"{path} says {text}")


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    folder, port, site_port = tmp_path_factory.mktemp("edge"), free_port(), free_port()
    # It is there before the site, which tells it things at once.
    varnish = Varnish(folder / "varnish", port, site_port)
    try:
        with running_site(folder, port=site_port, CDN="varnish", CDN_URLS=f"http://127.0.0.1:{port}") as site:
            editor = Obedient("tests.servers.editor", environment_for(site.data_dir, port))
            # When the site is started everything is forgotten, and once more after some seconds.
            wait_until(lambda: varnish.purged().count("200 *") >= 2, "everything is purged when the site starts")
            yield Behind(site, varnish, editor)
            editor.end()
    finally:
        varnish.end()


def page_id(slug: str, behind: Behind) -> int:
    answer = json.loads(behind.varnish.get(f"/api/v1/resolve/?path=/{slug}/").text)
    return int(answer["page"]["id"])


def test_readers_are_answered_without_the_site(behind: Behind) -> None:
    behind.keep(RENTS)
    for cookie in ("", "sessionid=abc; messages=1"):
        assert behind.varnish.get(RENTS, Cookie=cookie, **{"Cache-Control": "no-cache"}).is_hit


def test_what_is_meant_for_the_cache_goes_no_further(behind: Behind) -> None:
    behind.keep(RENTS)
    headers = behind.varnish.get(RENTS).headers
    assert headers["Cache-Control"] == "public, no-cache"
    assert not any(name in headers for name in ("Surrogate-Key", "Surrogate-Control", "CDN-Cache-Control"))


@pytest.mark.parametrize("path", ["/admin/login/", "/api/v1/health/", "/nothing/"])
def test_what_is_not_for_everybody_is_never_kept(behind: Behind, path: str) -> None:
    assert not any(behind.varnish.get(path).is_hit for _ in range(3))


def test_changed_page_is_new_and_the_others_stay(behind: Behind) -> None:
    for number in range(3):
        behind.keep(RENTS, OTHER, "/api/v1/positions/")
        behind.editor(f"title freeze-the-rents Freeze them, part {number}")
        behind.will_say(RENTS, f"part {number}")
        behind.will_say("/api/v1/positions/", f"part {number}")
        assert behind.varnish.get(OTHER).is_hit


def test_page_that_is_taken_back_is_gone_and_comes_again(behind: Behind) -> None:
    behind.keep(RENTS)
    behind.editor("unpublish freeze-the-rents")
    wait_until(lambda: behind.varnish.get(RENTS).status == 404, "the page is gone")
    behind.editor("publish freeze-the-rents")
    wait_until(lambda: behind.varnish.get(RENTS).status == 200, "the page is there again")


def test_page_that_expires_is_gone_without_anybody_doing_anything(behind: Behind) -> None:
    behind.keep("/debate/co-operatives-are-not-enough/", "/debate/")
    behind.editor("expire co-operatives-are-not-enough 3")
    wait_until(lambda: behind.varnish.get("/debate/co-operatives-are-not-enough/").status == 404, "the page is gone")
    assert "co-operatives-are-not-enough" not in behind.varnish.get("/debate/").text


def test_what_all_pages_say_is_changed_on_all(behind: Behind) -> None:
    behind.keep(RENTS, OTHER)
    behind.editor("tagline Bread and roses")
    for path in (RENTS, OTHER, "/"):
        behind.will_say(path, "Bread and roses")


def test_nobody_else_may_have_anything_forgotten(behind: Behind) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", behind.varnish.port, timeout=60)
    for keys in ("page:1 ) || obj.status != 0", "", ".*"):
        connection.request("PURGE", "/", headers={"Host": "localhost", "Surrogate-Key": keys})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 400
    connection.close()


def test_site_that_is_down_is_read_from_the_cache(behind: Behind) -> None:
    """This test comes last: it ends the site."""
    behind.editor("title contact Write to us")
    key = re.compile(rf"\bpage:{page_id('contact', behind)}\b")
    # After the second time, nothing of what was changed so far is still to be forgotten.
    wait_until(lambda: sum(1 for line in behind.varnish.purged() if key.search(line)) >= 2, "all is purged")
    behind.keep(OTHER)
    soon_old = behind.varnish.get("/accessibility/").text
    wait_until(lambda: not behind.varnish.get("/accessibility/").is_hit, "it is old at once")
    behind.site.process.terminate()
    behind.site.process.wait(120)
    assert behind.varnish.get(OTHER).status == 200
    assert behind.varnish.get("/accessibility/").text == soon_old
    assert behind.varnish.get("/positions/").status == 503
