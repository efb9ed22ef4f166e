"""Pictures are drawn the same way each time."""

import pytest

from home.demo.pictures import PICTURES


@pytest.mark.parametrize("name", ["harbour", "poster_repairs", "crowd"])
def test_a_picture_is_the_same_each_time(name):
    assert PICTURES[name]().tobytes() == PICTURES[name]().tobytes()


def test_no_two_pictures_are_alike():
    drawn = [drawing().reduce(8).tobytes() for drawing in PICTURES.values()]
    assert len(set(drawn)) == len(drawn)
