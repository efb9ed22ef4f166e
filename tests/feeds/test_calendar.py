"""Activities in calendar programs."""

import datetime

import icalendar
import pytest
from django.test import Client

from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


def calendar_at(client: Client, path: str) -> icalendar.Calendar:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(response.content)


def test_calendar_holds_every_activity(client: Client, small_site: SmallSite) -> None:
    small_site.add_activity(days=5, title="March")
    assert [str(event["summary"]) for event in calendar_at(client, "/activities.ics").walk("VEVENT")] == [
        "March",
        "Street stall",
    ]


def test_activity_has_a_file_of_its_own(client: Client, small_site: SmallSite) -> None:
    small_site.activity.place, small_site.activity.address = "Town hall", "1 Market Street"
    small_site.activity.save()
    (event,) = calendar_at(client, "/activities/street-stall.ics").walk("VEVENT")
    assert str(event["location"]) == "Town hall, 1 Market Street"
    assert str(event["url"]) == "http://localhost/activities/street-stall/"


def test_time_zone_is_kept_and_explained(client: Client, small_site: SmallSite) -> None:
    starts_at = datetime.datetime(2026, 7, 1, 18, 0, tzinfo=datetime.UTC)
    small_site.add_activity(title="Summer", starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=2))
    calendar = calendar_at(client, "/activities/summer.ics")
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event.decoded("dtstart") == starts_at
    assert event.decoded("dtend") - event.decoded("dtstart") == datetime.timedelta(hours=2)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]


def test_hidden_activity_is_in_no_calendar(client: Client, small_site: SmallSite) -> None:
    small_site.activity.unpublish()
    assert not calendar_at(client, "/activities.ics").walk("VEVENT")
    assert client.get("/activities/street-stall.ics").status_code == 404


@pytest.mark.parametrize("path", ["/positions/rent-cap.ics", "/nowhere.ics", "/.ics"])
def test_other_pages_have_no_calendar(client: Client, small_site: SmallSite, path: str) -> None:
    assert client.get(path).status_code == 404


def test_text_cannot_add_lines_of_its_own(client: Client, small_site: SmallSite) -> None:
    small_site.activity.summary = "Come;\r\nATTENDEE:mailto:a@example.org"
    small_site.activity.save()
    (event,) = calendar_at(client, "/activities/street-stall.ics").walk("VEVENT")
    assert "attendee" not in event
