"""The JSON that blocks and cards are made of, and what a block may ask of whoever represents it.

A block declares its JSON beside its fields (`home.blocks`); whole pages are declared in `api.representation`. Whether a
reader may see a page, an image or a document is not decided here: a block asks a `Reader`, and the API implements that
with its one visibility gate.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict


def doc(description: str) -> Any:
    """Describes a key for readers of the API document."""
    return Field(description=description)


PageType = Literal[
    "home",
    "manifesto",
    "position_index",
    "position",
    "activity_index",
    "activity_report",
    "debate_index",
    "article",
    "contact",
    "standard",
]

Html = Annotated[str, doc("Safe HTML: paragraphs, lists, emphasis and links, nothing else.")]
DateTime = Annotated[
    str, Field(description="RFC 3339, with the offset of the site's time zone.", json_schema_extra={"format": "date-time"})
]
Date = Annotated[str, Field(description="RFC 3339 full date.", json_schema_extra={"format": "date"})]


PageId = Annotated[
    int, doc("Id of the page, for `pages/{id}/`. It stays when the page moves; each translation has its own.")
]
Title = Annotated[str, doc("Of the page, plain text.")]
Path = Annotated[
    str,
    doc("Where the page is on this site, with slashes at both ends: for links, and for the parameter `path` of `resolve/`."),
]
FirstPublished = Annotated[DateTime | None, doc("When readers could first see the page; null where nobody noted it.")]
BlockId = Annotated[str, doc("Stays when blocks are moved; the `key` of a list.")]

ImageFormat = Literal["image/avif", "image/webp", "image/jpeg"]


class FocalPoint(TypedDict):
    """The spot of a picture that must stay visible when it is cropped, as fractions of its width and height."""

    x: Annotated[float, Field(ge=0, le=1, description="From the left edge (0) to the right one (1).")]
    y: Annotated[float, Field(ge=0, le=1, description="From the upper edge (0) to the lower one (1).")]


class ImageSize(TypedDict):
    """One file of a picture."""

    src: Annotated[str, doc("Path of the file.")]
    width: Annotated[int, doc("In pixels.")]
    height: Annotated[int, doc("In pixels.")]


class ImageSource(TypedDict):
    """A picture in one format: a `source` element, whose `srcset` is made of each size's `src` and `width`."""

    type: Annotated[ImageFormat, doc("For the attribute `type` of the `source` element.")]
    sizes: Annotated[list[ImageSize], doc("The smallest first; none is larger than what was uploaded.")]


class Image(TypedDict):
    """A picture in several formats and sizes; the file that was uploaded is not among them."""

    src: Annotated[str, doc("Path of the largest size in the last of the formats, for an `img` element.")]
    width: Annotated[int, doc("Of the file at `src`, in pixels.")]
    height: Annotated[int, doc("Of the file at `src`, in pixels.")]
    alt: Annotated[str, doc("What the picture shows, for people who do not see it.")]
    credit: Annotated[str, doc("Who made the picture; may be empty.")]
    sources: Annotated[list[ImageSource], doc("The best format first; the last is one that every browser can show.")]
    focal_point: Annotated[
        FocalPoint | None, doc("For `object-position`; null where the editor marked none, and the middle will do.")
    ]
    average_colour: Annotated[
        str | None,
        Field(description="Of the whole picture, for CSS; null until it is known.", pattern="^#[0-9a-f]{6}$"),
    ]
    preview: Annotated[
        str | None,
        doc(
            "The picture in about 20 pixels as a `data:` URI of a few hundred bytes, to be shown until a file has arrived. "
            "Null where the picture is transparent in places: it would show through."
        ),
    ]
    animated: Annotated[bool, doc("Whether its AVIF and WebP files move by themselves. Its JPEG files are stills.")]


class CaptionedImage(TypedDict):
    """A picture with what is said below it."""

    image: Image
    caption: Annotated[str, doc("Plain text; may be empty.")]


class Document(TypedDict):
    """A file to download."""

    title: Annotated[str, doc("What the editor calls it, plain text.")]
    url: Annotated[str, doc("Path of the file.")]
    filename: Annotated[str, doc("The name to save it under.")]
    size: Annotated[int, doc("In bytes.")]
    extension: Annotated[str, doc("In lower case, without the dot.")]


class PageLink(TypedDict):
    """A page that another page points at."""

    id: PageId
    type: Annotated[PageType, doc("Which kind of page it is.")]
    title: Title
    path: Path


class Link(TypedDict):
    """A target of an editor's choice: a page of this site or an address elsewhere."""

    url: Annotated[str, doc("Path of the page, or the address elsewhere.")]
    page: Annotated[PageLink | None, doc("The page, where the target is one of this site.")]


class SectionLink(TypedDict):
    """A section of a manifesto."""

    manifesto: PageLink
    number: Annotated[int, doc("Its place in the manifesto, counted from 1.")]
    heading: Annotated[str, doc("Plain text.")]
    anchor: Annotated[str, doc("The section is at the manifesto's path, `#` and this.")]


class Tag(TypedDict):
    """A word that editors file activities and articles under."""

    name: Annotated[str, doc("What readers are shown, plain text.")]
    slug: Annotated[str, doc("For the parameter `tag` of lists and of the search.")]


class KindCount(TypedDict):
    """A kind of activity, and how many there are."""

    kind: Annotated[
        Literal["practical", "theoretical"],
        doc("For the parameter `kind`: `practical` is something done, `theoretical` something discussed."),
    ]
    activities: Annotated[int, doc("How many public activities are of this kind.")]


class ActivityTagCount(TypedDict):
    """A tag, and how many activities carry it."""

    name: Annotated[str, doc("What readers are shown, plain text.")]
    slug: Annotated[str, doc("For the parameter `tag`.")]
    activities: Annotated[int, doc("How many public activities carry it.")]


class PositionCount(TypedDict):
    """A position, and how many activities were about it."""

    id: Annotated[int, doc("For the parameter `position`.")]
    number: Annotated[int, doc("The number that the group cites it by.")]
    title: Title
    activities: Annotated[int, doc("How many public activities were about it.")]


class ActivityFilters(TypedDict):
    """The values that `activities/` can be filtered by, each with the number of activities that it leaves."""

    kinds: Annotated[list[KindCount], doc("Those that there are activities of.")]
    tags: Annotated[list[ActivityTagCount], doc("By name.")]
    positions: Annotated[list[PositionCount], doc("In the editor's order.")]


class PlainCard(TypedDict):
    """A page in a list, for types that have no card of their own."""

    id: PageId
    type: Annotated[
        Literal["home", "manifesto", "position_index", "activity_index", "debate_index", "contact", "standard"],
        doc("Which kind of page it is."),
    ]
    title: Title
    path: Path
    summary: Annotated[str, doc("What the page is about, plain text; may be empty.")]
    first_published_at: FirstPublished


class PositionCard(TypedDict):
    """A position in a list."""

    id: PageId
    type: Literal["position"]
    title: Title
    path: Path
    summary: Annotated[str, doc("The position in one sentence.")]
    first_published_at: FirstPublished
    number: Annotated[int, doc("The number that the group cites it by.")]
    adopted_on: Annotated[Date | None, doc("The day on which the group agreed on it; null where nobody noted it.")]


class ActivityReportCard(TypedDict):
    """An activity in a list."""

    id: PageId
    type: Literal["activity_report"]
    title: Title
    path: Path
    summary: Annotated[str, doc("What it is about, plain text.")]
    first_published_at: FirstPublished
    kind: Annotated[
        Literal["practical", "theoretical"], doc("`practical`: something done; `theoretical`: something discussed.")
    ]
    starts_at: Annotated[DateTime, doc("When it begins.")]
    ends_at: Annotated[DateTime | None, doc("When it ends; null where that is open.")]
    time_zone: Annotated[str, doc("IANA name of the zone that the times are given in.")]
    place: Annotated[str, doc("Where it is, as people call it; may be empty.")]
    image: Annotated[
        Image | None, doc("Its first photo, or else its share image; null where there is none, or it is not ready yet.")
    ]
    tags: Annotated[list[Tag], doc("By name.")]


class ArticleCard(TypedDict):
    """A debate article in a list."""

    id: PageId
    type: Literal["article"]
    title: Title
    path: Path
    summary: Annotated[str, doc("What it argues, plain text.")]
    first_published_at: FirstPublished
    author_names: Annotated[str, doc("As the authors want to be named, plain text.")]
    written_on: Annotated[Date, doc("The day that the article bears.")]
    responds_to: Annotated[PageLink | None, doc("What the article is an answer to.")]
    tags: Annotated[list[Tag], doc("By name.")]


PageCard = TypeAliasType(
    "PageCard",
    Annotated[
        PlainCard | PositionCard | ActivityReportCard | ArticleCard,
        Field(discriminator="type", description="A page in a list: what a teaser needs. `type` tells which kind it is."),
    ],
)
"""A page in a list."""


class Reader(Protocol):
    """What a block may ask while it is represented; everything that comes back may be seen by the reader.

    Answers for ids are None (or left out of lists) where the object does not exist or is not public. The first call for
    an id may answer None as well: the reader notes what was asked, loads all of it at once, and asks the block again.
    """

    def rich_text(self, source: str) -> Html:
        """Safe HTML of `source`, which is in Wagtail's stored form."""

    def page_link(self, page_id: int | None) -> PageLink | None: ...

    def image(self, image_id: int | None) -> Image | None: ...

    def document(self, document_id: int | None) -> Document | None: ...

    def position_cards(self, page_ids: list[int]) -> list[PositionCard]:
        """The cards in the order of `page_ids`."""

    def latest_activities(self, limit: int) -> list[ActivityReportCard]:
        """The activities that began last, newest first."""


Raw = Mapping[str, Any]
"""A block's value as it is stored: ids instead of objects, keys missing where a field came later."""
