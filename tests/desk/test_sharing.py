"""From a page's form an editor makes links to its draft, sees which there are, and takes them back."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.models import PreviewLink, User
from home.models.preview_links import make_link
from tests.desk.world import member
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client: Client, small_site: SmallSite) -> User:
    user = member("Authors")
    client.force_login(user)
    return user


@pytest.fixture
def draft(author: User, small_site: SmallSite) -> Any:
    page = small_site.add_position(title="Not yet", live=False, owner=author)
    page.save_revision(user=author)
    return page


def share(client: Client, page: Page, **form: Any) -> Any:
    return client.post(reverse("desk_share", args=(page.pk,)), {"shows": "latest", "days": "7", **form})


def key_in(response: Any) -> str:
    match = re.search(r"http://[^/]+/shared/#([\w-]{43})<", response.content.decode())
    assert match, response.content.decode()
    return match[1]


def test_link_is_made_shown_and_works(client: Client, draft: Any, author: User) -> None:
    key = key_in(share(client, draft))
    link = PreviewLink.objects.get()
    assert (link.page_id, link.made_by, link.revision) == (draft.pk, author, None)
    assert Client().post("/api/v1/shared/", headers={"X-Preview-Link": key}).json()["page"]["title"] == "Not yet"


def test_link_is_shown_once(client: Client, draft: Any) -> None:
    made = share(client, draft)
    assert "no-store" in made["Cache-Control"]
    assert key_in(made) not in client.get(reverse("desk_share", args=(draft.pk,))).content.decode()


def test_link_works_for_a_week_if_nothing_else_is_chosen(client: Client, draft: Any) -> None:
    form = client.get(reverse("desk_share", args=(draft.pk,))).context["form"]
    assert form["days"].initial == 7


@pytest.mark.parametrize("days", [1, 30])
def test_link_works_for_so_many_days(client: Client, draft: Any, days: int) -> None:
    share(client, draft, days=str(days))
    left = PreviewLink.objects.get().ends_at - timezone.now()
    assert datetime.timedelta(days=days, minutes=-5) < left <= datetime.timedelta(days=days)


@pytest.mark.parametrize("days", ["0", "31", "-1", "", "x", "1e9", "9" * 40])
def test_other_times_are_refused_in_words(client: Client, draft: Any, days: str) -> None:
    response = share(client, draft, days=days)
    assert response.context["form"].errors["days"]
    assert not PreviewLink.objects.exists()


def test_link_can_be_pinned_to_the_draft_as_it_is(client: Client, draft: Any) -> None:
    share(client, draft, shows="pinned")
    assert PreviewLink.objects.get().revision_id == draft.latest_revision_id


def test_links_are_listed_with_who_made_them_and_when_they_were_opened(client: Client, draft: Any, author: User) -> None:
    make_link(draft, author)
    listed = client.get(reverse("desk_share", args=(draft.pk,))).content.decode()
    assert str(author) in listed
    assert "Not opened yet" in listed
    opened_at = datetime.datetime(2031, 5, 4, 12, 30, tzinfo=datetime.UTC)
    PreviewLink.objects.update(opened_at=opened_at)
    assert "4 May 2031" in client.get(reverse("desk_share", args=(draft.pk,))).content.decode()


def test_ended_links_are_not_listed(client: Client, draft: Any, author: User) -> None:
    make_link(draft, author)
    PreviewLink.objects.update(ends_at=timezone.now())
    assert not client.get(reverse("desk_share", args=(draft.pk,))).context["links"]


def test_link_is_taken_back(client: Client, draft: Any, author: User) -> None:
    link, key = make_link(draft, author)
    share(client, draft, take_back=str(link.pk))
    assert Client().post("/api/v1/shared/", headers={"X-Preview-Link": key}).status_code == 404


@pytest.mark.parametrize("asked", ["0", "x", "-1", "9" * 30, ""])
def test_what_is_no_link_is_taken_back_without_harm(client: Client, draft: Any, author: User, asked: str) -> None:
    make_link(draft, author)
    assert share(client, draft, take_back=asked).status_code == 302
    assert PreviewLink.objects.count() == 1


def test_link_of_another_page_is_not_taken_back(client: Client, draft: Any, author: User, small_site: SmallSite) -> None:
    link, _ = make_link(small_site.standard, author)
    share(client, draft, take_back=str(link.pk))
    assert PreviewLink.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_change_the_page_may_not_share_it(
    client: Client, author: User, small_site: SmallSite, method: str
) -> None:
    """An author changes what is the author's own."""
    page = small_site.add_position(title="Somebody else's", live=False)
    response = getattr(client, method)(reverse("desk_share", args=(page.pk,)), {"shows": "latest", "days": "7"})
    assert response.status_code in (302, 403)
    assert not PreviewLink.objects.exists()


def test_stranger_is_sent_to_the_login(draft: Any) -> None:
    response = Client().get(reverse("desk_share", args=(draft.pk,)))
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_page_that_is_not_there_is_no_error(client: Client, author: User) -> None:
    assert client.get(reverse("desk_share", args=(10**9,))).status_code == 404


def test_form_of_the_page_leads_to_sharing(client: Client, draft: Any) -> None:
    form = client.get(reverse("wagtailadmin_pages:edit", args=(draft.pk,))).content.decode()
    assert reverse("desk_share", args=(draft.pk,)) in form


def test_form_of_somebody_elses_page_does_not(client: Client, small_site: SmallSite) -> None:
    user = member("Moderators", email="moderator@example.org")
    client.force_login(user)
    assert reverse("desk_share", args=(Page.get_first_root_node().pk,)) not in client.get("/admin/").content.decode()


@pytest.fixture
def publisher(client: Client, small_site: SmallSite) -> User:
    user = member("Editors")
    client.force_login(user)
    return user


def test_site_of_a_day_to_come_is_shared_by_who_publishes(client: Client, publisher: User, small_site: SmallSite) -> None:
    small_site.add_position(title="Still to come", go_live_at=timezone.now() + datetime.timedelta(days=1))
    key = key_in(share(client, small_site.standard, shows="date", as_on="2031-05-04T12:30"))
    assert PreviewLink.objects.get().as_on == datetime.datetime(2031, 5, 4, 11, 30, tzinfo=datetime.UTC)
    shown = Client().post("/api/v1/shared/", headers={"X-Preview-Link": key}).json()
    assert shown["path"] == "/privacy/"
    assert "4 May 2031" in client.get(reverse("desk_share", args=(small_site.standard.pk,))).content.decode()


@pytest.mark.parametrize("as_on", ["", "x", "2001-01-01T00:00", "9999-99-99T00:00"])
def test_days_that_do_not_come_are_refused_in_words(
    client: Client, publisher: User, small_site: SmallSite, as_on: str
) -> None:
    response = share(client, small_site.standard, shows="date", as_on=as_on)
    assert response.context["form"].errors["as_on"]
    assert not PreviewLink.objects.exists()


def test_date_beside_a_draft_means_nothing(client: Client, publisher: User, small_site: SmallSite) -> None:
    share(client, small_site.standard, shows="latest", as_on="2031-05-04T12:30")
    assert PreviewLink.objects.get().as_on is None


def test_author_cannot_share_what_others_have_scheduled(client: Client, draft: Any) -> None:
    form = client.get(reverse("desk_share", args=(draft.pk,))).context["form"]
    assert "date" not in dict(form.fields["shows"].choices)
    assert share(client, draft, shows="date", as_on="2031-05-04T12:30").context["form"].errors["shows"]
    assert not PreviewLink.objects.exists()
