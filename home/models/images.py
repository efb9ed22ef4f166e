"""The picture that editors upload: described for people who cannot see it, and stripped of everything that it tells of
its maker."""

import hashlib
import secrets
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.models.media import UploadedFile
from wagtail.search import index
from wagtail.utils.file import hash_filelike

from home.images.fields import StrippedFile, StrippedImageField, stripped
from home.images.looks import look_of
from home.images.sets import MEMBERS, Member, members_of

DESCRIPTION_OF_FILE = ("file_size", "file_hash", "width", "height", "colour", "preview", "plays")


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
    consent = models.TextField(
        "consent of those who are shown",
        blank=True,
        default="",
        db_default="",
        help_text="Who agreed to be shown, when, to what, and how they can be reached if they change their mind. Or why nobody "
        "has to be asked. For editors only: readers never see it.",
    )

    colour = models.CharField("average colour", max_length=7, blank=True, editable=False)
    preview = models.TextField("blurred preview", blank=True, editable=False)
    plays = models.PositiveIntegerField(
        "how often it is played", null=True, editable=False, help_text="0 is for ever. Empty for a still."
    )

    admin_form_fields = (
        "title",
        "file",
        "alt",
        "credit",
        "consent",
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

    _has_new_file = False

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    @property
    def default_alt_text(self) -> str:
        """What Wagtail puts into `alt` attributes; never the title."""
        return self.alt

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Store a new file before the row, so that what the row says of it is true; renditions of the one before go."""
        if self.file and not self.file._committed:
            self.file.save(str(self.file.name), self.file.file, save=False)
        if update_fields is not None and "file" in update_fields:
            update_fields = {*update_fields, *DESCRIPTION_OF_FILE}
        with transaction.atomic():
            super().save(*args, update_fields=update_fields, **kwargs)
            # After the row: a worker that is just adding some holds the row until it is done.
            if self._has_new_file:
                self.renditions.all().delete()
        self._has_new_file = False

    def file_was_stored(self, picture: StrippedFile) -> None:
        """Describe the new file."""
        self.file_size = picture.size
        self.file_hash = hash_filelike(picture)
        picture.seek(0)
        self.look_at(picture.read())
        self._has_new_file = True

    def look_at(self, content: bytes) -> None:
        """Describe how the file looks whose `content` that is."""
        extension = PurePosixPath(str(self.file.name)).suffix[1:]
        self.colour, self.preview, self.plays = look_of(content, extension)

    @property
    def members(self) -> list[Member]:
        """The files in which readers are to get it."""
        return members_of((self.width, self.height), self.plays)

    def get_upload_to(self, filename: str) -> str:
        """A path that cannot be guessed and keeps nothing of `filename` but its extension."""
        return f"original_images/{secrets.token_hex(12)}{PurePosixPath(filename).suffix.lower()}"


class RenditionQuerySet(models.QuerySet["CustomRendition"]):
    def bulk_create(self, objs: Iterable["CustomRendition"], *args: Any, **kwargs: Any) -> "list[CustomRendition]":
        """Like Django's, and sends the signals that `save` would: readers see a picture as soon as it has sizes."""
        renditions = list(objs)
        for rendition in renditions:
            pre_save.send(sender=self.model, instance=rendition, raw=False, using=self.db, update_fields=None)
        made = super().bulk_create(renditions, *args, **kwargs)
        for rendition in renditions:
            post_save.send(sender=self.model, instance=rendition, created=True, raw=False, using=self.db, update_fields=None)
        return made


class CustomRendition(AbstractRendition):
    """One size and format of a `CustomImage`, the only form in which readers get it."""

    objects = RenditionQuerySet.as_manager()
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="rendition_file")]

    def get_upload_to(self, filename: str) -> str:
        """A path below the original's token. In `filename`, Wagtail leaves only as much of the token as its filter has
        room for; the names of a set are short since there are many of them in an answer."""
        made_by = f"{self.filter_spec} {self.focal_point_key}"
        name = hashlib.sha256(made_by.encode()).hexdigest()[:12] + PurePosixPath(filename).suffix
        if member := MEMBERS.get(self.filter_spec):
            name = f"{member.width}.{member.format.extension}"
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
