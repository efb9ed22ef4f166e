"""Pages go live and expire at the time that their editors chose, without cron."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from cms.management.commands.run_schedule import LONGEST_SLEEP, RETRY_SECONDS, publish_what_is_due
from home.models import StandardPage
from tests.pages import SmallSite


def go_live(page: StandardPage, seconds: float) -> Revision:
    """Schedules a draft of `page` that goes live in so many seconds, as an editor does."""
    page.live = False
    page.save()
    page.go_live_at = timezone.now() + timedelta(seconds=seconds)
    return page.save_revision(approved_go_live_at=page.go_live_at)


def expire(page: StandardPage, seconds: float) -> None:
    page.expire_at = timezone.now() + timedelta(seconds=seconds)
    page.save()


def test_page_goes_live_when_its_time_has_come(small_site: SmallSite):
    go_live(small_site.standard, seconds=-1)
    publish_what_is_due()
    small_site.standard.refresh_from_db()
    assert small_site.standard.live


def test_page_expires_when_its_time_has_come(small_site: SmallSite):
    expire(small_site.standard, seconds=-1)
    publish_what_is_due()
    small_site.standard.refresh_from_db()
    assert not small_site.standard.live
    assert small_site.standard.expired


def test_page_stays_a_draft_before_its_time(small_site: SmallSite):
    go_live(small_site.standard, seconds=3600)
    publish_what_is_due()
    small_site.standard.refresh_from_db()
    assert not small_site.standard.live


@pytest.mark.parametrize("plan", [go_live, expire])
def test_schedule_sleeps_no_longer_than_to_the_next_time(plan, small_site: SmallSite):
    plan(small_site.standard, seconds=20)
    assert 0 < publish_what_is_due() <= 20


def test_schedule_looks_again_after_half_a_minute_when_nothing_is_planned(small_site: SmallSite):
    assert publish_what_is_due() == LONGEST_SLEEP == 30


def test_plan_in_the_far_future_does_not_keep_the_schedule_asleep(small_site: SmallSite):
    go_live(small_site.standard, seconds=3600)
    assert publish_what_is_due() == LONGEST_SLEEP


def test_page_that_can_not_be_published_does_not_end_the_schedule(small_site: SmallSite, caplog: pytest.LogCaptureFixture):
    revision = go_live(small_site.standard, seconds=-1)
    revision.content["content_type"] = revision.content["pk"] = "no such page"
    revision.object_id = "0"
    revision.save()
    assert publish_what_is_due() == RETRY_SECONDS
    assert "Scheduled publishing failed" in caplog.text
