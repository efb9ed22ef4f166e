"""Copies are made each day at the time that was set, and of the old ones some are kept."""

import datetime
import subprocess
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from cms.backup.copies import copies_among, name_of, outdated
from cms.backup.plan import Keep, plan_of
from cms.backup.schedule import RETRY, DailyBackup, last_moment

NOON = datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)
KEY = "age1" + "q" * 58


def days_kept(keep: Keep, days: int = 400) -> list[str]:
    """The days of which a copy is left when one has been made each day for so long."""
    names: list[str] = []
    for day in range(days):
        made_at = NOON - datetime.timedelta(days=days - 1 - day)
        names.append(name_of(made_at))
        for copy in outdated(copies_among(names), keep, made_at.date()):
            names.remove(copy.name)
    return [f"{copy.made_at:%m-%d}" for copy in copies_among(names)]


def test_last_days_weeks_and_months_are_kept() -> None:
    assert days_kept(Keep(3, 3, 4)) == ["11-29", "11-28", "11-27", "11-22", "11-15", "10-31", "09-30", "08-31"]


def test_one_copy_is_kept_at_least() -> None:
    assert days_kept(Keep(1, 0, 0)) == ["11-29"]


def test_gaps_do_not_count() -> None:
    """A site that was off for a year has not lost its copies by that."""
    old = [name_of(NOON - datetime.timedelta(days=days)) for days in (400, 401, 402)]
    assert outdated(copies_among(old), Keep(3, 0, 0), NOON.date()) == []


def test_of_one_day_the_last_copy_is_kept() -> None:
    names = [name_of(NOON + datetime.timedelta(hours=hour)) for hour in range(3)]
    assert [copy.name for copy in outdated(copies_among(names), Keep(7, 0, 0), NOON.date())] == names[1::-1]


def test_copy_with_messages_goes_when_the_term_of_one_has_come() -> None:
    copies = copies_among([name_of(NOON - datetime.timedelta(days=5), until=NOON.date())])
    assert outdated(copies, Keep(7, 4, 6), NOON.date() - datetime.timedelta(days=1)) == []
    assert outdated(copies, Keep(7, 4, 6), NOON.date()) == copies


def test_other_files_are_left_alone() -> None:
    names = ["notes.txt", "broadside-2026.age", "broadside-20261399T000000Z.age", "broadside-20261129T120000Z.age.part"]
    assert copies_among(names) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (("/srv", [], "", ""), "needs BACKUP_RECIPIENTS"),
        (("", ["AGE-SECRET-KEY-1"], "", ""), "takes public keys of age"),
        (("", [], "7,4", ""), "three numbers such as 7,4,6"),
        (("", [], "0,4,6", ""), "one day at least"),
        (("", [], "", "25:00"), "a time of day such as 03:00"),
    ],
)
def test_setting_that_is_wrong_stops_the_start(values: Any, words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        plan_of(*values)


@pytest.fixture
def started(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list["Program"]:
    """The programs that a schedule has started, each of which runs until the test ends it; the clock is at noon."""
    programs: list[Program] = []

    def start(command: Any, **options: Any) -> Program:
        programs.append(Program(command))
        return programs[-1]

    settings.BACKUP = plan_of("/srv/copies", [KEY], "", "03:00")
    settings.TIME_ZONE = "UTC"
    monkeypatch.setattr(subprocess, "Popen", start)
    move_clock(monkeypatch, NOON)
    return programs


class Program:
    """Stands for a program that runs as long as a test wants."""

    def __init__(self, command: Any) -> None:
        self.command = command
        self.status: int | None = None

    def poll(self) -> int | None:
        return self.status

    def terminate(self) -> None:
        self.status = -15

    def wait(self) -> None:
        assert self.status is not None


def move_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime.datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_backup_is_made_once_a_day(started: list[Program], monkeypatch: pytest.MonkeyPatch) -> None:
    daily = DailyBackup()
    for hours in (0, 1, 2, 14.9):
        move_clock(monkeypatch, NOON + datetime.timedelta(hours=hours))
        daily.see_to()
        started[0].status = 0
    assert len(started) == 1
    assert started[0].command[-2:] == ("backup", "--if-due")
    move_clock(monkeypatch, NOON + datetime.timedelta(hours=15))
    daily.see_to()
    assert len(started) == 2


def test_two_never_run_at_once(started: list[Program], monkeypatch: pytest.MonkeyPatch) -> None:
    daily = DailyBackup()
    daily.see_to()
    move_clock(monkeypatch, NOON + datetime.timedelta(days=2))
    daily.see_to()
    assert len(started) == 1


def test_failed_backup_is_made_again_after_an_hour(
    started: list[Program], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    daily = DailyBackup()
    daily.see_to()
    started[0].status = 1
    daily.see_to()
    assert len(started) == 1
    assert "tried again in an hour" in caplog.text
    move_clock(monkeypatch, NOON + RETRY)
    daily.see_to()
    assert len(started) == 2


def test_backup_ends_with_the_schedule(started: list[Program]) -> None:
    daily = DailyBackup()
    daily.see_to()
    daily.stop()
    assert started[0].status == -15


def test_without_a_place_nothing_is_started(started: list[Program], settings: Any) -> None:
    settings.BACKUP = plan_of("", [], "", "")
    DailyBackup().see_to()
    assert started == []


def test_time_of_day_is_that_of_the_site(started: list[Program], settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    assert last_moment(NOON).isoformat() == "2026-11-29T03:00:00+09:00"
    assert last_moment(NOON - datetime.timedelta(hours=19)).isoformat() == "2026-11-28T03:00:00+09:00"
