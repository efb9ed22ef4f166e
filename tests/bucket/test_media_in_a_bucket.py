"""Pictures, documents and backups in a bucket of a server that speaks S3: who may have them is decided by the site all the same."""

import logging
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import boto3  # type: ignore[import-untyped]
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.test import Client
from moto.server import ThreadedMotoServer
from PIL import Image

from api.signpost import Signpost
from api.store.store import Store
from cms.backup.making import media
from cms.backup.places import place_at
from cms.engines import read_media
from cms.wsgi import Site
from home.images.renditions import make_renditions
from home.models import CustomDocument, CustomImage
from tests.files import a_document, a_picture
from tests.pages import SmallSite
from tests.store.asking import ask

pytestmark = pytest.mark.django_db

NAME = "broadside-media"


class Bucket(NamedTuple):
    client: Any
    url: str

    def names(self, folder: str = "") -> list[str]:
        found = self.client.list_objects_v2(Bucket=NAME, Prefix=folder)
        return [entry["Key"] for entry in found.get("Contents", [])]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(server: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """An empty one, in a folder of which the site's media are."""
    named = {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "eu-north-1",
        "AWS_REGION": "eu-north-1",
        "AWS_ALLOW_HTTP": "true",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
    settings.STORAGES = {**settings.STORAGES, "default": read_media(f"s3://{NAME}/site")}
    found = Bucket(client, server)
    yield found
    for name in found.names():
        client.delete_object(Bucket=NAME, Key=name)
    client.delete_bucket(Bucket=NAME)


@pytest.fixture
def picture(small_site: SmallSite, bucket: Bucket) -> CustomImage:
    picture = CustomImage.objects.create(title="Stall", alt="A stall", file=a_picture())
    make_renditions.call(picture.pk)
    return picture


def test_picture_and_its_sizes_lie_in_the_bucket(picture: CustomImage, bucket: Bucket) -> None:
    names = bucket.names()
    assert f"site/{picture.file.name}" in names
    assert {f"site/{rendition.file.name}" for rendition in picture.renditions.all()} < set(names)
    assert picture.renditions.count() > 3


def test_readers_get_sizes_from_the_site(picture: CustomImage) -> None:
    rendition = picture.renditions.first()
    assert rendition.url == f"/media/{rendition.file.name}"
    response: Any = Client().get(rendition.url)
    assert response.status_code == 200
    with Image.open(BytesIO(b"".join(response.streaming_content))) as shown:
        assert shown.width == rendition.width


def test_bucket_is_asked_for_a_size_once(picture: CustomImage, bucket: Bucket, tmp_path: Path, built_shell: Path) -> None:
    store = Store(Site(), 64 * 1024**2, Signpost(tmp_path / "signpost"), built_shell)
    rendition = picture.renditions.first()
    first = ask(store, rendition.url)
    assert (first.status, first.headers["content-length"]) == (200, str(len(first.body)))
    bucket.client.delete_object(Bucket=NAME, Key=f"site/{rendition.file.name}")
    assert ask(store, rendition.url) == first


def test_size_that_the_bucket_has_lost_is_not_found(picture: CustomImage, bucket: Bucket) -> None:
    rendition = picture.renditions.first()
    bucket.client.delete_object(Bucket=NAME, Key=f"site/{rendition.file.name}")
    assert Client().get(rendition.url).status_code == 404


def test_nobody_reads_the_bucket_itself(picture: CustomImage, bucket: Bucket) -> None:
    granted = bucket.client.get_object_acl(Bucket=NAME, Key=f"site/{picture.file.name}")["Grants"]
    assert [grant["Grantee"]["Type"] for grant in granted] == ["CanonicalUser"]
    assert bucket.url not in Client().get("/api/v1/pages/").content.decode()


def test_pictures_of_one_name_are_two(picture: CustomImage) -> None:
    other = CustomImage.objects.create(title="Another", alt="Another stall", file=a_picture(size=(300, 200)))
    assert other.file.name != picture.file.name
    assert CustomImage.objects.get(pk=picture.pk).width == 800


def test_deleted_picture_leaves_nothing(
    picture: CustomImage, bucket: Bucket, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert bucket.names() == []


def test_document_is_saved_by_who_follows_its_link(small_site: SmallSite, bucket: Bucket) -> None:
    document = CustomDocument.objects.create(title="Leaflet", file=a_document())
    response: Any = Client().get(document.url)
    assert b"".join(response.streaming_content) == b"Come to the meeting."
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].startswith("default-src 'none'; sandbox")


def test_backup_takes_what_is_in_the_bucket(picture: CustomImage) -> None:
    entries = {entry.name: entry for entry in media(default_storage)}
    assert any(name.endswith(str(picture.file.name)) for name in entries)
    for entry in entries.values():
        with entry.open() as file:
            assert len(file.read()) == entry.size


def test_backups_are_put_into_a_bucket_and_taken_from_it(bucket: Bucket) -> None:
    place = place_at(f"s3://{NAME}/copies")
    with place.writing("one.age") as file:
        file.write(b"sealed" * 1000)
    assert place.names() == ["one.age"]
    with place.reading("one.age") as read:
        assert read.read() == b"sealed" * 1000
    place.delete("one.age")
    assert bucket.names() == []


def test_backup_that_broke_off_is_none(bucket: Bucket) -> None:
    place = place_at(f"s3://{NAME}/copies")

    def break_off() -> None:
        with place.writing("one.age") as file:
            file.write(b"sealed")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert place.names() == []


@pytest.mark.parametrize(
    "address", ["bucket", "https://s3.example.org/bucket", "s3://", "s3:///folder", "s3://UPPER/folder"]
)
def test_what_is_no_bucket_is_told_at_the_start(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"MEDIA_BUCKET is .*; it has to be like s3://bucket/folder"):
        read_media(address)
