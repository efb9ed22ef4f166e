"""The list of classes of attacks can't rot: what it would take away stands where it says, and its tests are there."""

import re
from pathlib import Path

import pytest

from tests.attacks.classes import ATTACKS, Attack

ROOT = Path(__file__).resolve().parents[2]
EACH = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)


def test_list_is_as_long_as_was_promised() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 30


@EACH
def test_defence_stands_in_one_place(attack: Attack) -> None:
    assert (ROOT / attack.file).read_text().count(attack.stands) == 1
    assert attack.instead != attack.stands


@EACH
def test_tests_of_a_class_are_there(attack: Attack) -> None:
    assert attack.tests
    for test in attack.tests:
        file, _, name = test.partition("::")
        assert re.search(rf"^def {name}\(", (ROOT / file).read_text(), re.MULTILINE), test


@EACH
def test_class_was_published(attack: Attack) -> None:
    assert re.search(r"CVE-\d{4}-\d{4,}|GHSA-\w{4}-\w{4}-\w{4}|SA-CORE-\d{4}-\d{3}", attack.published)
