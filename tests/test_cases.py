"""Where a test's cases are too many to run all of them again, some are run that are spread over all."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import spread


def cases(test: str, count: int) -> list[Any]:
    return [SimpleNamespace(nodeid=f"{test}[{number}]") for number in range(count)]


@pytest.mark.parametrize("count", [5, 6, 7, 12, 400])
def test_first_and_last_are_among_as_many_as_wanted(count: int) -> None:
    items = cases("test_a", count)
    kept = spread(items, 4)
    assert (len(kept), kept[0], kept[-1]) == (4, items[0], items[-1])


@pytest.mark.parametrize("count", [1, 2, 4])
def test_few_are_all_run(count: int) -> None:
    assert spread(cases("test_a", count), 4) == cases("test_a", count)


def test_each_test_keeps_its_own() -> None:
    items = [*cases("test_a", 9), *cases("test_b", 1), *cases("test_c", 9)]
    assert [
        len([item for item in spread(items, 2) if item.nodeid.startswith(name)]) for name in ("test_a", "test_b", "test_c")
    ] == [2, 1, 2]
