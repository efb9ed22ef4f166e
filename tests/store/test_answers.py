"""An answer of the store is what Django would have sent, in whatever form it is asked for."""

import gzip
from typing import Any

import brotli
import pytest
import zstandard

from api.store.answers import Answer
from tests.store.asking import StoredSite, ask
from tests.store.world import World

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/positions/rent-cap/", "/nothing/", "/old/", "/api/v1/site/", "/feed.xml", "/activities.ics"]
DECODERS: dict[str, Any] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda content: zstandard.ZstdDecompressor().decompressobj().decompress(content),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_is_djangos_to_the_byte(world: World, filled: StoredSite, address: str) -> None:
    before = filled.store.figures.hits
    assert filled.get(address).same() == filled.fresh(address).same()
    assert filled.store.figures.hits == before + 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_has_the_headers_and_no_content(world: World, filled: StoredSite, address: str) -> None:
    reply, whole = ask(filled.store, address, "HEAD"), filled.get(address)
    assert (reply.status, reply.headers, reply.body) == (whole.status, whole.headers, b"")


def test_head_fills_the_store_for_get(world: World, stored: StoredSite) -> None:
    ask(stored.store, "/", "HEAD")
    assert stored.kept(["/"])
    assert stored.get("/").same() == stored.fresh("/").same()


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', "*", ' {} , "other"'])
def test_who_has_it_already_gets_a_304_like_djangos(world: World, filled: StoredSite, known: str) -> None:
    tag = filled.get("/")
    asked = known.format(tag.headers["etag"])
    reply = filled.get("/", if_none_match=asked)
    assert (reply.status, reply.body) == (304, b"")
    assert reply.same() == filled.fresh("/", if_none_match=asked).same()


@pytest.mark.parametrize("known", ['"other"', "", "nonsense", '""'])
def test_who_has_something_else_gets_the_whole(world: World, filled: StoredSite, known: str) -> None:
    assert filled.get("/", if_none_match=known).same() == filled.fresh("/", if_none_match=known).same()
    assert filled.get("/", if_none_match=known).status == 200


def test_tag_of_a_missing_page_is_not_asked_about(world: World, filled: StoredSite) -> None:
    assert filled.get("/nothing/", if_none_match="*").status == 404


@pytest.mark.parametrize("encoding", DECODERS)
def test_encoded_content_is_the_same_content(world: World, filled: StoredSite, encoding: str) -> None:
    plain = filled.get("/")
    reply = filled.get("/", accept_encoding=encoding)
    assert reply.headers["content-encoding"] == encoding
    assert int(reply.headers["content-length"]) == len(reply.body) < len(plain.body)
    assert DECODERS[encoding](reply.body) == plain.body
    # Other bytes for the same content: the tag says so, as Django's does.
    assert reply.headers["etag"] == f"W/{plain.headers['etag']}" == filled.fresh("/", accept_encoding="gzip").headers["etag"]
    assert reply.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("GZIP", "gzip"),
        ("zstd , gzip; q=0.1", "zstd"),
        ("deflate", None),
        ("", None),
        ("identity", None),
        ("br;q=x", None),
        (",,;q=1,;;", None),
    ],
)
def test_client_gets_what_it_likes_best(world: World, filled: StoredSite, accepted: str, encoding: str | None) -> None:
    assert filled.get("/", accept_encoding=accepted).headers.get("content-encoding") == encoding


def test_short_answers_are_sent_as_they_are(world: World, filled: StoredSite) -> None:
    reply = filled.get("/robots.txt", accept_encoding="br")
    assert "content-encoding" not in reply.headers
    assert reply.headers["content-length"] == str(len(reply.body))


def test_forms_that_were_asked_for_count_as_memory(world: World, stored: StoredSite) -> None:
    stored.fill(["/"])
    before = stored.store.memory.bytes
    size = int(stored.get("/", accept_encoding="gzip").headers["content-length"])
    assert stored.store.memory.bytes == before + size


def test_size_may_be_asked_for_while_another_thread_adds_a_form() -> None:
    class Content(bytes):
        def __len__(self) -> int:
            answer._forms.setdefault("gzip", ([], [b"shorter"]))
            return super().__len__()

    answer = Answer("200 OK", [], Content(b"as long as it is"))
    without = answer.size
    assert answer.size == without + len("shorter")
