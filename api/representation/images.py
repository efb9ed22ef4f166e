"""Turns pictures into sets of sizes. Only sizes that exist are given: making one would write during a read."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from api.visibility import Visibility
from home.images.renditions import SPECS
from home.models import CustomImage, CustomRendition
from home.shapes import FocalPoint, Image


def load_images(visibility: Visibility, ids: Iterable[int]) -> QuerySet[CustomImage]:
    """Public images with their sizes, smallest first. Two queries."""
    sizes = CustomRendition.objects.filter(filter_spec__in=SPECS).order_by("width")
    return visibility.images().filter(pk__in=ids).prefetch_related(Prefetch("renditions", sizes, to_attr="sizes"))


def image_of(image: CustomImage) -> Image | None:
    """The JSON of an image from `load_images`; None until its sizes have been made."""
    # A picture narrower than a size gives a file of its own width for it, the same one for all that are wider.
    sizes = list({size.width: size for size in image.sizes if size.focal_point_key == ""}.values())
    if not sizes:
        return None
    largest = sizes[-1]
    return {
        "src": largest.url,
        "width": largest.width,
        "height": largest.height,
        "alt": image.alt,
        "credit": image.credit,
        "srcset": [{"src": size.url, "width": size.width} for size in sizes],
        "focal_point": focal_point(image),
    }


def focal_point(image: CustomImage) -> FocalPoint | None:
    """The middle of the area that the editor marked."""
    if image.focal_point_x is None or image.focal_point_y is None:
        return None
    return {"x": round(image.focal_point_x / image.width, 4), "y": round(image.focal_point_y / image.height, 4)}
