"""A step of a workflow at which somebody else than the last writer approves, so that two people see every word."""

from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState


class SecondPersonApproval(AbstractGroupApprovalTask):
    """Members of the groups approve what somebody else saved last.

    Whoever saved last had all words before them, those of earlier writers too, and whoever approves has them as well.
    """

    class Meta:
        verbose_name = "approval by a second person"
        verbose_name_plural = "approvals by a second person"

    @classmethod
    def get_description(cls) -> str:
        return "Members of the chosen groups approve what somebody else has written. Nobody approves their own words."

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions = super().get_actions(obj, user)
        return [action for action in actions if action[0] != "approve"] if wrote_last(obj, user) else actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Leaves the page waiting where its last writer approves: a form saves what was changed in it before it gets here."""
        if action_name == "approve" and wrote_last(task_state.workflow_state.content_object, user):
            return None
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> "QuerySet[TaskState]":
        own = Page.objects.filter(latest_revision__user=user).annotate(key=Cast("pk", CharField()))
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__object_id__in=own.values("key"))


def wrote_last(page: Any, user: Any) -> bool:
    """Whether `user` saved the latest revision of `page`. One query."""
    revision = page.get_latest_revision()
    return revision is not None and revision.user_id == user.pk
