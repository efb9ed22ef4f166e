"""Takes an uploaded picture and gives back the picture alone, since a photo can tell where and by whom it was taken.

What is lost: EXIF with its position, maker notes and thumbnail, XMP, IPTC, comments, colour profiles, second pictures
(MPF, depth and gain maps), and whatever follows the end. What is kept: how the picture looks, upright and in sRGB.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

from PIL import AvifImagePlugin, GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from pillow_heif import HeifImageFile

from home.images.colour import in_srgb, is_srgb, with_profile_of
from home.images.containers import Drawing, gif_drawing, png_without_text, webp_drawing
from home.images.encoding import Frame, encoded
from home.images.limits import EXTENSIONS
from home.images.recognition import BROKEN, PictureRefused, check_bounds, recognise

ORIENTATION_TAG = 0x0112
# EXIF 2.32, 4.6.5.1.4: how to turn a picture so that it stands upright.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DRAWINGS = {"GIF": gif_drawing, "WebP": webp_drawing}
# What the decoders raise on broken input, found by feeding them damaged files.
_DECODER_ERRORS = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, RuntimeError)


class StrippedPicture(NamedTuple):
    """A file that holds a picture and nothing else, and the extension (`jpg`) that belongs to it."""

    content: bytes
    extension: str


def strip(content: bytes, filename: str) -> StrippedPicture:
    """The picture in `content`, upright, in sRGB and without metadata. Animations stay animations.

    JPEG and AVIF are encoded again; PNG is too, without loss; GIF and WebP keep their pixels' bytes where orientation
    and colours allow. HEIC, which browsers cannot show, becomes JPEG (PNG where it is transparent). `filename` only
    serves to check its extension. Needs up to about 12 bytes of memory for each pixel. Raises `PictureRefused`.
    """
    kind = recognise(content, filename)
    if kind in _DRAWINGS:
        drawing = _DRAWINGS[kind](content)
        check_bounds(drawing.width, drawing.height, drawing.frames)
        return _stripped_drawing(kind, content, drawing)
    with _decoding():
        image = _open(kind, content)
        frames = _frames(image, content)
    loop = image.info.get("loop", 0)
    return StrippedPicture(*encoded(kind, frames, loop=loop, exact=_keeps_every_colour(kind, content, image)))


def _stripped_drawing(kind: str, content: bytes, drawing: Drawing) -> StrippedPicture:
    """The drawing as it is, unless it has to be turned or its colours converted (GIF has neither)."""
    with _decoding():
        image = _open(kind, content)
        if _orientation(image) not in _UPRIGHT and is_srgb(image):
            _check_frames(_open(kind, drawing.content), drawing.frames)
            return StrippedPicture(drawing.content, EXTENSIONS[kind][0])
        frames = _frames(image, content)
    loop = image.info.get("loop", 0)
    return StrippedPicture(*encoded(kind, frames, loop=loop, exact=_keeps_every_colour(kind, content, image)))


@contextmanager
def _decoding() -> Iterator[None]:
    try:
        yield
    except PictureRefused:
        raise
    except _DECODER_ERRORS as error:
        raise PictureRefused(BROKEN) from error


def _open(kind: str, content: bytes) -> Image.Image:
    """The picture with only its headers read. Pillow's own `open` would take a second picture (MPF) for a frame."""
    match kind:
        case "JPEG":
            return JpegImagePlugin.JpegImageFile(BytesIO(content))
        case "PNG":
            return PngImagePlugin.PngImageFile(BytesIO(png_without_text(content)))
        case "GIF":
            return GifImagePlugin.GifImageFile(BytesIO(content))
        case "WebP":
            return WebPImagePlugin.WebPImageFile(BytesIO(content))
        case "AVIF":
            return AvifImagePlugin.AvifImageFile(BytesIO(content))
        case _:
            return HeifImageFile(BytesIO(content))


def _frames(image: Image.Image, content: bytes) -> list[Frame]:
    # Several pictures in one HEIC are not an animation: the first is the one that its maker chose.
    count = 1 if image.format == "HEIF" else getattr(image, "n_frames", 1)
    check_bounds(*image.size, count)
    # An animated PNG may begin with a still for programs that cannot play it.
    first = 1 if getattr(image, "default_image", False) else 0
    frames = []
    for number in range(first, count):
        image.seek(number)
        image.load()
        turn = _UPRIGHT.get(_orientation(image))
        duration = image.info.get("duration", 0)
        picture = in_srgb(with_profile_of(content, image))
        frames.append(Frame(picture.transpose(turn) if turn is not None else picture, duration))
    return frames


def _keeps_every_colour(kind: str, content: bytes, image: Image.Image) -> bool:
    if kind == "JPEG":
        return JpegImagePlugin.get_sampling(image) != 2
    # The chunk of a lossless WebP. The same four bytes by chance in a lossy one would only make a larger file.
    return kind == "WebP" and b"VP8L" in content


def _check_frames(image: Image.Image, count: int) -> None:
    if getattr(image, "n_frames", 1) != count:
        raise PictureRefused(BROKEN)
    for number in range(count):
        image.seek(number)
        image.load()


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 (upright) where none can be read. HEIC pictures are upright once decoded."""
    if "original_orientation" in image.info:
        return 1
    try:
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    except _DECODER_ERRORS:
        return 1
