"""The JSON of the list of activities and of an activity."""

from typing import Annotated, Literal, cast

from django.utils import timezone
from typing_extensions import TypedDict

from api.representation.body import body_of
from api.representation.cards import moment, when
from api.representation.meta import PageMeta, meta_of
from api.representation.reading import DatabaseReader
from home import models
from home.blocks import Block
from home.shapes import (
    ActivityFilters,
    ActivityReportCard,
    CaptionedImage,
    DateTime,
    Document,
    Html,
    PageId,
    PositionCard,
    Tag,
    Title,
    doc,
)

Kind = Literal["practical", "theoretical"]


class ActivityIndexPage(TypedDict):
    """The list of activities. `pages/?child_of=` walks through all of them."""

    id: PageId
    type: Literal["activity_index"]
    title: Title
    meta: PageMeta
    introduction: Html
    upcoming: Annotated[list[ActivityReportCard], doc("Those to come, soonest first, at most 100.")]
    past: Annotated[list[ActivityReportCard], doc("Those that have begun, newest first, at most 100.")]
    past_cursor: Annotated[
        str | None, doc("For `activities/?when=past&cursor=`, which goes on from there; null at the end.")
    ]
    filters: ActivityFilters


class ActivityReportPage(TypedDict):
    """One activity: an announcement until it begins, then a report."""

    id: PageId
    type: Literal["activity_report"]
    title: Title
    meta: PageMeta
    kind: Annotated[Kind, doc("`practical`: something done; `theoretical`: something discussed.")]
    phase: Annotated[Literal["announcement", "report"], doc("By the clock: a report from its start on.")]
    starts_at: Annotated[DateTime, doc("When it begins.")]
    ends_at: Annotated[DateTime | None, doc("When it ends; null where that is open.")]
    time_zone: Annotated[str, doc("IANA name of the zone that the times are given in.")]
    place: Annotated[str, doc("Where it is, as people call it; may be empty.")]
    address: Annotated[str, doc("Where it is, for the post and for maps; may be empty.")]
    summary: Annotated[str, doc("What it is about, plain text.")]
    body: Annotated[list[Block], doc("The announcement, or the report.")]
    photos: Annotated[list[CaptionedImage], doc("In the editor's order.")]
    documents: Annotated[list[Document], doc("In the editor's order.")]
    related_positions: Annotated[list[PositionCard], doc("The positions that this was about.")]
    tags: Annotated[list[Tag], doc("By name.")]


def represent_index(page: models.ActivityIndexPage, reader: DatabaseReader) -> ActivityIndexPage:
    past = reader.activities_below(page, "past")
    return {
        "id": page.pk or 0,
        "type": "activity_index",
        "title": page.title,
        "meta": meta_of(page, reader),
        "introduction": reader.rich_text(page.introduction),
        "upcoming": reader.activity_cards(reader.activities_below(page, "upcoming").ids),
        "past": reader.activity_cards(past.ids),
        "past_cursor": past.cursor,
        "filters": reader.activity_filters(page),
    }


def represent(page: models.ActivityReportPage, reader: DatabaseReader) -> ActivityReportPage:
    has_begun = page.starts_at <= reader.now
    if not has_begun:
        reader.dependencies.changes_at(page.starts_at)
    photos = [(reader.image(row.target), row.text) for row in reader.rows(page, "photos")]
    documents = [reader.document(row.target) for row in reader.rows(page, "documents")]
    return {
        "id": page.pk or 0,
        "type": "activity_report",
        "title": page.title,
        "meta": meta_of(page, reader),
        "kind": cast(Kind, page.kind),
        "phase": "report" if has_begun else "announcement",
        "starts_at": moment(page.starts_at),
        "ends_at": when(page.ends_at),
        "time_zone": timezone.get_default_timezone_name(),
        "place": page.place,
        "address": page.address,
        "summary": page.summary,
        "body": body_of(page.body, reader),
        "photos": [{"image": image, "caption": caption} for image, caption in photos if image],
        "documents": [document for document in documents if document],
        "related_positions": reader.position_cards([row.target for row in reader.rows(page, "related_positions")]),
        "tags": reader.own_tags(page),
    }
