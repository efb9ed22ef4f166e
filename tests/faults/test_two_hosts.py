"""Two machines behind one address, under load: two data directories, one Postgres, one Redis, one bucket. Nothing that matters
lies in only one of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import boto3  # type: ignore[import-untyped]
import pytest
from moto.server import ThreadedMotoServer

from tests.browser.conftest import free_port, serve
from tests.faults.desk import Desk
from tests.faults.place import Place, place
from tests.faults.readers import Readers, Reply, ask
from tests.postgres import running_postgres
from tests.processes import wait_until
from tests.servers.test_several_hosts import Redis

pytestmark = pytest.mark.long

BUCKET = "media"


class Host(NamedTuple):
    port: int
    desk: Desk

    def get(self, path: str) -> Reply:
        return ask(self.port, path)

    def will_say(self, path: str, text: str) -> None:
        wait_until(lambda: text in self.get(path).text, f"{path} says {text}")

    def will_answer(self, path: str, status: int) -> None:
        wait_until(lambda: self.get(path).status == status, f"{path} is answered with {status}")


class Hosts(NamedTuple):
    place: Place
    first: Host
    second: Host
    bucket: dict[str, str]

    def others(self) -> list[tuple[Host, Host]]:
        return [(self.first, self.second), (self.second, self.first)]


@pytest.fixture(scope="module")
def bucket() -> Iterator[dict[str, str]]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    url = "http://{}:{}".format(*server.get_host_and_port())
    settings = {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    client_of(settings).create_bucket(Bucket=BUCKET)
    yield settings
    server.stop()


def client_of(settings: dict[str, str]) -> "boto3.client":
    return boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id="a",
        aws_secret_access_key="b",
        region_name="us-east-1",
    )


@pytest.fixture(scope="module")
def hosts(bucket: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    folder: Path = tmp_path_factory.mktemp("hosts")
    redis, port = Redis(), free_port()
    redis.start()
    shared = {"REDIS_URL": redis.url, "MEDIA_BUCKET": f"s3://{BUCKET}/site", "SECRET_KEY": "of both hosts", **bucket}
    with running_postgres() as database, place(folder / "first", DATABASE_URL=database.url, **shared) as first:
        environment = {**first.environment, "DATA_DIR": str(folder / "second"), "PORT": str(port)}
        process = serve(environment, folder / "second.log")
        yield Hosts(first, Host(first.port, first.desk), Host(port, Desk(port, first.cookies)), bucket)
        process.terminate()
        process.wait(120)
    redis.kill()


def test_who_has_logged_in_is_known_to_both(hosts: Hosts) -> None:
    assert [host.desk.get("/admin/pages/").status for host in (hosts.first, hosts.second)] == [200, 200]


def test_readers_of_both_get_what_either_has_published(hosts: Hosts) -> None:
    site = hosts.place
    page, path = site.pages[0], site.path_of(site.pages[0])
    site.warm()
    with Readers(hosts.first.port, site.paths) as first, Readers(hosts.second.port, site.paths) as second:
        for number in range(10):
            for here, there in hosts.others():
                title = f"Edition {number} of {here.port}"
                assert here.desk.publish(page, title).status == 302
                assert title in here.get(path).text
                there.will_say(path, title)
    assert [readers.share() for readers in (first, second)] == [1.0, 1.0]
    assert site.check_whole(page) == title


def test_what_is_taken_down_on_one_is_gone_on_both(hosts: Hosts) -> None:
    site = hosts.place
    page, path = site.pages[-1], site.path_of(site.pages[-1])
    for here, there in hosts.others():
        here.desk.publish(page, "To be taken down")
        there.will_answer(path, 200)
        assert here.desk.unpublish(page).status == 302
        assert here.get(path).status == 404
        there.will_answer(path, 404)
        assert "To be taken down" not in there.get("/sitemap.xml").text + there.get("/api/v1/pages/").text


def test_what_is_uploaded_on_one_is_saved_from_the_other(hosts: Hosts) -> None:
    for here, there in hosts.others():
        title = f"minutes-{here.port}"
        assert here.desk.upload(title, b"We met.").status == 302
        documents = json.loads(there.desk.get("/admin/api/main/documents/").text)["items"]
        (number,) = [document["id"] for document in documents if document["title"] == title]
        assert there.get(f"/documents/{number}/{title}.txt").text == "We met."
    names = [entry["Key"] for entry in client_of(hosts.bucket).list_objects_v2(Bucket=BUCKET)["Contents"]]
    assert len([name for name in names if name.startswith("site/documents/minutes-")]) == 2
