"""Activities for calendar programs (RFC 5545): one calendar to subscribe to, and one file for each activity."""

import datetime
from typing import Any

import icalendar
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from api.feeds.languages import reader_in
from api.manners import with_headers
from api.representation.reading import DatabaseReader
from api.resolving import page_at
from api.views.base import reader_of
from home.models import ActivityReportPage

MOST_EVENTS = 500

REFRESH = datetime.timedelta(hours=1)
"""How often a program that subscribes should look for news."""


@require_safe
def activities(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """The 500 activities that begin last, past and to come."""
    reader = reader_in(request, language)
    reader.dependencies.add("type", "activity_report")
    public = ActivityReportPage.objects.filter(pk__in=reader.visibility.listed_pages().values("pk"))
    pages = list(public.order_by("-starts_at", "-pk")[:MOST_EVENTS])
    for page in pages:
        reader.dependencies.changes_at(page.expire_at)
    return _answer(request, pages, reader, "activities.ics")


@require_safe
def activity(request: HttpRequest, path: str) -> HttpResponse:
    """The activity whose page is at `path`; 404 for other pages."""
    reader = reader_of(request)
    page = page_at(f"/{path}/", reader)
    if not isinstance(page, ActivityReportPage):
        raise Http404
    reader.visibility.tree = reader.visibility.tree_of(page)
    reader.dependencies.add("page", page.pk)
    reader.dependencies.changes_at(page.expire_at)
    return _answer(request, [page], reader, f"{page.slug}.ics")


def _answer(request: HttpRequest, pages: list[ActivityReportPage], reader: DatabaseReader, name: str) -> HttpResponse:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Broadside//Activities//EN")
    calendar.add("version", "2.0")
    calendar.add("name", reader.site_name)  # RFC 7986; older programs read the next one
    calendar.add("x-wr-calname", reader.site_name)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", REFRESH, parameters={"value": "DURATION"})
    for page in pages:
        calendar.add_component(event(page, reader))
    # The rules of the zone go along, so that a program without them shows the right hour too.
    calendar.add_missing_timezones()
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return with_headers(request, response, reader.dependencies)


def event(page: ActivityReportPage, reader: DatabaseReader) -> icalendar.Event:
    site = reader.visibility.site
    item = icalendar.Event()
    item.add("uid", f"page-{page.pk}@{site.hostname}")
    # RFC 5545 wants the moment at which this state of the event was made; the same page must give the same bytes.
    created = page.first_published_at or page.starts_at
    changed = page.last_published_at or created
    item.add("dtstamp", _utc(changed))
    item.add("created", _utc(created))
    item.add("last-modified", _utc(changed))
    # Programs that have the event already take a file with a greater number for news.
    item.add("sequence", max(0, int((changed - created).total_seconds()) // 60))
    item.add("status", "CONFIRMED")
    item.add("dtstart", _local(page.starts_at))
    if page.ends_at:
        item.add("dtend", _local(page.ends_at))
    item.add("summary", page.title)
    item.add("description", page.summary)
    item.add("url", site.root_url + reader.path_of(page))
    if place := ", ".join(part for part in (page.place, page.address) if part):
        item.add("location", place)
    return item


def _local(moment: datetime.datetime) -> Any:
    return moment.astimezone(timezone.get_default_timezone())


def _utc(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(datetime.UTC).replace(microsecond=0)
