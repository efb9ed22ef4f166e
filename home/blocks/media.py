"""Blocks that show something: pictures, galleries, documents and media from elsewhere."""

import re
from typing import Annotated, Any, Literal, NamedTuple

from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from home.blocks.base import MEDIA, RepresentedStruct
from home.shapes import BlockId, CaptionedImage, Raw, Reader, doc
from home.shapes import Document as DocumentShape
from home.shapes import Image as ImageShape


class Image(TypedDict):
    """A picture in a body."""

    type: Literal["image"]
    id: BlockId
    image: Annotated[ImageShape | None, doc("Null where the picture is not public, or not ready yet.")]
    caption: Annotated[str, doc("Plain text; may be empty.")]


class ImageBlock(RepresentedStruct):
    image = ImageChooserBlock()
    caption = blocks.CharBlock(required=False, max_length=300, help_text="Shown below the picture.")

    shape = Image

    def represent(self, raw: Raw, reader: Reader) -> dict[str, Any]:
        return {"image": reader.image(raw.get("image")), "caption": raw.get("caption") or ""}

    class Meta:
        icon = "image"
        label = "Picture"
        group = MEDIA


class Gallery(TypedDict):
    """Several pictures."""

    type: Literal["gallery"]
    id: BlockId
    images: Annotated[list[CaptionedImage], doc("Those that are public and ready.")]


class GalleryImageBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    caption = blocks.CharBlock(required=False, max_length=300, help_text="Shown below the picture.")

    class Meta:
        icon = "image"
        label = "Picture"


class GalleryBlock(RepresentedStruct):
    images = blocks.ListBlock(GalleryImageBlock(), min_num=1, label="Pictures")

    shape = Gallery

    def represent(self, raw: Raw, reader: Reader) -> dict[str, Any]:
        items = [item.get("value", item) for item in raw.get("images") or []]
        images = [(reader.image(item.get("image")), item.get("caption") or "") for item in items]
        return {"images": [{"image": image, "caption": caption} for image, caption in images if image]}

    class Meta:
        icon = "grip"
        label = "Several pictures"
        group = MEDIA


class Document(TypedDict):
    """A file to download, in a body."""

    type: Literal["document"]
    id: BlockId
    document: Annotated[DocumentShape | None, doc("Null where the file is not public.")]
    label: Annotated[str, doc("What the editor calls it; may be empty.")]


class DocumentBlock(RepresentedStruct):
    document = DocumentChooserBlock()
    label = blocks.CharBlock(required=False, max_length=200, help_text="Left empty, the document's title is shown.")

    shape = Document

    def represent(self, raw: Raw, reader: Reader) -> dict[str, Any]:
        return {"document": reader.document(raw.get("document")), "label": raw.get("label") or ""}

    class Meta:
        icon = "doc-full"
        label = "File to download"
        group = MEDIA


class Player(NamedTuple):
    """Where a provider's player is to be found, for a video's address that matches `pattern`."""

    provider: str
    pattern: re.Pattern[str]
    frame_url: str


PLAYERS = [
    Player(
        "YouTube",
        re.compile(r"https://(?:www\.|m\.)?(?:youtube\.com/watch\?(?:.*&)?v=|youtu\.be/)([\w-]{11})"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    Player("Vimeo", re.compile(r"https://(?:www\.)?vimeo\.com/(\d+)"), "https://player.vimeo.com/video/{}?dnt=1"),
    Player("PeerTube", re.compile(r"(https://[\w.-]+)/w/([\w-]+)"), "{}/videos/embed/{}"),
    Player("Internet Archive", re.compile(r"https://archive\.org/details/([\w.-]+)"), "https://archive.org/embed/{}"),
]


class Embed(TypedDict):
    """Something that lives on somebody else's server. Ask the reader before you load `frame_url`."""

    type: Literal["embed"]
    id: BlockId
    title: Annotated[str, doc("What is to be seen or heard, plain text.")]
    url: Annotated[str, doc("The page at the provider, for a plain link.")]
    provider: Annotated[str, doc("Whose server will learn of the reader.")]
    frame_url: Annotated[str | None, doc("What an iframe may load; null where only the link can be offered.")]


class EmbedBlock(RepresentedStruct):
    """Known addresses are turned into players by pattern: asking the provider (oEmbed) would tell it what is planned."""

    url = blocks.URLBlock(label="Address", help_text="The video's page at YouTube, Vimeo, PeerTube or the Internet Archive.")
    title = blocks.CharBlock(max_length=200, help_text="What is to be seen or heard. Readers decide by this.")

    shape = Embed

    def represent(self, raw: Raw, reader: Reader) -> dict[str, Any]:
        url = raw.get("url") or ""
        provider, frame_url = player_for(url)
        return {"title": raw.get("title") or "", "url": url, "provider": provider, "frame_url": frame_url}

    class Meta:
        icon = "media"
        label = "Video or sound"
        group = MEDIA
        help_text = "Stays on the server of whoever offers it. Readers are asked before anything is loaded from there."


def player_for(url: str) -> tuple[str, str | None]:
    """The provider's name and its player's address for `url`; the host and None where the provider is not known."""
    for player in PLAYERS:
        if match := player.pattern.match(url):
            return player.provider, player.frame_url.format(*match.groups())
    return re.sub(r"^https?://(?:www\.)?([^/?#]*).*", r"\1", url), None
