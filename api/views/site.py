"""The organisation and the menus."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi
from api.representation.site import represent_navigation, represent_site
from api.views.base import ReaderView
from api.views.parameters import LanguageParameters


class SiteView(ReaderView):
    """Who speaks on this site."""

    parameters_class = LanguageParameters

    @extend_schema(
        operation_id="get_site",
        summary="Who speaks on this site",
        parameters=[LanguageParameters],
        responses=openapi.responses("Site", 400),
        tags=["site"],
    )
    def get(self, request: Request) -> Response:
        return Response(represent_site(self.reader))


class NavigationView(ReaderView):
    """The menus of this site."""

    parameters_class = LanguageParameters

    @extend_schema(
        operation_id="get_navigation",
        summary="The site's menus",
        description="An entry that leads to a page leads to its translation in the language asked for, and is left out "
        "where there is none.",
        parameters=[LanguageParameters],
        responses=openapi.responses("Navigation", 400),
        tags=["site"],
    )
    def get(self, request: Request) -> Response:
        return Response(represent_navigation(self.reader))
