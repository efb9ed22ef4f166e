"""Takes an uploaded picture and gives back the picture alone, since a photo can tell where and by whom it was taken.

What is lost: EXIF with its position, maker notes and thumbnail, XMP, IPTC, comments, colour profiles, second pictures
(MPF, depth and gain maps), and whatever follows the end. What is kept: how the picture looks, upright and in sRGB.
"""

from typing import NamedTuple

from PIL import Image, JpegImagePlugin

from home.images.colour import in_srgb, is_srgb, with_profile_of
from home.images.containers import Drawing, gif_drawing, webp_drawing
from home.images.decoding import DECODER_ERRORS, ONE_AT_A_TIME, decoding, frames_of, open_picture
from home.images.encoding import Frame, encoded
from home.images.limits import EXTENSIONS
from home.images.recognition import check_bounds, recognise

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


class StrippedPicture(NamedTuple):
    """A file that holds a picture and nothing else, and the extension (`jpg`) that belongs to it."""

    content: bytes
    extension: str


def strip(content: bytes, filename: str) -> StrippedPicture:
    """The picture in `content`, upright, in sRGB and without metadata. Animations stay animations.

    JPEG and AVIF are encoded again; PNG is too, without loss; GIF and WebP keep their pixels' bytes where orientation
    and colours allow. HEIC, which browsers cannot show, becomes JPEG (PNG where it is transparent). `filename` only
    serves to check its extension. Raises `PictureRefused`.

    One picture at a time in each process: see `ONE_AT_A_TIME`.
    """
    kind = recognise(content, filename)
    with ONE_AT_A_TIME:
        if kind in _DRAWINGS:
            drawing = _DRAWINGS[kind](content)
            check_bounds(drawing.width, drawing.height, drawing.frames)
            if _is_presentable(kind, content, drawing):
                return StrippedPicture(drawing.content, EXTENSIONS[kind][0])
        frames, loop, exact = _decoded(kind, content)
        return StrippedPicture(*encoded(kind, frames, loop=loop, exact=exact))


def _is_presentable(kind: str, content: bytes, drawing: Drawing) -> bool:
    """Whether every frame of the drawing can be decoded and needs neither turning nor other colours."""
    with decoding():
        image = open_picture(kind, content)
        if _orientation(image) in _UPRIGHT or not is_srgb(image):
            return False
        image = open_picture(kind, drawing.content)
        for number in range(drawing.frames):
            image.seek(number)
            image.load()
    return True


def _decoded(kind: str, content: bytes) -> tuple[list[Frame], int, bool]:
    """The frames, how often they are played (0: for ever), and whether the upload kept every pixel's own colour."""
    with decoding():
        image = open_picture(kind, content)
        numbers = frames_of(kind, image)
        check_bounds(*image.size, numbers.stop)
        loop, frames = image.info.get("loop", 0), []
        for number in numbers:
            image.seek(number)
            image.load()
            # A still is not copied: that would be one more time its memory.
            frames.append(_presentable(kind, content, image if numbers.stop == 1 else image.copy()))
        return frames, loop, _is_exact(kind, content, image)


def _presentable(kind: str, content: bytes, image: Image.Image) -> Frame:
    duration, turn = image.info.get("duration", 0), _UPRIGHT.get(_orientation(image))
    if kind in ("AVIF", "HEIC"):
        image = with_profile_of(content, image)
    image = in_srgb(image)
    return Frame(image if turn is None else image.transpose(turn), duration)


def _is_exact(kind: str, content: bytes, image: Image.Image) -> bool:
    if kind == "JPEG":
        return JpegImagePlugin.get_sampling(image) != 2
    # The chunk of a lossless WebP. The same four bytes by chance in a lossy one would only make a larger file.
    return kind == "WebP" and b"VP8L" in content


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 (upright) where none can be read; HEIC's decoder turns its pictures and says 1."""
    try:
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    except DECODER_ERRORS:
        return 1
