"""The list of activities, with the filters that a calendar and an archive need."""

import datetime
from typing import Annotated

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from typing_extensions import TypedDict

from api import openapi
from api.views.listing import ListMeta, ListView, RangeParameters
from api.views.parameters import CommaSeparatedField, IdField, NameField, TagsField
from home.models import ActivityReportPage
from home.shapes import ActivityReportCard, doc


class ActivityList(TypedDict):
    """Part of the list of activities."""

    meta: ListMeta
    items: Annotated[list[ActivityReportCard], doc("In the order that was asked for.")]


class ActivityListParameters(RangeParameters):
    kind = CommaSeparatedField(
        of=NameField(ActivityReportPage.Kind.values),
        help_text="`practical` or `theoretical`, or both with a comma.",
        style=openapi.example("practical"),
    )
    when = serializers.ChoiceField(
        ["upcoming", "past"],
        required=False,
        help_text="Only those that have not begun at this moment, or only those that have.",
        style=openapi.example("upcoming"),
    )
    tag = TagsField()
    position = CommaSeparatedField(
        of=IdField(),
        help_text="Ids of positions: activities about any of them, or a translation.",
        style=openapi.example("7,9"),
    )
    order = openapi.order_field(["starts_at", "title", "id"], default="-starts_at")


class ActivityListView(ListView):
    """All activities."""

    parameters_class = ActivityListParameters
    orders = {"starts_at": "starts_at", "title": "title", "id": "page_ptr_id"}

    @extend_schema(
        operation_id="list_activities",
        summary="List activities",
        description="What the group is going to do and what it has done, the one that begins last first. All filters can be "
        "combined; what has none is all. For a calendar, ask for `when=upcoming&order=starts_at`.",
        parameters=[ActivityListParameters],
        responses=openapi.list_responses("ActivityList"),
        tags=["pages"],
    )
    def get(self, request: Request) -> Response | HttpResponse:
        reader, parameters = self.reader, self.parameters
        reader.dependencies.add("type", "activity_report")
        public = reader.visibility.listed_pages(ActivityReportPage)
        activities = public
        if kinds := parameters.get("kind"):
            activities = activities.filter(kind__in=kinds)
        if tags := parameters.get("tag"):
            activities = activities.filter(tagged_items__tag__slug__in=tags).distinct()
        if positions := parameters.get("position"):
            shown = reader.visibility.pages().filter(pk__in=positions).values("translation_key")
            activities = activities.filter(related_positions__position__translation_key__in=shown).distinct()
        if day := parameters.get("from"):
            activities = activities.filter(starts_at__gte=start_of(day))
        if day := parameters.get("to"):
            activities = activities.filter(starts_at__lt=start_of(day) + datetime.timedelta(days=1))
        if when := parameters.get("when"):
            upcoming = public.filter(starts_at__gt=reader.now).order_by("starts_at")
            reader.dependencies.changes_at(upcoming.values_list("starts_at", flat=True).first())
            activities = activities.filter(**{"starts_at__gt" if when == "upcoming" else "starts_at__lte": reader.now})
        return self.part_of(activities, parameters["order"])


def start_of(day: datetime.date) -> datetime.datetime:
    """Midnight in the site's time zone."""
    return datetime.datetime.combine(day, datetime.time(), timezone.get_default_timezone())
