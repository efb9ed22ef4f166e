"""The picture that editors upload: described for people who cannot see it, and stripped of everything that it tells of
its maker."""

import secrets
from pathlib import PurePosixPath

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index

from home.images.fields import StrippedImageField


class CustomImage(AbstractImage):
    """A picture with a required description (`alt`) and an optional `credit`.

    `title` starts as the name of the uploaded file, which can name people and places: it is for editors only and must
    not be given to readers. Wagtail's own optional `description` is not used.
    """

    file = StrippedImageField(
        verbose_name="file", upload_to=get_upload_to, width_field="width", height_field="height"
    )
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
    search_fields = AbstractImage.search_fields + [
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

    def get_upload_to(self, filename: str) -> str:
        """A path that cannot be guessed and keeps nothing of `filename` but its extension."""
        return f"original_images/{secrets.token_hex(12)}{PurePosixPath(filename).suffix.lower()}"


class CustomRendition(AbstractRendition):
    """One size and format of a `CustomImage`, the only form in which readers get it."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """A path below the original's whole token: Wagtail cuts the token in `filename` to make room for the filter."""
        return f"images/{PurePosixPath(self.image.file.name).stem}/{super().get_upload_to(filename).rpartition('/')[2]}"
