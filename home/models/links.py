"""What public pages refer to, and what became of the addresses among it."""

from django.db import models
from django.utils import timezone
from wagtail.models import Page

LONGEST_ADDRESS = 2000
"""In characters. What is longer is no address that browsers agree on, and isn't tried."""


class PageLink(models.Model):
    """Something that the public version of a page refers to: an address elsewhere, a page, a file or a picture.

    Wagtail's own index knows no addresses, and forgets what leads to a page as soon as that is deleted.
    """

    class Kind(models.TextChoices):
        ADDRESS = "address", "Address elsewhere"
        PAGE = "page", "Page"
        DOCUMENT = "document", "File"
        PICTURE = "picture", "Picture"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    url = models.CharField(max_length=LONGEST_ADDRESS, blank=True, db_index=True)
    """The address, as `home.links.addresses.tidy` writes it."""
    target_id = models.BigIntegerField(null=True, db_index=True)
    """The id of anything else. Not a foreign key: what leads to nothing is what we look for."""

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on page {self.page_id}"


class LinkCheck(models.Model):
    """What came of trying an address, once a day. The last three are kept, since a server may be down for a day."""

    url = models.CharField(max_length=LONGEST_ADDRESS, db_index=True)
    status = models.SmallIntegerField()
    """The status of HTTP; or one of those in `home.links.asking`."""
    checked_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-checked_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Check of {self.checked_at:%Y-%m-%d}: {self.status}"
