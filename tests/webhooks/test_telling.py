"""Who wants to hear of it is told what happened, and nothing that readers don't see."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, PageViewRestriction

from cms.bootstrap.places import ROOT
from home.models import Delivery, Message, Webhook
from home.webhooks.delivering import deliver_due
from tests.pages import SmallSite
from tests.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db
Work = Callable[[], None]


def publish(page: Page, **fields: Any) -> None:
    page = page.specific
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def told() -> list[str]:
    return [delivery.event for delivery in Delivery.objects.order_by("pk")]


def test_published_page_is_told(small_site: SmallSite, webhook: Webhook, receiver: Receiver, work: Work) -> None:
    publish(small_site.position, title="New words")
    work()
    ((headers, body),) = receiver.got
    content = json.loads(body)
    page = {"id": small_site.position.pk, "type": "position", "url": "http://localhost/positions/rent-cap/"}
    assert content["type"] == "page.published"
    assert content["data"] == {"page": page}
    assert content["id"] == headers["webhook-id"]
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"].startswith("Broadside webhooks (+http")
    assert set(content) == {"id", "type", "timestamp", "data"}


def test_signature_is_what_the_manual_has_receivers_check(
    small_site: SmallSite, webhook: Webhook, receiver: Receiver, work: Work
) -> None:
    manual: dict[str, Any] = {}
    (example,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs" / "api.md").read_text(), re.MULTILINE | re.DOTALL)
    exec(example, manual)
    publish(small_site.position, title="“Quoted” & new")
    work()
    ((headers, body),) = receiver.got
    is_genuine = manual["is_genuine"]
    assert is_genuine(webhook.secret, headers, body)
    assert not is_genuine(Webhook(url="x").secret, headers, body)
    assert not is_genuine(webhook.secret, headers, body + b" ")
    old = {**headers, "webhook-timestamp": str(int(headers["webhook-timestamp"]) - 600)}
    assert not is_genuine(webhook.secret, old, body)


def test_signature_is_that_of_the_standard() -> None:
    """The example of https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md."""
    from home.webhooks.signing import signature

    body = b'{"test": 2432232314}'
    made = signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_page_that_is_taken_back_is_told(small_site: SmallSite, webhook: Webhook) -> None:
    small_site.position.unpublish()
    assert told() == ["page.unpublished"]


def test_deleted_pages_are_told(small_site: SmallSite, webhook: Webhook) -> None:
    """With all that is below."""
    Page.objects.get(pk=small_site.positions.pk).delete()
    pages = {json.loads(delivery.body)["data"]["page"]["id"] for delivery in Delivery.objects.all()}
    assert told() == ["page.unpublished"] * 2
    assert pages == {small_site.positions.pk, small_site.position.pk}


def test_deleted_draft_is_not_told(small_site: SmallSite, webhook: Webhook) -> None:
    small_site.add_article(title="Draft", live=False).delete()
    assert told() == []


@pytest.mark.parametrize("part", ["position", "positions"])
@pytest.mark.parametrize("action", [publish, lambda page: page.unpublish(), lambda page: page.delete()])
def test_private_page_is_not_told(
    small_site: SmallSite, webhook: Webhook, part: str, action: Callable[[Page], None]
) -> None:
    PageViewRestriction.objects.create(page=getattr(small_site, part), restriction_type="login")
    action(Page.objects.get(pk=small_site.position.pk).specific)
    assert told() == []


def test_page_below_a_draft_is_not_told(small_site: SmallSite, webhook: Webhook) -> None:
    Page.objects.filter(pk=small_site.positions.pk).update(live=False)
    publish(small_site.position)
    small_site.position.unpublish()
    assert told() == []


def test_draft_is_not_told(small_site: SmallSite, webhook: Webhook) -> None:
    small_site.position.save_revision()
    assert told() == []


def test_message_is_told_without_a_word_of_it(
    small_site: SmallSite, webhook: Webhook, receiver: Receiver, work: Work
) -> None:
    message = Message.objects.create(site=small_site.site, name="Robin", email="robin@example.org", text="We meet.")
    message.mailed_at = timezone.now()
    message.save()
    work()
    ((_, body),) = receiver.got
    content = json.loads(body)
    assert content.keys() == {"id", "type", "timestamp", "data"}
    assert (content["type"], content["data"]) == ("message.received", {})


def test_each_webhook_hears_what_it_wants(small_site: SmallSite, webhook: Webhook) -> None:
    none = {"on_publish": False, "on_unpublish": False, "on_message": False}
    for name in none:
        Webhook.objects.create(url=f"https://example.org/{name}", **{**none, name: True})
    webhook.delete()
    publish(small_site.position)
    small_site.position.unpublish()
    Message.objects.create(site=small_site.site, email="robin@example.org", text="x")
    heard = {delivery.webhook.url.rpartition("/")[2]: delivery.event for delivery in Delivery.objects.all()}
    assert heard == {
        "on_publish": "page.published",
        "on_unpublish": "page.unpublished",
        "on_message": "message.received",
    }
    assert Delivery.objects.count() == 3


def test_webhook_out_of_use_hears_nothing(small_site: SmallSite, webhook: Webhook) -> None:
    Webhook.objects.update(is_active=False)
    publish(small_site.position)
    assert told() == []


def test_publish_that_is_rolled_back_tells_nobody(
    small_site: SmallSite, webhook: Webhook, receiver: Receiver, work: Work, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        publish(small_site.position)
        assert told() == ["page.published"]
        transaction.set_rollback(True)
    assert callbacks == []
    assert told() == []
    work()
    assert receiver.got == []


def test_worker_is_asked_on_commit_and_once(
    small_site: SmallSite, webhook: Webhook, work: Work, django_capture_on_commit_callbacks: Any
) -> None:
    asked = DBTaskResult.objects.filter(task_path=deliver_due.module_path)
    with django_capture_on_commit_callbacks(execute=True):
        publish(small_site.position)
        publish(small_site.article)
        assert not asked.exists()
    assert asked.count() == 1
