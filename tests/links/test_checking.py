"""The worker tries what public pages lead to: a few addresses at a time, each once a day, and keeps what came of it."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, PageViewRestriction

from cms.management.commands.run_schedule import keep_house
from home.links.checking import IN_A_ROUND, check_links, check_what_is_due, next_round, note
from home.models import LinkCheck, PageLink
from tests.desk.world import member
from tests.links.web import Web, serving
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def switched_on(settings: Any) -> None:
    settings.LINKS_ARE_CHECKED = True
    settings.LINK_CHECK_KNOWS = ["127.0.0.1"]


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


def leading_to(site: SmallSite, *urls: str) -> Any:
    """A public page with these links."""
    html = "".join(f'<p><a href="{url}">x</a></p>' for url in urls)
    page = site.add_article(title="With links", slug=f"article-{Page.objects.count()}", body=[block("rich_text", html)])
    page.save_revision().publish()
    return page


def results() -> dict[str, int]:
    return dict(LinkCheck.objects.values_list("url", "status"))


def days_pass(days: float = 1.01) -> None:
    for check in LinkCheck.objects.all():
        LinkCheck.objects.filter(pk=check.pk).update(checked_at=check.checked_at - datetime.timedelta(days=days))


def test_result_is_kept_and_no_more_than_that(small_site: SmallSite, web: Web) -> None:
    leading_to(small_site, f"{web.url}/404#part")
    check_links.call()
    assert results() == {f"{web.url}/404": 404}
    assert {field.name for field in LinkCheck._meta.get_fields()} == {"id", "url", "status", "checked_at"}


def test_each_address_is_tried_once_a_day(small_site: SmallSite, web: Web) -> None:
    leading_to(small_site, f"{web.url}/200")
    leading_to(small_site, f"{web.url}/200")
    check_links.call()
    check_links.call()
    assert web.asked == ["HEAD /200"]
    days_pass()
    check_links.call()
    assert web.asked == ["HEAD /200", "HEAD /200"]


def test_drafts_are_not_tried(small_site: SmallSite, web: Web) -> None:
    """Whom a group is about to write about is nobody's business."""
    page = leading_to(small_site, f"{web.url}/200")
    page.body = [block("rich_text", f'<p><a href="{web.url}/draft">x</a></p>')]
    page.save_revision()
    small_site.add_article(title="New", live=False, body=page.body).save_revision()
    check_links.call()
    assert web.asked == ["HEAD /200"]


def test_page_that_was_taken_back_is_not_tried(small_site: SmallSite, web: Web) -> None:
    leading_to(small_site, f"{web.url}/200").unpublish()
    check_links.call()
    assert web.asked == []


def test_private_page_is_not_tried(small_site: SmallSite, web: Web) -> None:
    page = leading_to(small_site, f"{web.url}/200")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    check_links.call()
    assert web.asked == []


def test_a_host_is_asked_for_one_page_in_a_round(small_site: SmallSite) -> None:
    leading_to(small_site, *(f"https://example.org/{number}" for number in range(5)), "https://example.net/")
    assert sorted(next_round()) == ["https://example.net/", "https://example.org/0"]


def test_a_round_has_an_end(small_site: SmallSite) -> None:
    leading_to(small_site, *(f"https://{number}.example.org/" for number in range(IN_A_ROUND + 5)))
    assert len(list(next_round())) == IN_A_ROUND


def test_last_three_results_are_kept(small_site: SmallSite) -> None:
    leading_to(small_site, "https://example.org/")
    for status in (200, 500, 404, 503):
        note("https://example.org/", status)
        days_pass()
    assert list(LinkCheck.objects.values_list("status", flat=True)) == [503, 404, 500]


def test_own_network_is_not_asked(small_site: SmallSite, settings: Any, web: Web) -> None:
    settings.LINK_CHECK_KNOWS = []
    leading_to(small_site, f"{web.url}/200")
    check_links.call()
    assert web.asked == []
    assert results() == {f"{web.url}/200": -1}


def test_result_goes_with_the_last_link(small_site: SmallSite, web: Web) -> None:
    page = leading_to(small_site, f"{web.url}/404")
    check_links.call()
    check_what_is_due()
    assert results()
    Page.objects.get(pk=page.pk).delete()
    check_what_is_due()
    assert not results()


@pytest.fixture
def queued(settings: Any) -> None:
    """Tasks wait for a worker, as on a running site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def waiting() -> int:
    return DBTaskResult.objects.filter(task_path=check_links.module_path, status=TaskResultStatus.READY).count()


def test_schedule_has_the_worker_do_it_once(queued: None, small_site: SmallSite, web: Web) -> None:
    leading_to(small_site, f"{web.url}/200")
    keep_house()
    keep_house()
    assert waiting() == 1
    assert web.asked == []


def test_schedule_asks_for_nothing_where_nothing_is_due(queued: None, small_site: SmallSite) -> None:
    leading_to(small_site, "https://example.org/")
    LinkCheck.objects.create(url="https://example.org/", status=200, checked_at=timezone.now())
    keep_house()
    assert waiting() == 0


def test_it_can_be_switched_off(queued: None, settings: Any, small_site: SmallSite) -> None:
    settings.LINKS_ARE_CHECKED = False
    leading_to(small_site, "https://example.org/")
    keep_house()
    assert waiting() == 0


def test_no_request_of_an_editor_or_a_reader_tries_an_address(small_site: SmallSite, web: Web, client: Client) -> None:
    page = leading_to(small_site, f"{web.url}/200")
    client.force_login(member("Editors"))
    for address in (f"/admin/pages/{page.pk}/edit/", "/admin/", page.get_url()):
        assert client.get(address).status_code == 200
    assert PageLink.objects.filter(kind="address").exists()
    assert web.asked == []
