"""What a webhook doesn't take is delivered again for a day, and nobody else waits for it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cms.management.commands.run_schedule import keep_house
from home.models import Delivery, User, Webhook
from home.models.webhooks import Event
from home.webhooks.delivering import deliver_due, wait_after
from home.webhooks.telling import tell
from tests.links.web import serving
from tests.webhooks.receiver import Receiver, receiving

pytestmark = pytest.mark.django_db
Work = Callable[[], None]
Clock = Callable[..., None]


def happen(times: int = 1) -> None:
    for number in range(times):
        tell(Event.PUBLISHED, lambda number=number: {"number": number})


def numbers(receiver: Receiver) -> list[int]:
    return [int(body.rpartition(b":")[2].rstrip(b"}")) for _, body in receiver.got]


def test_what_arrived_is_not_delivered_again(webhook: Webhook, receiver: Receiver, work: Work, clock: Clock) -> None:
    happen(3)
    work()
    clock(days=2)
    work()
    assert numbers(receiver) == [0, 1, 2]
    assert {(delivery.state, delivery.status) for delivery in Delivery.objects.all()} == {("Arrived", 204)}


def test_waits_become_longer_and_end_after_a_day(webhook: Webhook, receiver: Receiver, work: Work, clock: Clock) -> None:
    receiver.status = 500
    happen()
    tried_at = []
    for minute in range(26 * 60):
        if Delivery.objects.filter(next_at=None).exists():
            break
        if minute < 140 or minute % 20 == 0:
            before = len(receiver.got)
            work()
            tried_at += [minute] * (len(receiver.got) - before)
        clock(minutes=1)
    assert tried_at[:8] == [0, 1, 3, 7, 15, 31, 63, 123]
    assert 23 * 60 <= tried_at[-1] <= 24 * 60
    delivery = Delivery.objects.get()
    assert delivery.state == "Given up: answer 500"
    assert delivery.tries == len(tried_at)


def test_each_try_is_signed_anew_and_has_the_same_id(
    webhook: Webhook, receiver: Receiver, work: Work, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver.status = 503
    happen()
    work()
    seconds = int(receiver.got[0][0]["webhook-timestamp"])
    monkeypatch.setattr("home.webhooks.delivering.time.time", lambda: seconds + 60)
    clock(minutes=2)
    receiver.status = 200
    work()
    (first, body), (second, body_again) = receiver.got
    assert body == body_again
    assert first["webhook-id"] == second["webhook-id"]
    assert int(second["webhook-timestamp"]) == seconds + 60
    assert first["webhook-signature"] != second["webhook-signature"]


def test_after_a_failure_all_that_waits_for_it_waits(webhook: Webhook, receiver: Receiver, work: Work, clock: Clock) -> None:
    receiver.status = 500
    happen(30)
    work()
    assert len(receiver.got) == 1
    happen(5)
    work()
    # What happened since is tried at once: the receiver may be back. Then it waits as well.
    assert len(receiver.got) == 2
    work()
    assert len(receiver.got) == 2
    receiver.status = 200
    clock(hours=1)
    work()
    while Delivery.objects.filter(arrived_at=None).exists():
        work()
    assert sorted(set(numbers(receiver))) == list(range(30))
    assert Webhook.objects.get().failures == 0


def test_one_event_that_is_never_taken_does_not_keep_the_others(
    webhook: Webhook, receiver: Receiver, work: Work, clock: Clock
) -> None:
    receiver.status = 400
    happen(2)
    work()
    receiver.status = 200
    clock(minutes=1, seconds=1)
    work()
    assert numbers(receiver)[0] == 0
    assert set(numbers(receiver)) == {0, 1}


def test_receiver_that_hangs_does_not_keep_another_one(
    webhook: Webhook, receiver: Receiver, work: Work, clock: Clock, hurried: None
) -> None:
    receiver.hangs = True
    with receiving() as other:
        Webhook.objects.create(url=other.url)
        happen(10)
        work()
        assert len(receiver.got) == 1
        assert numbers(other) == list(range(10))
        # And for what happens next nobody waits.
        before = len(receiver.got)
        work()
        assert len(receiver.got) == before


def test_redirects_are_not_followed(webhook: Webhook, receiver: Receiver, work: Work) -> None:
    with receiving() as other:
        receiver.status, receiver.location = 307, other.url
        happen()
        work()
        assert other.got == []
    assert Delivery.objects.get().state == "Tried 1 times: answer 307"


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "127.2", "2130706434", "0x7f000002", "[::ffff:127.0.0.2]"])
def test_own_network_is_not_told(host: str, db: None, work: Work) -> None:
    with serving("127.0.0.2") as inside:
        Webhook.objects.create(url=f"http://{host}:{inside.port}/200")
        happen()
        work()
        assert inside.asked == []
    assert Delivery.objects.get().state == "Tried 1 times: it leads into a private network"


def test_nobody_at_the_address(webhook: Webhook, work: Work) -> None:
    Webhook.objects.update(url="http://no-such-name.invalid/")
    happen()
    work()
    assert Delivery.objects.get().state == "Tried 1 times: no answer"


def test_what_a_dead_worker_was_about_to_deliver_is_delivered(
    webhook: Webhook, receiver: Receiver, work: Work, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    happen()
    with monkeypatch.context() as patch:
        patch.setattr("home.webhooks.delivering.note", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            work()
    clock(minutes=6)
    work()
    assert len(receiver.got) == 2


def test_schedule_has_the_worker_deliver_what_waits(webhook: Webhook, work: Work, clock: Clock) -> None:
    asked = DBTaskResult.objects.filter(task_path=deliver_due.module_path)
    keep_house()
    assert not asked.exists()
    happen()
    keep_house()
    keep_house()
    assert asked.count() == 1


def test_log_is_kept_for_a_month(webhook: Webhook, receiver: Receiver, work: Work, clock: Clock) -> None:
    happen()
    work()
    clock(days=29)
    keep_house()
    assert Delivery.objects.exists()
    clock(days=2)
    keep_house()
    assert not Delivery.objects.exists()


@pytest.fixture
def administrator(client: Client) -> Client:
    user = User.objects.create_user("administrator@example.org")
    user.groups.add(Group.objects.get(name="Administrators"))
    client.force_login(user)
    return client


FORM = {"url": "https://example.org/hook?key=1", "is_active": "on", "on_publish": "on"}


def test_secret_is_shown_once(administrator: Client) -> None:
    made = administrator.post(reverse("webhook:add"), FORM, follow=True)
    webhook = Webhook.objects.get()
    address = reverse("webhook:secret", args=[webhook.pk])
    assert made.redirect_chain[-1][0] == address
    before = webhook.secret
    shown = administrator.post(address)
    webhook.refresh_from_db()
    assert webhook.secret != before
    assert webhook.secret in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    pages = [address, reverse("webhook:index"), reverse("webhook:edit", args=[webhook.pk]), reverse("delivery:index")]
    for page in pages:
        response = administrator.get(page)
        assert response.status_code == 200
        assert webhook.secret not in response.content.decode()
        assert "key=1" not in response.content.decode() or page == pages[2]


@pytest.mark.parametrize(
    "url", ["", "nothing", "ftp://example.org/", "https://user:word@example.org/", "https://example.org:25/"]
)
def test_address_that_can_not_be_told_is_refused(administrator: Client, url: str) -> None:
    assert administrator.post(reverse("webhook:add"), {**FORM, "url": url}).status_code == 200
    assert not Webhook.objects.exists()


def test_delivery_is_repeated_from_the_log(
    administrator: Client, webhook: Webhook, receiver: Receiver, work: Work, clock: Clock
) -> None:
    happen()
    work()
    delivery = Delivery.objects.get()
    assert "Arrived" in administrator.get(reverse("delivery:index")).content.decode()
    address = reverse("delivery:inspect", args=[delivery.pk])
    assert "Deliver it again" in administrator.get(address).content.decode()
    assert administrator.post(address).status_code == 302
    work()
    (first, _), (second, _) = receiver.got
    assert first["webhook-id"] == second["webhook-id"]


@pytest.mark.parametrize("group", ["Authors", "Editors", "Moderators", "Inbox"])
def test_nobody_but_administrators_gets_there(client: Client, webhook: Webhook, group: str) -> None:
    happen()
    user = User.objects.create_user("other@example.org")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    delivery = Delivery.objects.get().pk
    pages = [("webhook:index", ()), ("webhook:add", ()), ("webhook:edit", (webhook.pk,)), ("webhook:secret", (webhook.pk,))]
    pages += [("delivery:index", ()), ("delivery:inspect", (delivery,))]
    for name, arguments in pages:
        address = reverse(name, args=arguments)
        assert client.get(address).status_code == 302
        assert client.post(address).status_code in (302, 405)
    secret = webhook.secret
    webhook.refresh_from_db()
    assert webhook.secret == secret


def test_waits() -> None:
    assert [wait_after(failures).total_seconds() / 60 for failures in (1, 2, 3, 6, 7, 99)] == [1, 2, 4, 32, 60, 60]
