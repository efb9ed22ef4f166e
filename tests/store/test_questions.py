"""Nothing about a request but its address has an effect on what others get."""

import pytest

from api.store.addresses import key_of
from tests.store.asking import HOST, Answers, StoredSite, ask, environ_of
from tests.store.world import World

pytestmark = pytest.mark.django_db

ADDRESSES = ["/positions/", "/nothing/", "/api/v1/positions/"]

POISON: list[dict[str, str]] = [
    {"x_forwarded_host": "evil.example"},
    {"x_forwarded_proto": "https"},
    {"x_forwarded_port": "1"},
    {"x_forwarded_for": "203.0.113.9"},
    {"forwarded": "host=evil.example;proto=https"},
    {"x_original_url": "/admin/"},
    {"x_rewrite_url": "/admin/"},
    {"x_http_method_override": "POST"},
    {"x_host": "evil.example"},
    {"accept_language": "de"},
    {"accept": "text/html;q=0.1, */*; indent=8"},
    {"accept": "application/json; indent=4"},
    {"accept": "text/html"},
    {"accept": "application/xml, */*;q=0"},
    {"accept_charset": "utf-7"},
    {"user_agent": "<script>alert(1)</script>"},
    {"referer": "https://evil.example/"},
    {"content_type": "text/plain; charset=bz2_codec"},
    {"cookie": "sessionid=guess; csrftoken=x; django_language=de"},
    {"authorization": "Bearer x"},
    {"x_preview_link": "kGk0u5v2nXU3-9dq0nAyiV6Q3o8h1fWzqv7LMy2Rj3E"},
    {"cache_control": "no-cache"},
    {"cache_control": "only-if-cached, max-stale"},
    {"pragma": "no-cache"},
    {"origin": "https://evil.example"},
    {"range": "bytes=0-1"},
    {"if_range": '"x"', "range": "bytes=0-1"},
    {"if_match": '"x"'},
    {"if_unmodified_since": "Sat, 01 Jan 2000 00:00:00 GMT"},
    {"if_none_match": "*"},
    {"if_modified_since": "Sat, 01 Jan 2100 00:00:00 GMT"},
    {"accept_encoding": "gzip, br"},
    {"transfer_encoding": "chunked"},
    {"upgrade": "h2c"},
    {"expect": "100-continue"},
    {"x_forwarded_prefix": "/evil"},
    {"x_wsgi_script_name": "/evil"},
]


@pytest.mark.parametrize("headers", POISON, ids=lambda headers: "+".join(headers))
def test_headers_leave_the_answers_of_others_as_they_are(
    world: World, stored: StoredSite, made_answers: Answers, headers: dict[str, str]
) -> None:
    """Asked with such a header first, and once more when the answer is kept."""
    made = {question.key: answer.body for question, answer in made_answers}
    for address in ADDRESSES:
        stored.get(address, **headers)
        assert stored.get(address).body == made[key_of(environ_of(address), "")]
        stored.get(address, **headers)
        assert stored.get(address).body == made[key_of(environ_of(address), "")]


PERSONAL = ["cookie", "authorization", "x_preview_link", "cache_control", "pragma", "range", "if_match", "origin"]


@pytest.mark.parametrize("name", PERSONAL)
def test_what_one_person_asks_is_djangos_alone(world: World, stored: StoredSite, name: str) -> None:
    """It neither fills the store nor reads it."""
    stored.get("/", **{name: "x"})
    assert not stored.kept(["/"])
    stored.fill(["/"])
    before = stored.store.figures.hits
    assert stored.get("/", **{name: "x"}).same() == stored.fresh("/", **{name: "x"}).same()
    assert stored.store.figures.hits == before


@pytest.mark.parametrize("accepted", ["application/json", "application/json, text/plain, */*", "text/html,*/*;q=0.8", "*/*"])
def test_clients_that_take_json_or_anything_share_an_answer(world: World, filled: StoredSite, accepted: str) -> None:
    before = filled.store.figures.hits
    reply = filled.get("/api/v1/positions/", accept=accepted)
    assert reply.same() == filled.fresh("/api/v1/positions/", accept=accepted).same()
    assert filled.store.figures.hits == before + 1


@pytest.mark.parametrize("accepted", ["text/html", "application/json; indent=4", "image/png, */*; indent=2"])
def test_clients_that_want_another_form_ask_django(world: World, filled: StoredSite, accepted: str) -> None:
    reply = filled.get("/api/v1/positions/", accept=accepted)
    assert reply.same() == filled.fresh("/api/v1/positions/", accept=accepted).same()


NOT_KEPT = [
    "/?utm_source=x",
    "/positions/?x",
    "/positions/?kind=",
    "/?kind=practical&kind=theoretical",
    "/feed.xml?x=1",
    "/api/v1/positions/?nonsense=1",
    "/api/v1/positions/?limit=5&limit=6",
    "/api/v1/positions/?limit=0",
    "/api/v1/positions/?limit=",
    "/api/v1/contact/challenge/",
    "/api/v1/schema/",
    "/api/v1/nothing/",
    "/admin/login/",
    "/accent/0a1b2c.css",
    "/documents/1/x.txt",
    "/media/x.jpg",
    "/static/x.css",
    "/" + "a" * 3000 + "/",
]


@pytest.mark.parametrize("address", NOT_KEPT)
def test_what_the_store_does_not_know_is_djangos(world: World, stored: StoredSite, address: str) -> None:
    kept = len(stored.store.memory)
    reply = stored.get(address)
    assert len(stored.store.memory) == kept
    assert reply.status == stored.fresh(address).status


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "DELETE", "PATCH", "QUERY"])
def test_other_methods_are_djangos(world: World, filled: StoredSite, method: str) -> None:
    assert ask(filled.store, "/positions/", method).status == ask(filled.django, "/positions/", method).status
    assert ask(filled.store, "/api/v1/site/", method).same() == ask(filled.django, "/api/v1/site/", method).same()


def test_the_same_question_in_other_words_has_one_answer(world: World, stored: StoredSite) -> None:
    words = ["limit=5&order=title", "order=title&limit=5", "order=t%69tle&limit=5"]
    replies = [stored.get(f"/api/v1/positions/?{query}").same() for query in words]
    assert replies == [replies[0]] * 3 == [stored.fresh(f"/api/v1/positions/?{words[0]}").same()] * 3
    assert len(stored.store.memory) == 1
    assert stored.store.figures.misses == 1


def test_parts_of_an_address_are_not_mixed_up(world: World, stored: StoredSite) -> None:
    """`%3F` is a letter of a path, and `?` begins a query."""
    addresses = [
        "/positions/",
        "/positions/%3Fkind=x",
        "/positions/?kind=x",
        "/positions%2F",
        "/positions/%20localhost:8000",
    ]
    stored.fill(addresses)
    assert list(stored.stale(addresses)) == []


@pytest.mark.parametrize("host", ["evil.example", "localhost/x", "LOCALHOST:8000", "localhost:99", "testserver", "a b", ""])
def test_each_host_has_answers_of_its_own(world: World, filled: StoredSite, host: str) -> None:
    for _ in range(2):
        assert ask(filled.store, "/", host=host).same() == ask(filled.django, "/", host=host).same()
    assert filled.get("/").same() == filled.fresh("/", host=HOST).same()


def test_post_with_content_is_not_taken_for_its_address(world: World, filled: StoredSite) -> None:
    assert filled.get("/", content_length="5").same() == filled.fresh("/", content_length="5").same()
