"""What the API itself has to remember."""

from django.db import models
from django.utils import timezone
from wagtail.models import Page


class LastChange(models.Model):
    """When anything that readers see last changed. There is one row; `api.changes` keeps it.

    `at` is a whole second that no other change has. At `until` the clock changes something; None for never.
    """

    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class OpenChange(models.Model):
    """A change that has been made, or is just being made, and is not dated yet."""

    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()


class StaleKeys(models.Model):
    """Dependencies (`api.dependencies`) that a change has made stale, one a line: what response stores have to throw away."""

    noted_at = models.DateTimeField(default=timezone.now, db_index=True)
    keys = models.TextField()

    class Meta:
        default_permissions = ()


class EdgeAddress(models.Model):
    """An address whose answer a cache in front of the site may hold, which can be told addresses only (`api.edge.addresses`)."""

    address = models.TextField(unique=True)
    tags = models.TextField()
    """What the answer was made of, with spaces in between."""
    noted_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        verbose_name_plural = "edge addresses"


class SearchEntry(models.Model):
    """A public page in the search index; only `api.search.index` writes it.

    The page's words stand elsewhere, where the database can look them up (`api.search.engines`), and go with the entry.
    A migration that lets Django make this table anew on SQLite has to make its trigger anew too.
    """

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    page_type = models.CharField(max_length=30)
    tags = models.TextField()
    """Ids of the page's tags as `,3,17,`, so that counting and filtering them needs no other table; empty for none."""
    edition = models.PositiveSmallIntegerField()
    """The `api.search.index.EDITION` that made the entry."""

    # Otherwise an editor who deletes a page is told that the index uses it.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return f"{self.page_type} {self.page_id}"


class PublishedDocument(models.Model):
    """A public page's card and detail as finished JSON (`api.documents`). Whether readers may see the page is not told here.

    It is right from `made_at` until `checked_until`, to which the clock changes nothing at all of the site, and until `until`,
    when it changes something of this page: None for never. The keys are dependencies, one a line.
    """

    # Without constraint: a page that is deleted would have to wait for a document that is being made, and that for the page.
    page = models.OneToOneField(
        Page, primary_key=True, db_constraint=False, on_delete=models.DO_NOTHING, related_name="published_document"
    )
    place = models.CharField(max_length=32, db_index=True)
    """A digest of the page's `url_path`, which no index of Wagtail's is for."""
    site_id = models.PositiveBigIntegerField()
    edition = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    checked_until = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    card = models.TextField()
    card_keys = models.TextField()
    detail = models.TextField()
    detail_keys = models.TextField()

    # Otherwise an editor who deletes a page is told that its document uses it.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()


class DocumentKey(models.Model):
    """One thing that a document was made of, to find the document by."""

    page_id = models.PositiveBigIntegerField(db_index=True)
    key = models.CharField(max_length=60, db_index=True)

    class Meta:
        default_permissions = ()


class SpentProof(models.Model):
    """A proof of work or a form's token that has been used. That no other can have its `digest` makes it work once."""

    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()


class Tally(models.Model):
    """How often somebody has done something in some time. `key` does not tell who: see `api.limits`."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
