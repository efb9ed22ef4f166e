"""Each role can do in the admin what the table in docs/editors.md says, with each kind of page, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
import pytest_django
from django.test import Client
from wagtail.models import Page

from home.models import StandardPage, page_models
from tests.desk.table import APPROVED, ROLES, Right, rights
from tests.desk.world import FIELDS, LISTS, Desk, again, make_place, member
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

CHILDREN = {"position_index": "position", "activity_index": "activity_report", "debate_index": "article"}


def makes_a_draft(desk: Desk, page_type: str) -> bool:
    desk.create(page_type, desk.place(page_type))
    return Page.objects.filter(draft_title="Made at the desk").exists()


def changes(desk: Desk, page: Any) -> bool:
    desk.edit(page)
    return again(page).draft_title == "Changed at the desk"


def submits(desk: Desk, page_type: str) -> bool:
    page = desk.page(page_type, desk.user)
    desk.edit(page, **{"action-submit": "action-submit"})
    return again(page).workflow_in_progress


def approves(desk: Desk, page: Any) -> bool:
    desk.approve(page)
    return again(page).live


def publishes(desk: Desk, page_type: str) -> bool:
    page = desk.page(page_type, desk.user)
    desk.edit(page, **{"action-publish": "action-publish"})
    return again(page).live


def unpublishes(desk: Desk, page_type: str) -> bool:
    page = desk.page(page_type, desk.user, live=True)
    desk.post("unpublish", page)
    return not again(page).live


def deletes(desk: Desk, page: Any) -> bool:
    desk.post("delete", page)
    return again(page) is None


def deletes_with_others(desk: Desk, page_type: str) -> bool:
    page = desk.page(page_type, desk.user, live=True)
    child = CHILDREN.get(page_type, "standard")
    desk.site.add(page_models()[child], page, title="Below", **FIELDS.get(child, {}))
    return deletes(desk, again(page))


def moves(desk: Desk, page_type: str) -> bool:
    page = desk.page(page_type, desk.user, live=True)
    destination = desk.place(page_type)
    desk.post("move_confirm", page, destination.pk)
    return again(page).is_child_of(destination)


ACTIONS: dict[str, Callable[[Desk, str], bool]] = {
    "make a draft": makes_a_draft,
    "change a draft of one's own": lambda desk, kind: changes(desk, desk.page(kind, desk.user)),
    "change a page of somebody else's": lambda desk, kind: changes(desk, desk.page(kind, desk.colleague, live=True)),
    "submit for approval": submits,
    "approve somebody else's words": lambda desk, kind: approves(desk, desk.waiting(kind, desk.colleague)),
    "approve one's own words": lambda desk, kind: approves(desk, desk.waiting(kind, desk.user)),
    "publish at once": publishes,
    "unpublish": unpublishes,
    "delete a draft of one's own": lambda desk, kind: deletes(desk, desk.page(kind, desk.user)),
    "delete a public page": lambda desk, kind: deletes(desk, desk.page(kind, desk.colleague, live=True)),
    "delete a page that has others below it": deletes_with_others,
    "move a public page": moves,
}


@pytest.fixture(scope="module")
def places(standing_site: SmallSite, django_db_blocker: pytest_django.DjangoDbBlocker) -> dict[str, list[Page]]:
    """Two places for each kind of page, to make one in and to move it to."""
    with django_db_blocker.unblock():
        return {page_type: [make_place(standing_site, page_type) for _ in range(2)] for page_type in page_models()}


@pytest.mark.parametrize("right", rights(), ids=lambda right: f"{right.role}, {right.action}, {right.page_type}")
def test_admin_does_what_the_table_says(
    right: Right, standing_site: SmallSite, places: dict[str, list[Page]], client: Client
) -> None:
    desk = Desk(standing_site, client, member(f"{right.role.capitalize()}s"), places)
    assert ACTIONS[right.action](desk, right.page_type) is right.is_given


def test_table_leaves_nothing_out() -> None:
    told = {(right.role, right.action, right.page_type) for right in rights()}
    every = {(role, action, page_type) for role in ROLES for action in ACTIONS for page_type in page_models()}
    can_have_some = {*CHILDREN, "home", "standard"}
    assert every - told == {
        (role, action, page_type)
        for role, action, page_type in every
        if (action.startswith("approve") and page_type not in APPROVED)
        or (action == "delete a page that has others below it" and page_type not in can_have_some)
        or (action == "move a public page" and page_type == "home")
    }
    assert StandardPage.page_type in can_have_some
    assert set(CHILDREN.values()) == set(LISTS)
