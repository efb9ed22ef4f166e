"""The list of positions."""

from typing import Annotated

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from typing_extensions import TypedDict

from api import openapi
from api.views.listing import ListMeta, ListParameters, ListView
from api.views.parameters import DayField
from home.models import PositionPage
from home.shapes import PositionCard, doc


class PositionList(TypedDict):
    """Part of the list of positions."""

    meta: ListMeta
    items: Annotated[list[PositionCard], doc("In the order that was asked for.")]


class PositionListParameters(ListParameters):
    adopted_from = DayField(required=False, help_text="Only positions adopted on this day or later.")
    adopted_to = DayField(required=False, help_text="Only positions adopted on this day or earlier.")
    order = openapi.order_field(["tree", "number", "title", "adopted_on", "id"], default="tree")


class PositionListView(ListView):
    """All positions."""

    parameters_class = PositionListParameters
    orders = {"tree": "path", "number": "number", "title": "title", "adopted_on": "adopted_on", "id": "page_ptr_id"}

    @extend_schema(
        operation_id="list_positions",
        summary="List positions",
        description="What the group has agreed on, one demand to a page, in the order that its editors gave them.",
        parameters=[PositionListParameters],
        responses=openapi.list_responses("PositionList"),
        tags=["pages"],
    )
    def get(self, request: Request) -> Response | HttpResponse:
        self.reader.dependencies.add("type", "position")
        positions = self.reader.visibility.listed_pages(PositionPage)
        if day := self.parameters.get("adopted_from"):
            positions = positions.filter(adopted_on__gte=day)
        if day := self.parameters.get("adopted_to"):
            positions = positions.filter(adopted_on__lte=day)
        return self.part_of(positions, self.parameters["order"])
