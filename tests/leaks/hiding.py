"""Every way in which a page is not for readers."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

Hide = Callable[[Any], None]


def as_draft(page: Page) -> None:
    page.live, page.has_unpublished_changes = False, True
    page.save()
    page.save_revision()


def until_later(page: Page) -> None:
    """Approved, and waiting for the scheduled command."""
    page.live, page.first_published_at, page.go_live_at = False, None, _in_hours(1)
    page.save()
    page.save_revision(approved_go_live_at=page.go_live_at)


def until_later_though_live(page: Page) -> None:
    """Given a later time after it was published."""
    page.go_live_at = _in_hours(1)
    page.save()


def by_expiry(page: Page) -> None:
    """Expired by the clock, before the scheduled command has noticed."""
    page.expire_at = _in_hours(-1)
    page.save()


def by_expiry_that_was_noticed(page: Page) -> None:
    page.live, page.expired, page.expire_at = False, True, _in_hours(-1)
    page.save()


def as_unpublished(page: Page) -> None:
    page.save_revision().publish()
    page.unpublish()


def for_logged_in(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def for_a_group(page: Page) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get_or_create(name="Members")[0])


def _in_hours(hours: int) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(hours=hours)


WAYS: dict[str, Hide] = {
    "draft": as_draft,
    "scheduled": until_later,
    "rescheduled": until_later_though_live,
    "expired": by_expiry,
    "expiry noticed": by_expiry_that_was_noticed,
    "unpublished": as_unpublished,
    "private": for_logged_in,
    "private for a group": for_a_group,
}
"""States of a page by itself."""

ANCESTORS: dict[str, Hide] = {
    "below a draft": as_draft,
    "below an expired page": by_expiry,
    "below a private page": for_logged_in,
}
"""States of a page above: the page below is live and public by itself."""
