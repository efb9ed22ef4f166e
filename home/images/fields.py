"""The model field that strips a picture before it is stored, whichever way it arrives."""

from wagtail.images.models import WagtailImageField


class StrippedImageField(WagtailImageField):
    """An image file of which only the picture is kept."""
