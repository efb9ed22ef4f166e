"""The clock alone hides and shows pages: nothing is served past such a moment, whether or not a schedule runs."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from tests.store.asking import StoredSite
from tests.store.world import World, current, publish

pytestmark = pytest.mark.django_db

MINUTE = 60


def in_minutes(minutes: float) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(minutes=minutes)


def compared(world: World, stored: StoredSite) -> list[str]:
    return list(stored.stale(sorted(stored.kept(world.addresses()))))


def test_page_that_expires_is_gone_at_once(world: World, filled: StoredSite) -> None:
    with filled.changing():
        publish(current(world.position), expire_at=in_minutes(10))
    filled.fill(world.addresses())
    filled.clock.seconds += 9 * MINUTE
    assert filled.get("/positions/rent-cap/").status == 200
    filled.clock.seconds += 2 * MINUTE
    assert compared(world, filled) == []
    assert filled.get("/positions/rent-cap/").status == 404


def test_page_appears_when_its_time_has_come(world: World, filled: StoredSite) -> None:
    with filled.changing():
        page = current(world.standard)
        page.go_live_at = in_minutes(10)
        page.save()
    filled.fill(world.addresses())
    assert filled.get("/privacy/cookies/").status == 404
    filled.clock.seconds += 11 * MINUTE
    assert compared(world, filled) == []
    assert filled.get("/privacy/cookies/").status == 200


def test_announcement_becomes_a_report(world: World, filled: StoredSite) -> None:
    filled.clock.seconds += 6 * 60 * MINUTE
    assert compared(world, filled) == []
    assert "/" not in filled.kept(["/"])
    assert filled.kept(["/contact/", "/positions/repairs/"]) == {"/contact/", "/positions/repairs/"}


def test_nothing_is_thrown_away_by_time_alone(world: World, filled: StoredSite) -> None:
    filled.clock.seconds += 60 * MINUTE
    dated = {"/.well-known/security.txt"}
    assert filled.kept(world.addresses()) | dated == set(world.addresses())


def test_security_txt_says_another_day_tomorrow(world: World, filled: StoredSite) -> None:
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + datetime.timedelta(days=1)
    filled.clock.seconds = midnight.timestamp() + 1
    address = "/.well-known/security.txt"
    assert filled.get(address).same() == filled.fresh(address).same()


@pytest.mark.parametrize("field", ["expire_at", "go_live_at"])
def test_moment_that_is_put_off_counts_at_its_new_time(world: World, filled: StoredSite, field: str) -> None:
    with filled.changing():
        page = current(world.standard)
        setattr(page, field, in_minutes(10))
        page.save()
    filled.fill(world.addresses())
    with filled.changing():
        page = current(world.standard)
        setattr(page, field, in_minutes(20))
        page.save()
    for _ in range(3):
        filled.fill(world.addresses())
        filled.clock.seconds += 8 * MINUTE
        assert compared(world, filled) == []


def test_clock_that_is_put_back_throws_everything_away(world: World, filled: StoredSite) -> None:
    with filled.changing():
        publish(current(world.position), expire_at=in_minutes(10))
    filled.clock.seconds += 11 * MINUTE
    filled.fill(world.addresses())
    filled.clock.seconds -= 11 * MINUTE
    assert filled.kept(world.addresses()) == set()
    assert filled.get("/positions/rent-cap/").status == 200


@pytest.mark.parametrize("days", [1, -1])
def test_what_is_taken_back_on_a_wrong_clock_stays_away_on_the_right_one(
    world: World, filled: StoredSite, days: int
) -> None:
    filled.clock.seconds += days * 24 * 60 * MINUTE
    filled.fill(world.addresses())
    with filled.changing():
        current(world.position).unpublish()
    assert filled.get("/positions/rent-cap/").status == 404
    filled.fill(world.addresses())
    filled.clock.seconds -= days * 24 * 60 * MINUTE
    assert filled.get("/positions/rent-cap/").status == 404
    assert compared(world, filled) == []


def test_answer_that_was_begun_before_a_moment_is_not_kept_after_it(
    world: World, stored: StoredSite, monkeypatch: Any
) -> None:
    with stored.changing():
        publish(current(world.position), expire_at=in_minutes(10))
    ask = stored.store._site

    def slow(environ: Any, start_response: Any) -> Any:
        answer = ask(environ, start_response)
        stored.clock.seconds += 11 * MINUTE
        return answer

    monkeypatch.setattr(stored.store, "_site", slow)
    assert stored.get("/positions/rent-cap/").status == 200
    monkeypatch.setattr(stored.store, "_site", ask)
    assert stored.get("/positions/rent-cap/").status == 404
