"""`Last-Modified` is the date of the last change of anything that readers see, and is never older than what is sent."""

import datetime
import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from api import changes
from api.models import LastChange, OpenChange
from cms.management.commands.run_schedule import publish_what_is_due
from home.images.renditions import make_renditions
from home.models import CustomImage, HomePage, NavigationSettings, OrganisationSettings, StandardPage, User
from tests.files import a_picture
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
LATER = datetime.timedelta(seconds=5)


@pytest.fixture
def settled(small_site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    """A site that has not changed for an hour, in a process that is older than that."""
    OpenChange.objects.all().delete()
    an_hour_ago = timezone.now().replace(microsecond=0) - HOUR
    LastChange.objects.update_or_create(pk=1, defaults={"at": an_hour_ago, "until": None})
    monkeypatch.setattr(changes, "STARTED_AT", an_hour_ago - HOUR)
    return small_site


def rename(page: Any) -> None:
    page.slug = "demands"
    page.save()


CHANGES: dict[str, Callable[[SmallSite], Any]] = {
    "publish": lambda site: site.position.save_revision().publish(),
    "unpublish": lambda site: site.position.unpublish(),
    "delete": lambda site: site.position.delete(),
    "new page": lambda site: site.add(StandardPage, title="New"),
    "move": lambda site: site.position.move(Page.objects.get(pk=site.debate.pk), pos="last-child"),
    "reorder": lambda site: site.standard.move(site.manifesto, pos="left"),
    "new address": lambda site: rename(site.positions),
    "copy": lambda site: site.standard.copy(update_attrs={"slug": "copy", "title": "Copy"}),
    "tag": lambda site: (site.activity.tags.add("rent"), site.activity.save()),
    "page made private": lambda site: PageViewRestriction.objects.create(page=site.position, restriction_type="login"),
    "collection made private": lambda site: CollectionViewRestriction.objects.create(
        collection=site.collection(), restriction_type="login"
    ),
    "redirect": lambda site: Redirect.objects.create(old_path="/old", redirect_page=site.position),
    "organisation": lambda site: OrganisationSettings.objects.create(site=site.site, name="Tenants"),
    "menu": lambda site: NavigationSettings.objects.create(site=site.site),
    "address of the site": lambda site: site.site.save(),
    "document": lambda site: site.document(),
    "picture": lambda site: site.image(),
}


def last_change(now: datetime.datetime) -> datetime.datetime | None:
    return changes.date_of(changes.with_last_change(Site.objects.all())[0], now)


@pytest.mark.parametrize("address", ["search/?q=rent", "pages/?search=rent"])
def test_answer_of_the_search_has_no_date_since_the_worker_writes_its_index_later(
    client: Client, settled: SmallSite, address: str
) -> None:
    assert "Last-Modified" in client.get("/api/v1/pages/")
    assert "Last-Modified" not in client.get(f"/api/v1/{address}")


@pytest.mark.parametrize("name", CHANGES)
def test_change_of_what_readers_see_gets_a_date(
    settled: SmallSite, name: str, django_capture_on_commit_callbacks: Any
) -> None:
    before = LastChange.objects.get().at
    with django_capture_on_commit_callbacks(execute=True):
        CHANGES[name](settled)
        assert OpenChange.objects.exists()
    assert not OpenChange.objects.exists()
    assert last_change(timezone.now() + LATER) not in (None, before)


def test_sizes_of_a_picture_get_a_date(settled: SmallSite, django_capture_on_commit_callbacks: Any) -> None:
    image = CustomImage.objects.create(title="x", alt="x", file=a_picture())
    image.renditions.all().delete()
    OpenChange.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        make_renditions.call(image.pk)
        assert OpenChange.objects.exists()
    assert last_change(timezone.now() + LATER)


@pytest.mark.parametrize(
    "write",
    [
        lambda site: site.position.save_revision(),
        lambda site: User.objects.create_user("editor@example.org"),
        lambda site: site.add(StandardPage, title="Draft", live=False).save(),
        lambda site: HomePage.objects.get().save_revision(),
    ],
)
def test_what_readers_do_not_see_is_no_change(settled: SmallSite, write: Callable[[SmallSite], Any]) -> None:
    write(settled)
    assert not OpenChange.objects.exists()


def test_change_that_is_not_dated_leaves_everything_without_a_date(client: Client, settled: SmallSite) -> None:
    sent = client.get("/api/v1/pages/")["Last-Modified"]
    settled.position.save()  # in a transaction that never ends in this test
    response = client.get("/api/v1/pages/", headers={"if-modified-since": sent})
    assert response.status_code == 200
    assert "Last-Modified" not in response


def test_change_that_is_taken_back_leaves_the_date(client: Client, settled: SmallSite) -> None:
    sent = client.get("/api/v1/pages/")["Last-Modified"]
    with transaction.atomic():
        settled.position.save()
        transaction.set_rollback(True)
    assert client.get("/api/v1/pages/", headers={"if-modified-since": sent}).status_code == 304


def test_two_changes_in_one_second_have_different_dates(settled: SmallSite) -> None:
    dates = []
    for _ in range(3):
        changes.date([])
        dates.append(LastChange.objects.get().at)
    assert len(set(dates)) == 3


def test_date_in_the_future_is_not_given(settled: SmallSite) -> None:
    changes.date([])
    assert last_change(timezone.now()) is None
    assert last_change(timezone.now() + LATER)


@pytest.mark.parametrize("field", ["expire_at", "go_live_at"])
def test_clock_leaves_everything_without_a_date_until_the_schedule_has_seen_it(settled: SmallSite, field: str) -> None:
    now = timezone.now()
    setattr(settled.standard, field, now + HOUR)
    settled.standard.save()
    OpenChange.objects.all().delete()
    changes.date([])
    assert last_change(now + HOUR - LATER)
    assert last_change(now + HOUR) is None


def test_beginning_of_an_activity_counts(settled: SmallSite) -> None:
    begins = settled.add_activity(days=1, title="Soon").starts_at
    OpenChange.objects.all().delete()
    changes.date([])
    assert last_change(begins - LATER)
    assert last_change(begins) is None


def test_schedule_dates_what_the_clock_has_changed(settled: SmallSite) -> None:
    LastChange.objects.update(until=timezone.now() - LATER)
    publish_what_is_due()
    assert last_change(timezone.now() + LATER)


def test_schedule_dates_what_a_dead_process_left_open(settled: SmallSite) -> None:
    OpenChange.objects.create(noted_at=timezone.now() - 2 * changes.LONGEST_WRITE)
    publish_what_is_due()
    assert not OpenChange.objects.exists()
    assert last_change(timezone.now() + LATER)


def test_schedule_leaves_alone_what_is_being_written(settled: SmallSite) -> None:
    OpenChange.objects.create()
    publish_what_is_due()
    assert OpenChange.objects.exists()


def test_younger_process_gives_no_date(settled: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "STARTED_AT", timezone.now())
    assert last_change(timezone.now()) is None


@pytest.mark.parametrize("address", ["/", "/api/v1/pages/", "/feed.xml", "/activities.ics", "/sitemap.xml"])
def test_same_date_is_enough_to_keep_an_answer(client: Client, settled: SmallSite, built_shell: Any, address: str) -> None:
    os.utime(built_shell, (0, 0))
    sent = client.get(address)["Last-Modified"]
    response = client.get(address, headers={"if-modified-since": sent})
    assert (response.status_code, response["Last-Modified"]) == (304, sent)


def test_page_is_as_new_as_the_build_that_it_is_filled_into(client: Client, settled: SmallSite, built_shell: Any) -> None:
    assert "Last-Modified" not in client.get("/")


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 01 Jan 2100 00:00:00 GMT",
        "Mon, 01 Jan 2001 00:00:00 GMT",
        "yesterday",
        "",
        "\x00",
        "Thu, 99 Xxx 9999 99:99:99 GMT",
    ],
)
def test_other_date_is_not_enough(client: Client, settled: SmallSite, date: str) -> None:
    assert client.get("/api/v1/pages/", headers={"if-modified-since": date}).status_code == 200


def test_tag_goes_before_date(client: Client, settled: SmallSite) -> None:
    sent = client.get("/api/v1/pages/")["Last-Modified"]
    headers = {"if-modified-since": sent, "if-none-match": '"other"'}
    assert client.get("/api/v1/pages/", headers=headers).status_code == 200


def test_what_changes_each_day_has_no_date(client: Client, settled: SmallSite) -> None:
    assert "Last-Modified" not in client.get("/.well-known/security.txt")
