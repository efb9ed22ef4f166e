"""The files that editors offer for download."""

from wagtail.documents.models import AbstractDocument


class CustomDocument(AbstractDocument):
    """A document of our own from the first migration, since a later change of model would move every file's row."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
