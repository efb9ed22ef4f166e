"""Activities in calendar programs."""

import datetime
from typing import Any

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


@pytest.mark.parametrize(
    ("starts_at", "offset"),
    [
        (datetime.datetime(1999, 7, 1, 18, tzinfo=datetime.UTC), 1),
        (datetime.datetime(2024, 1, 10, 18, tzinfo=datetime.UTC), 0),
        (datetime.datetime(2026, 10, 25, 2, 30, tzinfo=datetime.UTC), 0),
        (datetime.datetime(2034, 7, 1, 18, tzinfo=datetime.UTC), 1),
    ],
)
def test_rules_of_the_zone_hold_in_summers_and_winters_of_any_year(
    client: Client, small_site: SmallSite, starts_at: datetime.datetime, offset: int
) -> None:
    small_site.add_activity(title="Then", starts_at=starts_at)
    calendar = calendar_at(client, "/activities/then.ics")
    (event,) = calendar.walk("VEVENT")
    local = event.decoded("dtstart").replace(tzinfo=None)
    # By the rules in the file itself, as a program that knows no zones would.
    (zone,) = calendar.timezones
    assert zone.to_tz(lookup_tzid=False).utcoffset(local) == datetime.timedelta(hours=offset)
    assert local - datetime.timedelta(hours=offset) == starts_at.replace(tzinfo=None)


def test_long_lines_are_folded_between_characters(client: Client, small_site: SmallSite) -> None:
    small_site.activity.summary = "Grüße, «наши» 🏠; " * 20
    small_site.activity.save()
    content = client.get("/activities/street-stall.ics").content
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(event["description"]) == small_site.activity.summary


def test_event_has_what_the_standard_asks_for(client: Client, small_site: SmallSite) -> None:
    calendar = calendar_at(client, "/activities.ics")
    assert (str(calendar["version"]), bool(str(calendar["prodid"]))) == ("2.0", True)
    (event,) = calendar.walk("VEVENT")
    for name in ("uid", "dtstamp", "dtstart", "last-modified", "created", "sequence"):
        assert name in event, name
    for name in ("dtstamp", "last-modified", "created"):
        assert event.decoded(name).tzname() == "UTC"


def test_changed_event_is_news_to_who_has_it(client: Client, small_site: SmallSite) -> None:
    def event() -> Any:
        (found,) = calendar_at(client, "/activities/street-stall.ics").walk("VEVENT")
        return found

    before = event()
    created = small_site.activity.first_published_at
    small_site.activity.last_published_at = created + datetime.timedelta(minutes=5)
    small_site.activity.save()
    after = event()
    assert str(after["uid"]) == str(before["uid"])
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstamp") > before.decoded("dtstamp")
