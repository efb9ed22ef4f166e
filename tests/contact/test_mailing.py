"""Messages reach the group by mail, however long the mail server is away."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.management.commands.run_schedule import keep_house
from home.inbox import mail
from home.inbox.receiving import receive
from home.models import Message, OrganisationSettings
from tests.contact.mail_server import Inbox, free_port, mail_server
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def port(settings: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """Where the site looks for its mail server, and nobody listens yet."""
    # The worker would close the connection that the test's transaction is in.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return settings.EMAIL_PORT


@pytest.fixture
def inbox(port: int) -> Iterator[Inbox]:
    with mail_server(port) as inbox:
        yield inbox


def write(site: SmallSite, **fields: Any) -> Message:
    receive(site.site, **{"name": "Robin", "email": "robin@example.org", "text": "When do you meet?", **fields})
    return Message.objects.latest("pk")


def work() -> None:
    """Does what the worker finds to do."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, queue_name="*")


def a_while_later() -> None:
    """Lets the time come for everything that failed."""
    Message.objects.exclude(mail_at=None).update(mail_at=timezone.now())


def test_mail_tells_nothing_of_what_was_written_or_by_whom(small_site: SmallSite, inbox: Inbox) -> None:
    write(small_site, text="When do you\nmeet? 🙂")
    work()
    (sent,) = inbox.mails
    assert (sent["Reply-To"], sent["To"], inbox.recipients) == (None, "hello@example.org", ["hello@example.org"])
    assert sent["Subject"] == "A message from the contact form"
    assert "Somebody has written to you" in sent.get_content()
    for word in ("Robin", "robin", "meet", "🙂"):
        assert word not in f"{sent.as_string()} {sent.get_content()}"


def test_message_waits_while_the_mail_server_is_away(small_site: SmallSite, port: int) -> None:
    message = write(small_site)
    work()
    message.refresh_from_db()
    assert (message.mailed_at, message.tries) == (None, 1)
    with mail_server(port) as inbox:
        a_while_later()
        keep_house()
        work()
    message.refresh_from_db()
    assert message.mailed_at
    assert len(inbox.mails) == 1


def test_message_waits_while_the_mail_server_refuses_it(small_site: SmallSite, inbox: Inbox) -> None:
    inbox.refusal = "451 Greylisted: When do you meet?"
    message = write(small_site)
    work()
    inbox.refusal = ""
    a_while_later()
    keep_house()
    work()
    message.refresh_from_db()
    assert message.mailed_at
    assert len(inbox.mails) == 1


def test_what_the_mail_server_says_is_kept_nowhere(
    small_site: SmallSite, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.refusal = "550 No thanks: When do you meet?"
    write(small_site)
    work()
    (task,) = DBTaskResult.objects.filter(task_path=mail.mail_message.module_path)
    assert (task.status, task.traceback) == ("SUCCESSFUL", "")
    assert "could not be mailed (SMTPDataError)" in caplog.text
    assert "meet" not in caplog.text


def test_each_failure_makes_the_wait_longer_up_to_an_hour(small_site: SmallSite) -> None:
    message = write(small_site)
    waits = []
    for _ in range(9):
        a_while_later()
        assert not mail.mail(message.pk)
        message.refresh_from_db()
        assert message.mail_at
        waits.append(round((message.mail_at - timezone.now()).total_seconds() / 60))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_message_whose_task_was_lost_is_mailed_all_the_same(small_site: SmallSite, inbox: Inbox) -> None:
    write(small_site)
    DBTaskResult.objects.all().delete()
    keep_house()
    work()
    assert len(inbox.mails) == 1


def test_message_is_mailed_once_however_often_it_is_asked_for(small_site: SmallSite, inbox: Inbox) -> None:
    message = write(small_site)
    for _ in range(3):
        mail.mail_message.enqueue(message.pk)
    keep_house()
    work()
    assert len(inbox.mails) == 1


def test_message_that_another_worker_has_taken_is_left_to_it(small_site: SmallSite, inbox: Inbox) -> None:
    message = write(small_site)
    assert mail.claimed(message.pk)
    assert mail.claimed(message.pk) is None


def test_schedule_asks_the_worker_once(small_site: SmallSite) -> None:
    write(small_site)
    for _ in range(3):
        keep_house()
    assert DBTaskResult.objects.filter(task_path=mail.mail_due_messages.module_path).count() == 1


def test_worker_is_not_kept_from_its_other_work(small_site: SmallSite) -> None:
    for _ in range(3):
        write(small_site)
    DBTaskResult.objects.all().delete()
    mail.mail_due_messages.call()
    assert Message.objects.filter(tries=1).count() == 1


def test_organisation_gets_the_mail_where_there_is_no_contact_page(small_site: SmallSite, inbox: Inbox) -> None:
    small_site.contact.unpublish()
    OrganisationSettings.objects.create(site=small_site.site, email="office@example.org")
    write(small_site)
    work()
    assert inbox.recipients == ["office@example.org"]


def test_message_without_anybody_to_mail_it_to_is_kept(small_site: SmallSite, caplog: pytest.LogCaptureFixture) -> None:
    small_site.contact.unpublish()
    message = write(small_site)
    work()
    message.refresh_from_db()
    assert message.mailed_at is None
    assert "neither the contact page nor the organisation has an address" in caplog.text


def test_without_a_mail_server_messages_stay_in_the_admin(small_site: SmallSite, settings: Any) -> None:
    settings.MESSAGES_ARE_MAILED = False
    assert write(small_site).mail_at is None
    assert not DBTaskResult.objects.filter(task_path=mail.mail_message.module_path).exists()


def test_message_is_deleted_when_its_days_are_over(small_site: SmallSite, settings: Any) -> None:
    settings.MESSAGES_KEPT_DAYS = 30
    old, new = write(small_site), write(small_site)
    moment = datetime.timedelta(days=30)
    Message.objects.filter(pk=old.pk).update(received_at=timezone.now() - moment)
    Message.objects.filter(pk=new.pk).update(received_at=timezone.now() - moment + datetime.timedelta(minutes=1))
    keep_house()
    assert list(Message.objects.all()) == [new]


def test_page_tells_how_long_messages_are_kept(client: Any, small_site: SmallSite, settings: Any) -> None:
    settings.MESSAGES_KEPT_DAYS = 30
    assert client.get("/api/v1/resolve/", {"path": "/contact/"}).json()["page"]["form"]["kept_days"] == 30


def test_duty_that_fails_does_not_keep_the_others_from_being_done(
    small_site: SmallSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing() -> None:
        raise RuntimeError("When do you meet?")

    monkeypatch.setattr("cms.management.commands.run_schedule.mail_what_is_due", failing)
    Message.objects.filter(pk=write(small_site).pk).update(received_at="2020-01-01T00:00:00Z")
    keep_house()
    assert not Message.objects.exists()
    assert "failing failed (RuntimeError)" in caplog.text
    assert "meet" not in caplog.text
