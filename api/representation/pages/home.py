"""The JSON of the home page."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from api.representation.meta import PageMeta, meta_of
from api.representation.reading import DatabaseReader
from home import models
from home.shapes import ActivityReportCard, Html, PageId, PageLink, PositionCard, Title, doc

POSITIONS_WITHOUT_A_CHOICE = 3
ACTIVITIES = 3


class ContactCall(TypedDict):
    """The call to get in touch."""

    heading: Annotated[str, doc("Plain text.")]
    text: Html
    link: Annotated[PageLink | None, doc("Where it leads to; null where that page is not public.")]


class HomePage(TypedDict):
    """The first page of the site."""

    id: PageId
    type: Literal["home"]
    title: Title
    meta: PageMeta
    purpose: Annotated[str, doc("What the group stands for, in one sentence.")]
    lead: Html
    positions: Annotated[list[PositionCard], doc("Those that the editor chose, or the first ones.")]
    activities: Annotated[list[ActivityReportCard], doc("Those that began last, newest first.")]
    upcoming: Annotated[list[ActivityReportCard], doc("Those that begin next, soonest first.")]
    contact: ContactCall


def represent(page: models.HomePage, reader: DatabaseReader) -> HomePage:
    chosen = [row.target for row in reader.rows(page, "chosen_positions")]
    # Also where all that were chosen are hidden: an empty list would tell that something is.
    first = reader.position_cards(reader.first_positions(POSITIONS_WITHOUT_A_CHOICE))
    return {
        "id": page.pk or 0,
        "type": "home",
        "title": page.title,
        "meta": meta_of(page, reader),
        "purpose": page.purpose,
        "lead": reader.rich_text(page.lead),
        "positions": reader.position_cards(chosen) or first,
        "activities": reader.latest_activities(ACTIVITIES),
        "upcoming": reader.next_activities(ACTIVITIES),
        "contact": {
            "heading": page.call_heading,
            "text": reader.rich_text(page.call_text),
            "link": reader.page_link(page.call_page_id),
        },
    }
