"""Who is told what happens, and what they have been told."""

import base64
import secrets
import uuid
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from home.links.addresses import parsed
from home.models.links import LONGEST_ADDRESS


class Event(models.TextChoices):
    PUBLISHED = "page.published", "A page was published"
    UNPUBLISHED = "page.unpublished", "A page was taken back"
    RECEIVED = "message.received", "A message came in"


def new_secret() -> str:
    """256 random bits, in the form of https://www.standardwebhooks.com."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def check_address(address: str) -> None:
    """Raises `ValidationError` for an address that can't be told anything. Where it leads is looked at each time."""
    url = parsed(address)
    if url is None:
        raise ValidationError("This has to be a web address, such as https://example.org/news.")


class Webhook(models.Model):
    """An address that is told of some events. The secret signs what it is told, and has to be kept as it is for that."""

    url = models.CharField(
        "address",
        max_length=LONGEST_ADDRESS,
        validators=[check_address],
        help_text="Where a program waits for news by POST.",
    )
    is_active = models.BooleanField("in use", default=True)
    on_publish = models.BooleanField("a page was published", default=True)
    on_unpublish = models.BooleanField("a page was taken back", default=True)
    on_message = models.BooleanField(
        "a message came in", default=False, help_text="Only that there is one, and nothing of what it says."
    )
    secret = models.CharField(max_length=80, default=new_secret, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    """In a row, since something last arrived."""

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        default_permissions = ("add", "change", "delete")

    def __str__(self) -> str:
        """Without what stands behind the host: it may be as good as a password, and logs show this."""
        return f"Webhook {self.pk or ''} at {urlsplit(self.url).hostname or 'no host'}"


class Delivery(models.Model):
    """Something that a webhook is told. `body` is what is sent, to the byte."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event_id = models.UUIDField(default=uuid.uuid4)
    """The same in all tries, so that a receiver can tell that it knows it already."""
    event = models.CharField(max_length=20, choices=Event.choices)
    body = models.TextField("content")
    made_at = models.DateTimeField("happened", default=timezone.now, db_index=True)
    next_at = models.DateTimeField("next try", default=timezone.now, null=True, db_index=True)
    """None where there is none."""
    gives_up_at = models.DateTimeField("tried until")
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.SmallIntegerField("last answer", default=0)
    """The status of HTTP; or one of those in `home.links.asking`."""
    arrived_at = models.DateTimeField("arrived", null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.get_event_display()}, {timezone.localtime(self.made_at):%Y-%m-%d %H:%M}"

    @property
    def state(self) -> str:
        """What has become of it, in words."""
        if self.arrived_at:
            return "Arrived"
        words = {0: "no answer", -1: "it leads into a private network"}.get(self.status, f"answer {self.status}")
        if self.next_at is None:
            return f"Given up: {words}"
        return f"Tried {self.tries} times: {words}" if self.tries else "Waiting"
