"""Serves the sizes of public pictures. What was uploaded stays where it is: originals have no address."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from api.dependencies import NOTE, Dependencies
from api.manners import KEEP_PICTURE
from api.sites import dated_site_of
from api.visibility import Visibility
from home.images.sets import FORMATS
from home.models import CustomRendition

# Python knows WebP since 3.13 only.
MEDIA_TYPES = {format.extension: format.media_type for format in FORMATS}


@require_safe
def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file of a rendition whose image is public; else 404, whether it exists or not. A changed picture gets a new name."""
    if "\x00" in name:
        raise Http404
    now = timezone.now()
    # Not as Wagtail finds it, who loads the home page with it: nothing of that is in the answer.
    site, _ = dated_site_of(request, now)
    visible = Visibility(site, now).images()
    rendition = CustomRendition.objects.filter(file=name, image__in=visible).first()
    if rendition is None:
        raise Http404
    try:
        response = FileResponse(rendition.file.open("rb"), content_type=MEDIA_TYPES.get(name.rpartition(".")[2]))
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = KEEP_PICTURE
    request.META[NOTE] = Dependencies({f"image:{rendition.image_id}"})
    return response
