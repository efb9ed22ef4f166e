"""Blocks that are words: running text, headings, quotes and tables."""

from typing import Annotated, Any, Literal

from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

from home.anchors import free_anchor
from home.blocks.base import PROSE, WORDS, Represented, RepresentedStruct
from home.shapes import BlockId, Html, Raw, Reader, doc


class RichText(TypedDict):
    """Running text."""

    type: Literal["rich_text"]
    id: BlockId
    html: Annotated[
        Html,
        doc("Safe HTML whose paragraphs and list items can be cited: they have ids, `p1` and so on through the whole body."),
    ]


class RichTextBlock(Represented, blocks.RichTextBlock):
    shape = RichText

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": PROSE, **kwargs})

    def represent(self, raw: str, reader: Reader) -> dict[str, Any]:
        return {"html": reader.rich_text(raw)}

    class Meta:
        icon = "pilcrow"
        label = "Text"
        group = WORDS


class Heading(TypedDict):
    """A heading inside a body; the page's title is level 1."""

    type: Literal["heading"]
    id: BlockId
    text: Annotated[str, doc("Plain text.")]
    level: Annotated[Literal[2, 3], doc("2 for `h2`, 3 for `h3`.")]
    anchor: Annotated[str, doc("For links to this place; no other of the page has it.")]


class HeadingBlock(RepresentedStruct):
    text = blocks.CharBlock(max_length=200)
    level = blocks.ChoiceBlock(choices=[("2", "Heading"), ("3", "Heading below a heading")], default="2")

    shape = Heading

    def represent(self, raw: Raw, reader: Reader) -> dict[str, Any]:
        text = raw.get("text") or ""
        # The body as a whole gives equal headings different anchors.
        return {"text": text, "level": 3 if raw.get("level") == "3" else 2, "anchor": free_anchor(text, ())}

    class Meta:
        icon = "title"
        group = WORDS


class Quote(TypedDict):
    """Somebody's words."""

    type: Literal["quote"]
    id: BlockId
    text: Annotated[str, doc("Plain text; line breaks are the editor's.")]
    attribution: Annotated[str, doc("Who said it and where; may be empty.")]


class QuoteBlock(RepresentedStruct):
    text = blocks.TextBlock(help_text="The words themselves, without quotation marks.")
    attribution = blocks.CharBlock(required=False, max_length=200, help_text="Who said or wrote it, and where.")

    shape = Quote

    def represent(self, raw: Raw, reader: Reader) -> dict[str, Any]:
        return {"text": raw.get("text") or "", "attribution": raw.get("attribution") or ""}

    class Meta:
        icon = "openquote"
        group = WORDS


class Table(TypedDict):
    """Rows and columns of plain text."""

    type: Literal["table"]
    id: BlockId
    caption: Annotated[str, doc("What the table shows, plain text; may be empty.")]
    header: Annotated[list[str], doc("Names of the columns; empty where the table has none.")]
    rows: Annotated[list[list[str]], doc("From top to bottom; each has as many cells as there are columns.")]
    first_column_is_header: Annotated[bool, doc("Whether the first cell of each row names the row.")]


class TableBlock(Represented, WagtailTableBlock):
    shape = Table

    def get_table_options(self, table_options: dict[str, Any] | None = None) -> dict[str, Any]:
        # The table's own menus exist in American English only, and it complains about any other language.
        return super().get_table_options({"language": "en-US", **(table_options or {})})

    def represent(self, raw: Raw | None, reader: Reader) -> dict[str, Any]:
        raw = raw or {}
        rows = [["" if cell is None else str(cell) for cell in row] for row in raw.get("data") or []]
        has_header = raw.get("table_header_choice") in ("row", "both") or bool(raw.get("first_row_is_table_header"))
        return {
            "caption": raw.get("table_caption") or "",
            "header": rows[0] if has_header and rows else [],
            "rows": rows[1:] if has_header else rows,
            "first_column_is_header": raw.get("table_header_choice") in ("column", "both")
            or bool(raw.get("first_col_is_header")),
        }

    class Meta:
        icon = "table"
        group = WORDS
