"""Tells the group by mail that a message has come, again and again until a mail server has taken the mail.

The mail says nothing of the message, not even who wrote it: mail is read on its way, and kept for longer than messages
are. One that the server took just before the worker died is sent twice: better than not at all. Nothing that a message
says is ever logged, and tasks know messages by their numbers, since what a task was given is kept.
"""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from home.inbox.retention import in_term
from home.models import ContactPage, Message, OrganisationSettings

logger = logging.getLogger(__name__)

FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=1)


@task()
def mail_message(message_id: int) -> None:
    """Mails a message that has just come in."""
    mail(message_id)


@task()
def mail_due_messages() -> None:
    """Mails all messages whose time has come, until one fails: then the mail server is likely to refuse the others too,
    and each would keep the worker from its other work until it gives up."""
    for message_id in _due().values_list("pk", flat=True):
        if not mail(message_id):
            return


def mail_what_is_due() -> None:
    """For the schedule: has the worker mail what failed before, or was forgotten."""
    is_asked = DBTaskResult.objects.filter(task_path=mail_due_messages.module_path, status=TaskResultStatus.READY)
    if _due().exists() and not is_asked.exists():
        mail_due_messages.enqueue()


def mail(message_id: int) -> bool:
    """Mails a message if its time has come and nobody else is at it. False where that failed and is tried again later."""
    message = claimed(message_id)
    if message is None:
        return True
    recipient = recipient_of(message.site)
    if not recipient:
        logger.warning(
            "Message %d can't be mailed: neither the contact page nor the organisation has an address.", message_id
        )
        return True
    try:
        mail_of(message, recipient).send()
    except Exception as error:
        # Only the kind of error: what a mail server says may quote addresses and words, and what a task raises is kept.
        logger.warning("Message %d could not be mailed (%s). It is tried again.", message_id, type(error).__name__)
        return False
    Message.objects.filter(pk=message_id).update(mailed_at=timezone.now(), mail_at=None)
    return True


def claimed(message_id: int) -> Message | None:
    """The message, which nobody else will try to mail for a while; None where somebody else does, or it is done."""
    now = timezone.now()
    tries = Message.objects.filter(pk=message_id).values_list("tries", flat=True).first() or 0
    wait = min(FIRST_WAIT * 2 ** min(tries, 10), LONGEST_WAIT)
    if not _due().filter(pk=message_id).update(mail_at=now + wait, tries=F("tries") + 1):
        return None
    return Message.objects.select_related("site").get(pk=message_id)


def _due() -> QuerySet[Message]:
    return in_term().filter(mail_at__lte=timezone.now()).order_by("pk")


def recipient_of(site: Site) -> str:
    """The address on the site's contact page, else the organisation's; empty where there is neither."""
    page = ContactPage.objects.live().descendant_of(site.root_page).first()
    if page:
        return page.email
    organisation = OrganisationSettings.objects.filter(site=site).first()
    return organisation.email if organisation else ""


def mail_of(message: Message, recipient: str) -> EmailMessage:
    """The mail: that there is a message, where it is read, and until when. Nothing of what its writer chose."""
    lines = [
        f"Somebody has written to you through the contact form of {message.site.root_url}.",
        "",
        f"Received: {date_format(timezone.localtime(message.received_at), 'DATETIME_FORMAT')}",
        f"Read it in the admin: {settings.WAGTAILADMIN_BASE_URL}{reverse('message:inspect', args=[message.pk])}",
        "",
        "--",
        "What was written, and by whom, is told by no mail. The message will be deleted on "
        f"{date_format(timezone.localtime(message.kept_until), 'DATE_FORMAT')}.",
    ]
    return EmailMessage(subject="A message from the contact form", body="\n".join(lines), to=[recipient])
