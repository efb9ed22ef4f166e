"""Serves files to download: to readers what is public, and to editors what their login lets them see besides."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_document

from api.dependencies import Dependencies
from api.edge.tags import tags_of
from api.manners import ASK_EACH_TIME, KEEP_NOTHING
from api.policies import FILE
from api.sites import site_of
from api.visibility import Visibility


@require_safe
def serve(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    """Wagtail's answer where readers may have the document, or somebody who is logged in; else 404."""
    public = Visibility(site_of(request), timezone.now()).documents().filter(pk=document_id).exists()
    # Whether there is a session is not even asked about what is public: its answer is the same for everybody.
    if not public and not request.user.is_authenticated:
        raise Http404
    response: HttpResponseBase = serve_document(request, int(document_id), name)
    response["Content-Security-Policy"] = FILE
    if not public or response.status_code not in (200, 304):
        response["Cache-Control"] = KEEP_NOTHING
        return response
    dependencies = Dependencies()
    dependencies.add("document", document_id)
    response["Cache-Control"] = ASK_EACH_TIME
    response["Cache-Tag"] = ",".join(tags_of(dependencies))
    return response
