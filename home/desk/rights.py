"""What somebody may do with a page: Wagtail's permissions, less what takes two people.

Wagtail's permissions only add up: who may publish somewhere may publish past any workflow there. Here a page that has a
workflow is published by that alone, and what two people have published is taken back by those who approve, also where
it would go with the page above it.
"""

from django.utils.functional import cached_property
from wagtail.models import Page, PagePermissionTester, Workflow


class PageRights(PagePermissionTester):
    """What `user` may do with `page`. Whether the page has a workflow costs two queries, asked once and when needed.

    A superuser is bound by nothing: the account of whoever runs the server, and of a group of one.
    """

    @cached_property
    def workflow(self) -> Workflow | None:
        return self.page.get_workflow()

    def can_publish(self) -> bool:
        return super().can_publish() and (self.user.is_superuser or self.workflow is None)

    def can_publish_subpage(self) -> bool:
        """False also where a page that begins a part with approval may stand: it isn't known yet what is to be made."""
        if not super().can_publish_subpage():
            return False
        models = self.page.specific_class.allowed_subpage_models()
        is_begun_here = any(getattr(model, "begins_approval", False) for model in models)
        return self.user.is_superuser or (self.workflow is None and not is_begun_here)

    def can_unpublish(self) -> bool:
        return super().can_unpublish() and self._may_take_back()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and (not self.page.live or self._may_take_back())

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        """False also where the pages below are to be copied and somebody else's are among them: whoever copies a page owns the
        copy, and could read there what the other has drafted. One query, for those who may change their own pages only."""
        if not super().can_copy_to(destination, recursive):
            return False
        if not recursive or self.user.is_superuser or "change" in self.permissions:
            return True
        return not self.page.get_descendants().exclude(owner=self.user).exists()

    def can_unschedule(self) -> bool:
        return super().can_publish() and self._may_take_back()

    def can_set_view_restrictions(self) -> bool:
        return super().can_publish() and self._may_take_back()

    def _may_take_back(self) -> bool:
        """Whether what needs approval may disappear, be it the page or one that its going would hide. Costs three queries."""
        if self.user.is_superuser:
            return True
        below = Workflow.objects.active().filter(workflow_pages__page__path__startswith=self.page.path)
        workflows = {*below, *([self.workflow] if self.workflow else [])}
        return all(self._approves(workflow) for workflow in workflows)

    def _approves(self, workflow: Workflow) -> bool:
        return any(task.user_can_access_editor(self.page, self.user) for task in workflow.tasks.specific())
