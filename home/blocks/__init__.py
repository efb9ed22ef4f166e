"""The blocks that a body is made of. Each stands with its JSON in one of the modules of this folder."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypeAliasType

from home.blocks import media, pages, text
from home.blocks.base import StreamBlock


class BodyBlock(StreamBlock):
    """The body of positions, activities, articles and plain pages. A key is the block's `type` in the JSON."""

    rich_text = text.RichTextBlock()
    heading = text.HeadingBlock()
    quote = text.QuoteBlock()
    image = media.ImageBlock()
    gallery = media.GalleryBlock()
    document = media.DocumentBlock()
    embed = media.EmbedBlock()
    call_to_action = pages.CallToActionBlock()
    chosen_positions = pages.ChosenPositionsBlock()
    latest_activities = pages.LatestActivitiesBlock()
    table = text.TableBlock()


Block = TypeAliasType(
    "Block",
    Annotated[
        text.RichText
        | text.Heading
        | text.Quote
        | media.Image
        | media.Gallery
        | media.Document
        | media.Embed
        | pages.CallToAction
        | pages.ChosenPositions
        | pages.LatestActivities
        | text.Table,
        Field(
            discriminator="type",
            description="One block of a body. `type` tells which kind it is: make a component for each.",
        ),
    ],
)
"""The JSON of one block of a body."""
