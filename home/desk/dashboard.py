"""The first page of the admin, which answers "what now?": what waits, what is unfinished, what comes and what has come.

What waits for one's approval stands above all that, in Wagtail's own panel. Each of the others is left out where it is
empty, and shows pages that one may work on only.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision, WorkflowState
from wagtail.permissions import policy_registry

from home.desk.faults import faults
from home.inbox.retention import in_term
from home.models import Message

MOST = 8
"""Rows of a panel."""
REPLACED = {"user_objects_in_workflow_moderation", "recent_edits"}
"""Wagtail's panels that show the same as these, or less."""


class Row(NamedTuple):
    """One line: what it is about and where that is to be seen, if it may be; a word on it; and a time."""

    title: str
    address: str | None
    kind: str
    note: str
    time: datetime.datetime | None


class Panel(Component):
    """A heading and some rows below it."""

    template_name = "home/desk/panel.html"
    name: ClassVar[str]
    heading: ClassVar[str]
    order: ClassVar[int]

    def rows(self, user: Any) -> Iterable[Row]:
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        return {"panel": self, "rows": list(self.rows(user)) if user else []}


class DraftsPanel(Panel):
    """What one has begun, or was the last to change, and readers don't see yet."""

    name, heading, order = "own_drafts", "Your drafts", 230

    def rows(self, user: Any) -> Iterator[Row]:
        own = drafts(user).filter(Q(owner=user) | Q(latest_revision__user=user))
        return (row_of(page, user, state_of(page), page.latest_revision_created_at) for page in own[:MOST])


class OthersDraftsPanel(Panel):
    """What others have written and one may publish at once: nobody is asked to, since there is no workflow there."""

    name, heading, order = "drafts_of_others", "Drafts of others that you can publish", 240

    def rows(self, user: Any) -> Iterator[Row]:
        others = drafts(user).exclude(Q(owner=user) | Q(latest_revision__user=user))
        free = (page for page in others[: 4 * MOST] if page.permissions_for_user(user).can_publish())
        for page, _ in zip(free, range(MOST), strict=False):
            yield row_of(page, user, state_of(page), page.latest_revision_created_at)


class ProblemsPanel(Panel):
    """Public pages that one may change, with links that lead nowhere or pictures that aren't described."""

    name, heading, order = "problems", "Pages with problems", 245

    def rows(self, user: Any) -> Iterator[Row]:
        found = faults()
        pages = workable(user).live().filter(pk__in=found, alias_of=None).order_by("-last_published_at", "-pk")
        changeable = (page for page in pages[: 4 * MOST] if page.permissions_for_user(user).can_edit())
        for page, _ in zip(changeable, range(MOST), strict=False):
            yield row_of(page, user, found[page.pk], page.last_published_at)


class MessagesPanel(Panel):
    """The latest messages, for those who may read them; nothing of their words."""

    name, heading, order = "messages", "Messages", 250

    def rows(self, user: Any) -> Iterator[Row]:
        if policy_registry.get_by_type(Message).user_has_permission(user, "view"):
            for message in in_term()[:MOST]:
                address = reverse("message:inspect", args=[message.pk])
                yield Row("Message", address, "", message.state, message.received_at)


class ScheduledPanel(Panel):
    """What the clock will change, the next first."""

    name, heading, order = "scheduled", "Scheduled next", 260

    def rows(self, user: Any) -> list[Row]:
        pages = workable(user)
        coming = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now()).order_by("approved_go_live_at")
        times = {int(key): time for key, time in coming.values_list("object_id", "approved_go_live_at")[: 4 * MOST]}
        going = pages.live().filter(expire_at__gt=timezone.now()).order_by("expire_at")[:MOST]
        rows = [row_of(page, user, "Goes live", times[page.pk]) for page in pages.filter(pk__in=times)]
        rows += [row_of(page, user, "Is taken down", page.expire_at) for page in going]
        return sorted(rows, key=lambda row: row.time or timezone.now())[:MOST]


class PublishedPanel(Panel):
    """What readers have got to see lately."""

    name, heading, order = "published", "Published lately", 270

    def rows(self, user: Any) -> Iterator[Row]:
        latest = workable(user).live().filter(last_published_at__isnull=False).order_by("-last_published_at", "-pk")
        return (row_of(page, user, "", page.last_published_at) for page in latest[:MOST])


def show_what_now(request: HttpRequest, panels: list[Any]) -> None:
    """Puts these panels on the dashboard, and takes away those that they replace."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in REPLACED]
    panels += [
        DraftsPanel(),
        OthersDraftsPanel(),
        ProblemsPanel(),
        MessagesPanel(),
        ScheduledPanel(),
        PublishedPanel(),
    ]


def workable(user: AbstractBaseUser) -> Any:
    """A query for the pages in those parts of the tree that `user` may do anything in."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    return pages.filter(depth__gt=1)


def drafts(user: AbstractBaseUser) -> Any:
    """A query for pages with something that readers don't see and no time at which they will, the latest first."""
    unseen = workable(user).filter(has_unpublished_changes=True, alias_of=None).annotate_approved_schedule()
    return unseen.filter(_approved_schedule=False).prefetch_workflow_states().order_by("-latest_revision_created_at", "-pk")


def state_of(page: Page) -> str:
    """What an unpublished change waits for, in words."""
    workflow = page.current_workflow_state
    if workflow and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return "Sent back with changes to make"
    if workflow:
        return "Waiting for approval"
    return "Public, with changes" if page.live else "Draft"


def row_of(page: Page, user: Any, note: str, time: datetime.datetime | None) -> Row:
    may_edit = page.permissions_for_user(user).can_edit()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else page.live and page.get_url()
    return Row(page.get_admin_display_title(), address or None, capfirst(page.page_type_display_name), note, time)
