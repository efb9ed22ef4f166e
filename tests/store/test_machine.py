"""Anything that editors and the clock do, in any order: after each step every answer that is kept is what Django gives.

`STORE_STEPS=2000` does as many steps as that, at random; without it there are a few, always the same.
"""

import os
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from api.known import forget
from tests.conftest import SHELL
from tests.store.asking import Answers, StoredSite
from tests.store.world import ACTIONS, HOUR, Action, World

pytestmark = pytest.mark.django_db

STEPS = int(os.environ.get("STORE_STEPS", "24"))
STEPS_OF_A_RUN = 12 if STEPS < 500 else 50


def machine_of(world: World, stored: StoredSite, answers: Answers) -> type[RuleBasedStateMachine]:
    """Each run begins with the same site, and is undone at its end."""

    class Desk(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            forget()
            world.put_files_back()
            self.undone = transaction.atomic()
            self.undone.__enter__()
            (django_settings.FRONTEND_BUILD / "shell.html").write_text(SHELL)
            self.begun_at = stored.clock.seconds
            stored.store = stored.new_store(stored.shell)
            stored.preload(answers)

        @rule(action=st.sampled_from(ACTIONS), number=st.integers(0, 50))
        def edit(self, action: Action, number: int) -> None:
            with stored.changing():
                try:
                    with transaction.atomic():
                        action(world, number)
                except ValidationError:
                    """An editor is refused, and nothing has happened."""

        @rule(hours=st.sampled_from([0.001, 0.5, 1, 2, 6, 30, -1]))
        def wait(self, hours: float) -> None:
            stored.clock.seconds += hours * HOUR

        @invariant()
        def every_answer_is_djangos(self) -> None:
            addresses = world.addresses()
            kept = stored.kept(addresses)
            assert list(stored.stale(sorted(kept))) == []
            # What was thrown away is kept again, for the next step.
            stored.fill([address for address in addresses if address not in kept])

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)
            stored.clock.seconds = self.begun_at

    return Desk


def test_no_order_of_events_leaves_anything_stale(world: World, stored: StoredSite, made_answers: Answers) -> None:
    run_state_machine_as_test(
        machine_of(world, stored, made_answers),
        settings=settings(
            max_examples=max(1, STEPS // STEPS_OF_A_RUN),
            stateful_step_count=STEPS_OF_A_RUN,
            deadline=None,
            derandomize=STEPS < 500,
            # To find what could be left out of an hour's steps takes hours.
            phases=tuple(Phase) if STEPS < 500 else (Phase.generate,),
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_machine_finds_what_is_not_told(
    world: World, stored: StoredSite, made_answers: Answers, monkeypatch: Any
) -> None:
    from api import staleness

    machine: Any = machine_of(world, stored, made_answers)()
    monkeypatch.setattr(staleness, "keys_of_pages", lambda *args, **kwargs: {"page:0"})
    machine.edit(action=ACTIONS[0], number=3)
    try:
        with pytest.raises(AssertionError):
            machine.every_answer_is_djangos()
    finally:
        machine.teardown()
