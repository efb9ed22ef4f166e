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
        summary="Get the organisation",
        description="Who speaks on this site, in which languages, and what stands at the foot of every page. A frontend asks "
        "for it once and keeps it.",
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
        summary="Get the menus",
        description="The menus at the top and at the foot of every page, as editors arranged them. An entry that leads to a page "
        "leads to its translation in the language asked for, and is left out where there is none.",
        parameters=[LanguageParameters],
        responses=openapi.responses("Navigation", 400),
        tags=["site"],
    )
    def get(self, request: Request) -> Response:
        return Response(represent_navigation(self.reader))
