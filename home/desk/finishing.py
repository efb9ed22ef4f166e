"""What happens at the end of a workflow. Wagtail's own models import this, so that it can't import them."""

from typing import Any


def publish_what_was_approved(workflow_state: Any, user: Any = None) -> None:
    """Publishes the page of a `WorkflowState`; `user` approved it, and has no right to publish it in any other way."""
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
