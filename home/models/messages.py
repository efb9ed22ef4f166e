"""What people have written through the contact form."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Site

LONGEST_NAME = 100
LONGEST_EMAIL = 254
LONGEST_TEXT = 5000
"""In characters."""


class Message(models.Model):
    """A message, and what is needed to answer it: no address of a machine, no browser, no cookie.

    Its words are in `name`, `email` and `text`, or sealed in `sealed` and nowhere else. `home.inbox.sealing` is the only
    place that writes them.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", editable=False)
    received_at = models.DateTimeField("received", default=timezone.now, db_index=True, editable=False)
    name = models.CharField("name", max_length=LONGEST_NAME, blank=True)
    email = models.EmailField("e-mail address", max_length=LONGEST_EMAIL, blank=True)
    text = models.TextField("message", blank=True)
    sealed = models.TextField(blank=True, default="", db_default="", editable=False)
    """An age file, armoured; empty for a message that is kept in plain text."""
    sealed_to = models.TextField("sealed to", blank=True, default="", db_default="", editable=False)
    """The public keys whose private halves open it, with spaces between."""
    mailed_at = models.DateTimeField("mailed", null=True, editable=False)
    mail_at = models.DateTimeField("to be mailed", default=timezone.now, null=True, editable=False)
    """When it is next tried to mail it; None where it is not to be mailed."""
    tries = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-received_at", "-pk"]
        # There is no way to write or change a message in the admin, so there is nothing to permit.
        default_permissions = ("view", "delete")

    def __str__(self) -> str:
        """What lists and the admin's log say of it: nothing of its words, since the log outlives it."""
        return f"Message of {date_format(timezone.localtime(self.received_at), 'DATETIME_FORMAT')}"

    @property
    def kept_until(self) -> datetime.datetime:
        """When it is deleted."""
        return self.received_at + datetime.timedelta(days=settings.MESSAGES_KEPT_DAYS)

    @property
    def secrecy(self) -> str:
        """Who can read it, in a word or two."""
        if not self.sealed:
            return "In plain text"
        return "Sealed" if self.sealed_to.split() == settings.MESSAGE_KEYS else "Sealed to an earlier key"

    @property
    def state(self) -> str:
        """What has become of it, in words."""
        if self.mailed_at:
            return "You were told by mail"
        if self.mail_at is None:
            return "Kept here; no mail server is set"
        return f"The mail about it waits; tried {self.tries} times" if self.tries else "The mail about it waits"
