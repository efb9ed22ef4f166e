"""Whoever has the key of a preview link, an ended one, or the session of an editor sees what that opens, and nothing else."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Revision

from api.sharing import HEADER
from api.views import sharing
from home.models import PreviewLink, User, page_models
from home.models.preview_links import make_link
from tests.api.contract import document
from tests.leaks.addresses import FIXED
from tests.leaks.canaries import Origin
from tests.leaks.crawler import Crawl, Probe, Secrets, crawl, probes_of
from tests.leaks.hiding import ANCESTORS, WAYS
from tests.leaks.world import World
from tests.tree.forms import page_form

# All in one process: the site with everything that can be hidden is made once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("leaks")]

HOUR = datetime.timedelta(hours=1)
OF_NOBODY_ELSE = {"draft changes", "source of an alias", "redirect target", *WAYS, *ANCESTORS}


@pytest.fixture(scope="module")
def admin(world: World, django_db_blocker: Any) -> User:
    with django_db_blocker.unblock():
        return User.objects.create_superuser("admin@example.org")


@pytest.fixture(scope="module")
def asked(world: World, secrets: Secrets, shell: None, django_db_blocker: Any) -> Crawl:
    """What a stranger is answered at the addresses that a preview could have an effect on."""
    with django_db_blocker.unblock(), transaction.atomic():
        return crawl(Client(raise_request_exception=False), probes(secrets), world.canaries.found_in, follow=0)


def probes(secrets: Secrets) -> list[Probe]:
    """Each address that a reader can read, and each parameter of the API once or twice; not what differs by chance, nor
    what is for staff."""
    few = secrets.thinned(1)
    few = replace(few, paths=few.paths[::20])
    api = [probe for probe in probes_of(document(), few) if probe.method == "GET" and not probe.headers]
    others = {"/api/v1/contact/challenge/", "/api/v1/health/"}
    return [probe for probe in (*map(Probe, FIXED), *map(Probe, few.paths), *api) if probe.address not in others]


def some_of_each(probes: list[Probe], most: int = 2) -> list[Probe]:
    """At most that many of those that ask one address with the same parameters."""
    alike: dict[tuple[str, ...], list[Probe]] = {}
    for probe in probes:
        path, _, query = probe.address.partition("?")
        alike.setdefault((path, *parse_qs(query)), []).append(probe)
    return [probe for group in alike.values() for probe in group[:most]]


def kinds_of(world: World, response: Any) -> set[tuple[str, str]]:
    """The states and kinds of what an answer names."""
    return {(origin.state, origin.kind) for origin in world.canaries.found_in(response)}


def open_link(key: str) -> Any:
    return Client().post("/api/v1/shared/", headers={HEADER: key})


def hidden(world: World) -> Iterator[tuple[str, str, Page]]:
    """State, kind and page of everything that is hidden by itself."""
    for page in world.hidden_pages:
        [origin] = world.canaries.found_in(Echo(page.title.encode()))
        if origin.state in WAYS:
            yield origin.state, origin.kind, page


class Echo:
    """Looks to `Canaries.found_in` like an answer of those words."""

    def __init__(self, content: bytes) -> None:
        self.headers: dict[str, str] = {}
        self.content = content

    def getvalue(self) -> bytes:
        return self.content


@pytest.mark.parametrize("state", WAYS)
def test_link_opens_its_page_and_nothing_beside_it(state: str, world: World, admin: User) -> None:
    kinds = [(kind, page) for of_state, kind, page in hidden(world) if of_state == state]
    assert len(kinds) == len(page_models())
    for kind, page in kinds:
        assert kinds_of(world, open_link(make_link(page, admin)[1])) == {(state, kind)}


def test_link_to_changes_shows_those_of_its_page(world: World, admin: User) -> None:
    for page in world.public.every_page():
        assert kinds_of(world, open_link(make_link(page, admin)[1])) == {("draft changes", page.page_type)}


@pytest.fixture
def ended_keys(world: World, admin: User) -> list[str]:
    """A key that has ended, one that was taken back, one whose page was published, one whose page is gone, a wrong one."""
    draft = world.public.add_position(title="A draft", live=False)
    ended, late = make_link(draft, admin)
    PreviewLink.objects.filter(pk=ended.pk).update(ends_at=timezone.now() - HOUR)
    revoked, back = make_link(draft, admin)
    revoked.delete()
    other = world.public.add_position(title="Another draft", live=False)
    revision: Revision = other.save_revision()
    _, settled = make_link(other, admin, revision=revision)
    revision.publish()
    _, gone = make_link(other, admin)
    Page.objects.get(pk=other.pk).delete()
    return [late, back, settled, gone, "A" * 43]


def test_ended_keys_are_answered_alike_byte_by_byte(ended_keys: list[str]) -> None:
    for path in ("/api/v1/shared/", "/api/v1/shared/answers/"):
        body = {"address": "/api/v1/site/"}
        answers = [Client().post(path, body, "application/json", headers={HEADER: key}) for key in ended_keys]
        assert len({(answer.status_code, answer.content, repr(sorted(answer.headers.items()))) for answer in answers}) == 1
        assert answers[0].status_code == 404


def test_site_of_a_date_has_what_is_due_and_nothing_else_that_is_hidden(
    world: World, admin: User, asked: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "MOST_ANSWERS_AN_HOUR", 100_000)
    _, key = make_link(world.public.home, admin, as_on=timezone.now() + 2 * HOUR)
    seen: set[Origin] = set()
    # What is refused today is refused then.
    answered = [probe for probe, told in asked.answers.items() if told.startswith((b"200", b"404"))]
    for probe in some_of_each([probe for probe in answered if probe.address.startswith("/api/v1/")]):
        body = {"address": probe.address}
        answer = Client().post("/api/v1/shared/answers/", body, "application/json", headers={HEADER: key})
        assert answer.status_code < 500
        # A search repeats the words that were asked for.
        seen |= world.canaries.found_in(answer) - world.canaries.found_in(Echo(probe.address.encode()))
    assert {origin.state for origin in seen} == {"scheduled", "rescheduled"}


WHOSE = ["a stranger's", "an editor's", "another editor's with a preview of it"]


@pytest.mark.once("No database is asked about headers.")
@pytest.mark.parametrize("whose", WHOSE)
def test_no_key_and_no_session_changes_what_readers_get(
    whose: str, world: World, admin: User, ended_keys: list[str], asked: Crawl
) -> None:
    """With every header and parameter that previews use: what is answered is what a stranger gets who sends none."""
    draft = next(page for state, kind, page in hidden(world) if (state, kind) == ("draft", "position"))
    _, key = make_link(draft, admin)
    _, of_date = make_link(world.public.home, admin, as_on=timezone.now() + 2 * HOUR)
    client = Client(raise_request_exception=False)
    if "editor" in whose:
        client.force_login(admin)
    if "another" in whose:
        form = page_form("position", title="In the form of another", number="1")
        client.post(reverse("wagtailadmin_pages:preview_on_edit", args=(draft.pk,)), form)
        client.force_login(editor_of(world.public.debate))
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    sent = [{HEADER: value, **({"Cookie": cookies} if cookies else {})} for value in (key, of_date, ended_keys[0])]
    different = []
    # One key for each address: all three of them, by all three people.
    for number, (probe, answer) in enumerate(asked.answers.items(), WHOSE.index(whose)):
        headers = sent[number % len(sent)]
        again = Crawl()
        again.ask(client, probe._replace(headers=tuple(headers.items())), world.canaries.found_in)
        if again.leaks or [*again.answers.values()] != [answer]:
            different.append((probe.address, headers))
    assert different == []


def editor_of(page: Page) -> User:
    """Somebody who may change `page` and what is below it, and nothing else."""
    user = User.objects.create_user("other@example.org")
    group = Group.objects.create(name="Others")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for action in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=action)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)
    return user


PREVIEWS = ("wagtailadmin_pages:view_draft", "wagtailadmin_pages:preview_on_edit", "live_preview_on_edit", "desk_share")


def test_editor_is_shown_no_preview_of_what_others_write(world: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(editor_of(world.public.standard))
    # Each state and each kind comes several times.
    for page in world.hidden_pages[::4]:
        for answer in previews_of(client, page):
            assert answer.status_code in (302, 403, 404, 405)
            assert world.canaries.found_in(answer) == set()


def previews_of(client: Client, page: Page) -> Iterator[Any]:
    """The answers of all ways to see a page before it is published."""
    revision = page.latest_revision_id or 1
    for name in PREVIEWS:
        yield client.get(reverse(name, args=(page.pk,)))
    form = page_form(page.specific.page_type, title=page.title)
    yield client.post(reverse("live_preview_on_edit", args=(page.pk,)), form)
    yield client.post(reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,)), form)
    yield client.get(reverse("wagtailadmin_pages:revisions_view", args=(page.pk, revision)))
    yield client.get(reverse("wagtailadmin_pages:revisions_compare", args=(page.pk, "earliest", "latest")))
    yield client.get(reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, revision)))
    yield client.get(reverse("wagtailadmin_pages:workflow_preview", args=(page.pk, 1)))


def test_preview_of_a_page_names_nothing_hidden_that_it_mentions(world: World, admin: User) -> None:
    """Each public page mentions whatever is hidden, wherever an editor can do that."""
    client = Client()
    client.force_login(editor_of(world.public.home))
    for page in world.public.every_page():
        draft = client.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,)))
        assert draft.status_code == 200
        states = {origin.state for origin in world.canaries.found_in(draft)}
        assert states == {"draft changes"}
