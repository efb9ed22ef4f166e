"""Links that show a draft to people who have no account."""

import datetime
import secrets
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision

KEY_BYTES = 32
DAYS, MOST_DAYS = 7, 30
"""For how long a link works: by default, and at the most."""


class PreviewLink(models.Model):
    """Shows the draft of one page to whoever has the link's key, which is kept nowhere: `digest` tells whether it is right.

    With a `revision`, that one is shown, until the page is published; without one, whatever was saved last. With a date it
    shows no draft, but the whole site as it will be then (`as_on`), from that page on. To take a link back is to delete it.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.CASCADE, related_name="+")
    as_on = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(db_index=True)
    opened_at = models.DateTimeField(null=True)
    """When it was last opened; by whom is not kept."""

    # Otherwise an editor who deletes a page is told that a link uses it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Link to a draft of page {self.page_id}"

    @property
    def shown(self) -> Any:
        """The page as whoever has the link gets it, of its own kind. Two queries."""
        return self.revision.as_object() if self.revision else self.page.get_latest_revision_as_object()


def make_link(
    page: Page,
    user: Any,
    days: int = DAYS,
    revision: Revision | None = None,
    as_on: datetime.datetime | None = None,
) -> tuple[PreviewLink, str]:
    """A new link that works for so many days, and its key, which is known this once."""
    key = secrets.token_urlsafe(KEY_BYTES)
    ends_at = timezone.now() + datetime.timedelta(days=days)
    # A plain hash will do: nobody guesses 256 random bits.
    link = PreviewLink.objects.create(
        page=page, revision=revision, as_on=as_on, digest=digest_of(key), made_by=user, ends_at=ends_at
    )
    return link, key


def link_with(key: str) -> PreviewLink | None:
    """The link that has that key; None where there is none, or none any more: nobody can tell which. One query."""
    links = PreviewLink.objects.select_related("page", "revision").filter(ends_at__gt=timezone.now())
    return links.filter(digest=digest_of(key)).first()


def links_to(page: Page) -> "models.QuerySet[PreviewLink]":
    """The links to drafts of `page` that work now, the newest first."""
    return PreviewLink.objects.filter(page_id=page.pk, ends_at__gt=timezone.now()).select_related("made_by", "revision")


def digest_of(key: str) -> str:
    return sha256(key.encode(errors="replace")).hexdigest()


def end_pinned_links(sender: Any, instance: Page, **kwargs: Any) -> None:
    """After a page was published: what was shown of one of its versions is settled."""
    PreviewLink.objects.filter(page_id=instance.pk, revision__isnull=False).delete()


def forget_ended_links() -> None:
    """Deletes links that don't work any more."""
    PreviewLink.objects.filter(ends_at__lte=timezone.now()).delete()
