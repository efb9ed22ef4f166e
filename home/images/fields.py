"""Fields that strip a picture before anything else sees it, whichever way it arrives: form, API or code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db.models.fields.files import FieldFile, ImageFileDescriptor
from wagtail.images.fields import WagtailImageField as WagtailFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from home.images.limits import MAX_FILE_BYTES
from home.images.metadata import strip
from home.images.recognition import PictureRefused


class StrippedFile(ContentFile[bytes]):
    """The file of a picture that has been stripped. It is named after its format only."""


def stripped(file: File[Any], name: str | None = None) -> StrippedFile:
    """`file`, called `name` or as it says itself, without metadata: in memory, and worked out once for each `file`.

    Raises `django.core.exceptions.ValidationError` with one sentence for the editor where the picture is refused.
    """
    if isinstance(file, StrippedFile):
        return file
    # Wagtail's multiple upload keeps the raw upload for later once its form has asked for the alt text.
    kept: StrippedFile | None = vars(file).get("stripped")
    if kept is None:
        try:
            kept = _stripped(file, name or file.name or "")
        except PictureRefused as refusal:
            raise ValidationError(str(refusal), code="picture_refused") from refusal
        vars(file)["stripped"] = kept
    return kept


def _stripped(file: File[Any], name: str) -> StrippedFile:
    file.open()
    file.seek(0)
    # One byte more than is accepted is enough to refuse a larger file.
    picture = strip(file.read(MAX_FILE_BYTES + 1), name)
    return StrippedFile(picture.content, name=f"picture.{picture.extension}")


class StrippedFieldFile(WagtailImageFieldFile):
    """Where every new file passes on its way to the storage."""

    instance: Any

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store `content` stripped. Of `name`, only the extension is looked at, to compare it with the content."""
        picture = stripped(content, name)
        super().save(str(picture.name), picture, save=False)
        self.instance.file_was_stored(picture)
        if save:
            self.instance.save()


class StrippedFileDescriptor(ImageFileDescriptor):
    """Strips a file when it is assigned, so that its width, height, size and hash are those of what will be stored."""

    def __set__(self, instance: Any, value: Any) -> None:
        if isinstance(value, File) and not isinstance(value, FieldFile):
            value = stripped(value)
        super().__set__(instance, value)


class StrippedImageField(WagtailImageField):
    """A model's image file of which only the picture is kept.

    The model's `file_was_stored(picture: StrippedFile)` is called after each new file.
    """

    attr_class = StrippedFieldFile
    descriptor_class = StrippedFileDescriptor


class StrippedImageFormField(WagtailFormField):
    """A form's image file, stripped before Wagtail's own checks decode it; a refusal is this field's error."""

    def to_python(self, data: Any) -> Any:
        file = forms.FileField.to_python(self, data)
        return None if file is None else super().to_python(stripped(file))
