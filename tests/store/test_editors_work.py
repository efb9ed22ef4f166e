"""Whatever an editor does, no answer that is kept is another one than Django gives."""

import pytest

from tests.store.asking import StoredSite
from tests.store.world import ACTIONS, Action, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
def test_nothing_stale_is_kept(world: World, filled: StoredSite, action: Action) -> None:
    with filled.changing():
        action(world, 3)
    assert list(filled.stale(sorted(filled.kept(world.addresses())))) == []
