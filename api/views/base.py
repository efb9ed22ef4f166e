"""What every endpoint shares: its parameters and its reader."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from api.dependencies import Dependencies
from api.known import facts_since
from api.manners import with_headers
from api.representation.reading import DatabaseReader
from api.sites import dated_site_of
from api.trees import Tree
from api.views.parameters import Parameters
from api.visibility import Visibility

MOMENT = "moment"
"""The attribute of a request that isn't answered as of now, but as of another moment."""


class ReaderView(APIView):
    """An endpoint that gives anybody what readers may see.

    Methods build the JSON through `self.reader`; what it read decides the headers.
    """

    parameters_class: type[Parameters] = Parameters
    is_dated = True
    """Whether the answer can say since when it has been the same."""
    http_method_names = ["get", "head", "options"]

    reader: DatabaseReader
    parameters: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD"):
            return
        self.parameters = dict(built(self.parameters_class).run_validation(request.query_params))
        self.reader = reader_of(request._request, self.is_dated)
        if "indent" in request.accepted_media_type:
            # Who wants it with white space gets it made.
            self.reader.may_use_documents = False
        if "locale" in self.parameters:
            self.reader.visibility.tree = language_named(self.parameters["locale"], self.reader)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if not hasattr(self, "reader"):
            return response
        response.dependencies = self.reader.dependencies
        return with_headers(request._request, response, self.reader.dependencies)


@cache
def built(parameters_class: type[Parameters]) -> Parameters:
    """The only instance for all requests: to build one copies every field of it, and it remembers nothing of what it checks."""
    return parameters_class()


def in_json(text: str) -> HttpResponse:
    """An answer whose JSON is finished."""
    return HttpResponse(text, content_type="application/json")


def language_named(tag: str, reader: DatabaseReader) -> Tree:
    """The language with that BCP 47 tag, in any case. Raises ValidationError where the site has no public pages in it."""
    known = {tree.tag: tree for tree in reader.visibility.trees} or {reader.visibility.tree.tag: reader.visibility.tree}
    for name, tree in known.items():
        if name.lower() == tag.lower():
            return tree
    raise ValidationError({"locale": f"This site has no pages in “{tag}”. It has: {', '.join(known)}."})


def reader_of(request: HttpRequest, is_dated: bool = True) -> DatabaseReader:
    """A reader who sees the site that the request names as anybody does at this moment. One query."""
    moment = getattr(request, MOMENT, None)
    now = moment or timezone.now()
    site, changed_at = dated_site_of(request, now)
    facts = None if moment else facts_since(changed_at, site.pk)
    reader = DatabaseReader(Visibility(site, now, facts), Dependencies(changed_at=changed_at if is_dated else None))
    reader.may_use_documents = moment is None and site.has_documents
    return reader
