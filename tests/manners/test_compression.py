"""Text comes compressed to whoever asks for it so, and is the same for everybody else."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

TEXTS = [
    "/manifesto/",
    "/search/",
    "/api/v1/pages/",
    "/api/v1/schema/",
    "/feed.xml",
    "/feed.json",
    "/sitemap.xml",
    "/nowhere/",
]


def compressed(address: str, **headers: str) -> Any:
    return Client().get(address, headers={"Accept-Encoding": "gzip", **headers})


@pytest.mark.parametrize("address", TEXTS)
def test_text_is_compressed_and_the_same(address: str, small_site: SmallSite) -> None:
    plain, small = Client().get(address), compressed(address)
    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert int(small["Content-Length"]) == len(small.content) < len(plain.content)


@pytest.mark.parametrize("address", TEXTS)
def test_caches_are_told_that_there_are_two(address: str, small_site: SmallSite) -> None:
    assert "Accept-Encoding" in Client().get(address)["Vary"]
    assert "Accept-Encoding" in compressed(address)["Vary"]


def test_compressed_answer_is_checked_like_any_other(small_site: SmallSite) -> None:
    tag = compressed("/manifesto/")["ETag"]
    again = compressed("/manifesto/", **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_changed_answer_is_sent_again(small_site: SmallSite) -> None:
    tag = compressed("/manifesto/")["ETag"]
    small_site.manifesto.title = "Another one"
    small_site.manifesto.save_revision().publish()
    assert compressed("/manifesto/", **{"If-None-Match": tag}).status_code == 200


def test_head_tells_of_the_same_answer(small_site: SmallSite) -> None:
    headers = {"Accept-Encoding": "gzip"}
    head = Client().head("/manifesto/", headers=headers)
    assert (head.content, head["Content-Encoding"]) == (b"", "gzip")


def test_pictures_are_sent_as_they_are(small_site: SmallSite) -> None:
    image = small_site.image(alt="A crowd")
    source = Client().get("/api/v1/site/")
    assert source.status_code == 200
    rendition = image.renditions.first()
    answer = compressed(rendition.url)
    assert "Content-Encoding" not in answer
    assert b"".join(answer.streaming_content) == Path(settings.MEDIA_ROOT, rendition.file.name).read_bytes()


def test_what_is_short_is_not_made_longer(small_site: SmallSite) -> None:
    assert "Content-Encoding" not in compressed("/robots.txt")


def test_lengths_of_the_same_page_differ(small_site: SmallSite) -> None:
    """So that a length tells nothing of what is in a page."""
    assert len({len(compressed("/manifesto/").content) for _ in range(20)}) > 1
