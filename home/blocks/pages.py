"""Blocks that point at pages: calls to action, chosen positions and latest activities."""

from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from typing_extensions import TypedDict
from wagtail import blocks

from home.blocks.base import PAGES, RepresentedStruct
from home.desk.choosing import PageChooser
from home.shapes import ActivityReportCard, BlockId, Link, PositionCard, Raw, Reader, doc


class PageBlock(blocks.PageChooserBlock):
    """Wagtail's, whose form shows the number and the sentence of a position that is chosen."""

    @cached_property
    def widget(self) -> PageChooser:
        return PageChooser(target_models=self.target_models)

    def deconstruct(self) -> Any:
        # How it looks in a form is no matter for migrations.
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


class CallToAction(TypedDict):
    """An invitation to do something now."""

    type: Literal["call_to_action"]
    id: BlockId
    heading: Annotated[str, doc("Plain text.")]
    text: Annotated[str, doc("Plain text; may be empty.")]
    label: Annotated[str, doc("What the button says, plain text.")]
    link: Annotated[Link | None, doc("Where the button leads to; null where that page is not public.")]


class CallToActionBlock(RepresentedStruct):
    heading = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(required=False)
    label = blocks.CharBlock(max_length=60, help_text='On the button: say what happens, such as "Write to us".')
    page = PageBlock(required=False)
    url = blocks.URLBlock(required=False, label="Address elsewhere", help_text="Instead of a page.")

    shape = CallToAction

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        # A draft may be unfinished, and is saved every few words.
        if not self.is_deferred_validation:
            require_one_target(cleaned)
        return cleaned

    def represent(self, raw: Raw, reader: Reader) -> dict[str, Any]:
        return {
            "heading": raw.get("heading") or "",
            "text": raw.get("text") or "",
            "label": raw.get("label") or "",
            "link": link(raw, reader),
        }

    class Meta:
        icon = "pick"
        group = PAGES
        help_text = "An invitation with a button."


def require_one_target(value: Any) -> None:
    """Raises StructBlockValidationError unless a value with the fields `page` and `url` has just one of them."""
    if bool(value.get("page")) == bool(value.get("url")):
        message = "Choose either a page or an address elsewhere."
        raise blocks.StructBlockValidationError(block_errors={"page": ValidationError(message)})


def link(raw: Raw, reader: Reader) -> Link | None:
    """The target of a block with the fields `page` and `url`; None where the page is not public."""
    if raw.get("page"):
        page = reader.page_link(raw["page"])
        return {"url": page["path"], "page": page} if page else None
    return {"url": raw["url"], "page": None} if raw.get("url") else None


class ChosenPositions(TypedDict):
    """Positions that the editor picked."""

    type: Literal["chosen_positions"]
    id: BlockId
    heading: Annotated[str, doc("Plain text; may be empty.")]
    positions: Annotated[list[PositionCard], doc("In the editor's order.")]


class ChosenPositionsBlock(RepresentedStruct):
    heading = blocks.CharBlock(required=False, max_length=120)
    positions = blocks.ListBlock(PageBlock(page_type="home.PositionPage"), min_num=1)

    shape = ChosenPositions

    def represent(self, raw: Raw, reader: Reader) -> dict[str, Any]:
        items = raw.get("positions") or []
        ids = [item["value"] if isinstance(item, dict) else item for item in items]
        return {"heading": raw.get("heading") or "", "positions": reader.position_cards([pk for pk in ids if pk])}

    class Meta:
        icon = "list-ul"
        group = PAGES


class LatestActivities(TypedDict):
    """What the group did last, kept up by itself."""

    type: Literal["latest_activities"]
    id: BlockId
    heading: Annotated[str, doc("Plain text; may be empty.")]
    activities: Annotated[list[ActivityReportCard], doc("The one that began last comes first.")]


class LatestActivitiesBlock(RepresentedStruct):
    heading = blocks.CharBlock(required=False, max_length=120)
    count = blocks.IntegerBlock(min_value=1, max_value=12, default=3, label="How many")

    shape = LatestActivities

    def represent(self, raw: Raw, reader: Reader) -> dict[str, Any]:
        return {"heading": raw.get("heading") or "", "activities": reader.latest_activities(raw.get("count") or 3)}

    class Meta:
        icon = "calendar-alt"
        group = PAGES
        help_text = "The activities that began last. Keeps itself up to date."
