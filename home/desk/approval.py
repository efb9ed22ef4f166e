"""Puts pages that take two people under the workflow that asks for both, and tells the last writer who approves."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin import messages
from wagtail.models import Page, Workflow, WorkflowPage

from home.models.approval import SecondPersonApproval, wrote_last

SOMEBODY_ELSE = "You were the last to write here, so somebody else has to approve it."


def put_under_approval(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Gives a new page that begins a part with approval the workflow, in each language and on each site.

    Pages are not there yet when the roles are made, so that they can't be given it then. Where somebody has switched the
    workflow off, nothing happens.
    """
    if not created or raw:
        return
    workflow = Workflow.objects.active().filter(workflow_tasks__task__in=SecondPersonApproval.objects.all()).first()
    if workflow:
        WorkflowPage.objects.get_or_create(page_id=instance.pk, defaults={"workflow": workflow})


def say_who_approves(request: HttpRequest, page: Page) -> None:
    """Tells an approver who wrote last why a page still waits: before the form is shown, and after it was sent."""
    task = page.current_workflow_task
    is_approver = isinstance(task, SecondPersonApproval) and task.user_can_access_editor(page, request.user)
    if is_approver and wrote_last(page, request.user):
        messages.warning(request, SOMEBODY_ELSE)


def say_it_before_editing(request: HttpRequest, page: Page) -> None:
    if request.method == "GET":
        say_who_approves(request, page)


def say_it_after_editing(request: HttpRequest, page: Page) -> None:
    if request.POST.get("workflow-action-name") == "approve":
        say_who_approves(request, page)
