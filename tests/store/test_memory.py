"""What is kept stays within bounds, and nobody can push out the site's pages by asking for other things."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.store.answers import OVERHEAD, Answer
from api.store.memory import LARGEST, SHARES, Memory

MOST = 1_000_000


def answer(size: int = 1000, *keys: str) -> Answer:
    return Answer("200 OK", [("Content-Type", "text/plain")], b"x" * size, keys)


def test_least_recently_used_goes_first() -> None:
    memory = Memory(MOST)
    room = int(SHARES["pages"] * MOST / (OVERHEAD + 50_000))
    for number in range(room):
        memory.keep((str(number),), answer(50_000), "pages")
    memory.touch(("0",))
    memory.keep(("new",), answer(50_000), "pages")
    assert ("1",) not in memory.found
    assert {("0",), ("new",)} <= memory.found.keys()


def test_missing_pages_and_filters_push_out_no_page() -> None:
    memory = Memory(MOST)
    memory.keep(("page",), answer(), "pages")
    for number in range(10_000):
        memory.keep((f"missing {number}",), answer(), "missing")
        memory.keep((f"asked {number}",), answer(), "asked")
    assert ("page",) in memory.found
    assert memory.bytes <= MOST


def test_pictures_push_out_no_page() -> None:
    memory = Memory(MOST)
    memory.keep(("page",), answer(), "pages")
    for number in range(100):
        memory.keep((f"picture {number}",), answer(40_000), "pictures")
    assert ("page",) in memory.found
    assert 0 < memory.bytes - memory.found["page",].size <= SHARES["pictures"] * MOST


def test_shares_are_the_whole_and_no_more() -> None:
    assert sum(SHARES.values()) == pytest.approx(1)


def test_what_is_too_large_is_not_kept() -> None:
    memory = Memory(MOST)
    memory.keep(("large",), answer(int(MOST * SHARES["pages"] * LARGEST)), "pages")
    assert len(memory) == memory.bytes == 0


def test_answer_takes_the_place_of_the_one_before() -> None:
    memory = Memory(MOST)
    memory.keep(("a",), answer(10, "page:1"), "pages")
    memory.keep(("a",), answer(20, "page:2"), "missing")
    assert memory.throw_away({"page:1"}) == 0
    assert memory.throw_away({"page:2"}) == 1
    assert memory.bytes == 0


KEYS = st.sets(st.sampled_from(["page:1", "page:2", "site", "tree"]))
STEP = st.one_of(
    st.tuples(st.just("keep"), st.integers(0, 9), st.sampled_from([*SHARES]), st.integers(0, 200_000), KEYS),
    st.tuples(st.just("drop"), st.integers(0, 9)),
    st.tuples(st.just("touch"), st.integers(0, 9)),
    st.tuples(st.just("throw"), KEYS),
    st.tuples(st.just("clear")),
)


@given(st.lists(STEP, max_size=60))
def test_books_are_kept_right(steps: list[tuple[Any, ...]]) -> None:
    memory = Memory(MOST)
    for name, *rest in steps:
        if name == "keep":
            number, share, size, keys = rest
            memory.keep((str(number),), answer(size, *keys), share)
        elif name == "drop":
            memory.drop((str(rest[0]),))
        elif name == "touch":
            memory.touch((str(rest[0]),))
        elif name == "throw":
            memory.throw_away(rest[0])
            assert not any(kept.keys & rest[0] for kept in memory.found.values())
        else:
            memory.clear()
        assert memory.bytes == sum(kept.size for kept in memory.found.values()) <= MOST
        assert {key for keys in memory._by_dependency.values() for key in keys} == {
            key for key, kept in memory.found.items() if kept.keys
        }
