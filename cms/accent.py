"""The organisation's colour as a stylesheet of its own, which a strict content security policy allows in every page.

Its address holds the colour and nothing else does: a browser may keep it for good, and a new colour has a new address.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from api.manners import KEEP_FOR_GOOD
from api.representation.reading import DatabaseReader
from home.colours import DEFAULT_ACCENT


@require_safe
def serve(request: HttpRequest, digits: str) -> HttpResponse:
    """The stylesheet for a colour of six hexadecimal digits."""
    # Outweighs the `:root` of the site's stylesheet, whichever of the two comes first.
    response = HttpResponse(f"html:root{{--accent:#{digits}}}", content_type="text/css")
    response["Cache-Control"] = KEEP_FOR_GOOD
    return response


def accent_link(reader: DatabaseReader) -> str:
    """What the head of a page needs for the organisation's colour; nothing where it is the one that the site comes with."""
    accent = reader.organisation.accent
    if accent == DEFAULT_ACCENT:
        return ""
    return format_html('<link rel="stylesheet" href="{}">', reverse("accent", args=(accent[1:],)))
