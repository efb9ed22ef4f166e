"""Notes what happens for those who want to hear of it: with the change itself, so that both are committed or neither."""

import datetime
import json
import uuid
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from home.links.shown import shown_pages
from home.models.base import page_models
from home.models.webhooks import Delivery, Event, Webhook
from home.webhooks.delivering import deliver_soon

TRIED_FOR = datetime.timedelta(days=1)
DEPTH_OF_HOME = 2
WANTS = {Event.PUBLISHED: "on_publish", Event.UNPUBLISHED: "on_unpublish", Event.RECEIVED: "on_message"}


def listen() -> None:
    """Connects the signals of all that is told. Called once, when the app is ready."""
    page_published.connect(page_was_published, dispatch_uid="webhooks_published")
    page_unpublished.connect(page_was_unpublished, dispatch_uid="webhooks_unpublished")
    post_save.connect(message_was_saved, sender="home.Message", dispatch_uid="webhooks_received")


def page_was_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Signal receiver. A page that readers don't see, being private or below a draft, is none of anybody's business."""
    tell(Event.PUBLISHED, lambda: about(instance) if shown_pages().filter(pk=instance.pk).exists() else None)


def page_was_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Signal receiver, also before a page is deleted. It was seen if it could be there again, which is what its parent and
    restrictions decide."""
    tell(Event.UNPUBLISHED, lambda: about(instance) if could_be_seen(instance) else None)


def message_was_saved(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    """Signal receiver. Who wrote and what is for those who may read messages, in the admin."""
    if created:
        tell(Event.RECEIVED, dict)


def could_be_seen(page: Page) -> bool:
    if page.view_restrictions.exists():
        return False
    return bool(page.depth <= DEPTH_OF_HOME or shown_pages().filter(pk=page.get_parent().pk).exists())


def about(page: Page) -> dict[str, Any]:
    """What is told of a page: enough to ask the API for it, and nothing that it says."""
    kind = next((name for name, model in page_models().items() if model is page.specific_class), None)
    return {"page": {"id": page.pk, "type": kind, "url": page.full_url}}


def tell(event: Event, describe: Any) -> None:
    """Notes `event` for each webhook that wants it, with what `describe` returns; None for nothing. One query where nobody
    wants to hear of it."""
    webhooks = list(Webhook.objects.filter(is_active=True, **{WANTS[event]: True}))
    told = describe() if webhooks else None
    if told is None:
        return
    now = timezone.now()
    with transaction.atomic():
        for webhook in webhooks:
            event_id = uuid.uuid4()
            content = {
                "id": str(event_id),
                "type": event.value,
                "timestamp": now.isoformat(timespec="seconds"),
                "data": told,
            }
            Delivery.objects.create(
                webhook=webhook,
                event_id=event_id,
                event=event,
                body=json.dumps(content, ensure_ascii=False, separators=(",", ":")),
                made_at=now,
                next_at=now,
                gives_up_at=now + TRIED_FOR,
            )
        # A failure is logged, and not at the price of the change: the schedule looks for what waits.
        transaction.on_commit(deliver_soon, robust=True)
