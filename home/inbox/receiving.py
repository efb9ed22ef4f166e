"""Where a message enters: kept first, then mailed, so that nothing is lost that its writer was told has arrived."""

from django.conf import settings
from wagtail.models import Site

from home.inbox.mail import mail_message
from home.models import Message


def receive(site: Site, name: str, email: str, text: str) -> None:
    """Keeps a message and asks the worker to mail it, both or neither if the caller has begun a transaction."""
    message = Message(site=site, name=name, email=email, text=text)
    if not settings.MESSAGES_ARE_MAILED:
        message.mail_at = None
    message.save()
    if message.mail_at:
        mail_message.enqueue(message.pk)
