"""Turns pictures into sets of sizes. Only sizes that exist are given: making one would write during a read."""

from collections.abc import Iterable
from typing import Any

from api.visibility import Visibility
from home.images.sets import FORMATS, JPEG, MEMBERS
from home.models import CustomRendition
from home.shapes import FocalPoint, Image, ImageFormat, ImageSize, ImageSource

# What social networks show across a column (1,200 pixels are the most that any of them asks for).
SHARED_WIDTH = 1200
MEDIA_TYPES = [format.media_type for format in FORMATS]

COLUMNS = ("width", "height", "focal_point_x", "focal_point_y", "alt", "credit", "colour", "preview", "plays")
OF_IMAGE = [f"image__{column}" for column in COLUMNS]

Sizes = dict[ImageFormat, dict[int, ImageSize]]
"""By format and width."""


def load_images(visibility: Visibility, ids: Iterable[int]) -> dict[int, Image]:
    """The public images whose sizes have been made, by id. One query, and no model instances: a list of 20 activities
    has 300 sizes."""
    sizes = CustomRendition.objects.filter(image__in=visibility.images().filter(pk__in=ids), filter_spec__in=MEMBERS)
    columns = ("image_id", "filter_spec", "file", "width", "height")
    url_of = CustomRendition._meta.get_field("file").storage.url
    rows: dict[int, list[Any]] = {}
    found: dict[int, Sizes] = {}
    for image_id, spec, file, width, height, *row in sizes.order_by("width").values_list(*columns, *OF_IMAGE):
        rows[image_id] = row
        size: ImageSize = {"src": url_of(file), "width": width, "height": height}
        # Wagtail makes a size of its own for each width that is larger than the picture: they are all the same.
        found.setdefault(image_id, {}).setdefault(MEMBERS[spec].format.media_type, {})[width] = size
    return {image_id: _image_of(dict(zip(COLUMNS, row, strict=True)), found[image_id]) for image_id, row in rows.items()}


def _image_of(row: dict[str, Any], sizes: Sizes) -> Image:
    sources: list[ImageSource] = [
        {"type": media_type, "sizes": list(sizes[media_type].values())} for media_type in MEDIA_TYPES if media_type in sizes
    ]
    return {
        **sources[-1]["sizes"][-1],
        "alt": row["alt"],
        "credit": row["credit"],
        "sources": sources,
        "focal_point": _focal_point(row),
        "average_colour": row["colour"] or None,
        "preview": row["preview"] or None,
        "animated": row["plays"] is not None,
    }


def _focal_point(row: dict[str, Any]) -> FocalPoint | None:
    """The middle of the area that the editor marked."""
    if row["focal_point_x"] is None or row["focal_point_y"] is None:
        return None
    return {"x": round(row["focal_point_x"] / row["width"], 4), "y": round(row["focal_point_y"] / row["height"], 4)}


def shared_size(image: Image) -> ImageSize | None:
    """The size for programs that show a page elsewhere. Many of them can show nothing newer than JPEG."""
    sizes = next((source["sizes"] for source in image["sources"] if source["type"] == JPEG.media_type), [])
    return next((size for size in sizes if size["width"] >= SHARED_WIDTH), sizes[-1] if sizes else None)
