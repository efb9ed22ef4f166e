"""What every endpoint shares: its reader and the headers of its answer."""

from hashlib import blake2b
from typing import Any

from django.http import HttpRequest
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView
from wagtail.models import Site

from api.dependencies import Dependencies
from api.representation.reading import DatabaseReader, reader_for
from api.trees import Tree
from api.views.parameters import Parameters


class ReaderView(APIView):
    """An endpoint that gives anybody what readers may see.

    Methods build the JSON through `self.reader`; what it read decides the headers.
    """

    parameters_class: type[Parameters] = Parameters
    http_method_names = ["get", "head", "options"]

    reader: DatabaseReader
    parameters: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD"):
            return
        parameters = self.parameters_class(data=request.query_params)
        parameters.is_valid(raise_exception=True)
        self.parameters = parameters.validated_data
        self.reader = reader_for(site_of(request._request))
        if "locale" in self.parameters:
            self.reader.visibility.tree = language_named(self.parameters["locale"], self.reader)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if not hasattr(self, "reader"):
            return response
        return with_headers(request._request, response, self.reader.dependencies)


def language_named(tag: str, reader: DatabaseReader) -> Tree:
    """The language with that BCP 47 tag, in any case. Raises ValidationError where the site has no public pages in it."""
    known = {tree.tag: tree for tree in reader.visibility.trees} or {reader.visibility.tree.tag: reader.visibility.tree}
    for name, tree in known.items():
        if name.lower() == tag.lower():
            return tree
    raise ValidationError({"locale": f"This site has no pages in “{tag}”. It has: {', '.join(known)}."})


def site_of(request: HttpRequest) -> Site:
    """The site that the request's host names, else the default one."""
    site = Site.find_for_request(request)
    if site is None:
        raise RuntimeError("There is no site: run `manage.py migrate`.")
    return site


def with_headers(request: HttpRequest, response: Any, dependencies: Dependencies) -> Any:
    """`response` with what caches need, or 304 where the client has it already.

    `no-cache` lets a browser keep the answer and asks it to check: a reader must never see what was taken back.
    """
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    response["ETag"] = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    response["Cache-Control"] = "public, no-cache"
    response["Cache-Tag"] = ",".join(sorted(dependencies.keys))
    if response.status_code != 200:
        return response
    return get_conditional_response(request, response["ETag"], None, response)
