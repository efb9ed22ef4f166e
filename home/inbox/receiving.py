"""Where a message enters: kept first, then told of by mail, so that nothing is lost that its writer was told has arrived."""

from django.conf import settings
from wagtail.models import Site

from home.inbox.mail import mail_message
from home.inbox.opening import Words
from home.inbox.sealing import put_words
from home.models import Message


def receive(site: Site, name: str, email: str, text: str) -> None:
    """Keeps a message, sealed if there is a key, and asks the worker to tell of it by mail, both or neither if the caller
    has begun a transaction."""
    message = Message(site=site)
    put_words(message, Words(name=name, email=email, text=text))
    if not settings.MESSAGES_ARE_MAILED:
        message.mail_at = None
    message.save()
    if message.mail_at:
        mail_message.enqueue(message.pk)
