"""Lists of pages in the admin, with the columns that one looks for there, and the same columns to take away as a table."""

import datetime
from collections.abc import Callable
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView

from home.desk.editing import DeskViewSet
from home.models import ActivityReportPage, ArticlePage, PositionPage


def day(name: str) -> Callable[[Any], str]:
    """What to show of the date or the time in the field `name`: the day, and nothing where there is none."""

    def shown(page: Any) -> str:
        value = getattr(page, name)
        if isinstance(value, datetime.datetime):
            return date_format(timezone.localtime(value), "j M Y, H:i")
        return date_format(value, "j M Y") if value else ""

    return shown


def columns_with(*own: Column) -> list[Any]:
    """Wagtail's columns but for the type, which is the same in all rows, with one's own after the title."""
    columns = [column for column in ExplorableIndexView.base_columns if column.name != "type"]
    place = 1 + next(place for place, column in enumerate(columns) if column.name == "title")
    return [*columns[:place], *own, *columns[place:]]


class PositionViewSet(DeskViewSet):
    model = PositionPage
    columns: ClassVar[list[Any]] = columns_with(
        Column("number", label="Number", sort_key="number", width="8%"),
        Column("adopted_on", label="Adopted", accessor=day("adopted_on"), sort_key="adopted_on", width="12%"),
    )
    list_export = ("number", "title", "summary", "adopted_on", "live", "url")


class ActivityViewSet(DeskViewSet):
    model = ActivityReportPage
    columns: ClassVar[list[Any]] = columns_with(
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind", width="10%"),
        Column("starts_at", label="Begins", accessor=day("starts_at"), sort_key="starts_at", width="14%"),
    )
    ordering = "-starts_at"
    list_export = ("title", "kind", "starts_at", "ends_at", "place", "summary", "live", "url")


class ArticleViewSet(DeskViewSet):
    model = ArticlePage
    columns: ClassVar[list[Any]] = columns_with(
        Column("author_names", label="Authors", sort_key="author_names", width="15%"),
        Column("written_on", label="Written", accessor=day("written_on"), sort_key="written_on", width="12%"),
    )
    ordering = "-written_on"
    list_export = ("title", "author_names", "written_on", "summary", "live", "url")
