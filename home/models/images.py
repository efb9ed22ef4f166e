"""The picture that editors upload: described for people who cannot see it, and stripped of everything that it tells of
its maker."""

import hashlib
import secrets
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.models.media import UploadedFile
from wagtail.search import index
from wagtail.utils.file import hash_filelike

from home.images.fields import StrippedFile, StrippedImageField, stripped


class CustomImage(AbstractImage):
    """A picture with a required description (`alt`) and an optional `credit`.

    `title` starts as the name of the uploaded file, which can name people and places: it is for editors only and must
    not be given to readers. Wagtail's own optional `description` is not used.
    """

    file = StrippedImageField(verbose_name="file", upload_to=get_upload_to, width_field="width", height_field="height")
    alt = models.CharField(
        "what the picture shows",
        max_length=255,
        help_text="For people who cannot see it: one sentence that says what matters in the picture, "
        "without “picture of”. Screen readers read it aloud.",
    )
    credit = models.CharField(
        max_length=255,
        blank=True,
        help_text="Who made the picture, if they want to be named. Readers see it beside the picture.",
    )

    admin_form_fields = (
        "title",
        "file",
        "alt",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("alt"),
        index.AutocompleteField("alt"),
        index.SearchField("credit"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    @property
    def default_alt_text(self) -> str:
        """What Wagtail puts into `alt` attributes; never the title."""
        return self.alt

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Store a new file before the row, so that the row's size, hash, width and height are those of that file."""
        if self.file and not self.file._committed:
            self.file.save(str(self.file.name), self.file.file, save=False)
        if update_fields is not None and "file" in update_fields:
            update_fields = {*update_fields, "file_size", "file_hash", "width", "height"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def file_was_stored(self, picture: StrippedFile) -> None:
        """Describe the new file, and forget the renditions of the one before."""
        self.file_size = picture.size
        self.file_hash = hash_filelike(picture)
        if self.pk:
            self.renditions.all().delete()

    def get_upload_to(self, filename: str) -> str:
        """A path that cannot be guessed and keeps nothing of `filename` but its extension."""
        return f"original_images/{secrets.token_hex(12)}{PurePosixPath(filename).suffix.lower()}"


class CustomRendition(AbstractRendition):
    """One size and format of a `CustomImage`, the only form in which readers get it."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """A path below the original's token. `filename` has only as much of the token as the filter leaves room for."""
        made_by = f"{self.filter_spec} {self.focal_point_key}"
        name = hashlib.sha256(made_by.encode()).hexdigest()[:12] + PurePosixPath(filename).suffix
        return f"images/{PurePosixPath(str(self.image.file.name)).stem}/{name}"


@receiver(pre_save, sender=UploadedFile)
def strip_waiting_upload(sender: type[UploadedFile], instance: UploadedFile, **kwargs: Any) -> None:
    """Strip what Wagtail's multiple upload stores until the editor has said what the picture shows.

    An editor may never say it: then the file stays, under a name that cannot be guessed.
    """
    content_type = instance.for_content_type
    if content_type and content_type.model_class() is CustomImage and instance.file and not instance.file._committed:
        picture = stripped(instance.file.file, instance.file.name)
        picture.name = secrets.token_hex(12) + PurePosixPath(str(picture.name)).suffix
        instance.file = picture
