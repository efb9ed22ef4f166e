"""The admin's image form, in which a refused picture is an error beside its field."""

from typing import Any

from wagtail.images.forms import BaseImageForm

from home.images.fields import StrippedImageFormField


class ImageForm(BaseImageForm):
    """The base of every form in which an editor gives a picture (setting `WAGTAILIMAGES_IMAGE_FORM_BASE`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail builds this field itself and offers no setting for its class.
        given = self.fields.get("file")
        if given is not None:
            self.fields["file"] = StrippedImageFormField(label=given.label, required=given.required, widget=given.widget)
