"""Opens pictures with the decoder of their own kind, one at a time where they are large, and turns its errors into one."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

from PIL import AvifImagePlugin, GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from pillow_heif import HeifImageFile

from home.images.containers import png_without_text
from home.images.recognition import BROKEN, PictureRefused

ONE_AT_A_TIME = Lock()
"""To be held while a picture is decoded and encoded: one of 50 million pixels was measured to take 0.6 GB of memory as
JPEG, PNG or HEIC, 1 GB as WebP and 1.6 GB as AVIF."""

# What the decoders raise on broken input, found by feeding them damaged files.
DECODER_ERRORS = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, RuntimeError)


@contextmanager
def decoding() -> Iterator[None]:
    """Whatever a decoder says about broken input becomes a `PictureRefused`."""
    try:
        yield
    except PictureRefused:
        raise
    except DECODER_ERRORS as error:
        raise PictureRefused(BROKEN) from error


def open_picture(kind: str, content: bytes) -> Image.Image:
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


def frames_of(kind: str, image: Image.Image) -> range:
    """The numbers of the frames that are shown: more than one in an animation."""
    # Several pictures in one HEIC are not an animation: the first is the one that its maker chose.
    count = 1 if kind == "HEIC" else getattr(image, "n_frames", 1)
    # An animated PNG may begin with a still for programs that cannot play it.
    return range(1 if getattr(image, "default_image", False) else 0, count)


def plays_of(kind: str, image: Image.Image) -> int | None:
    """How often an animation is played (0: for ever); None for a still. To be asked before a frame is decoded."""
    if len(frames_of(kind, image)) < 2:
        return None
    loop: int | None = image.info.get("loop")
    # A GIF says how often it is repeated, and one that says nothing is played once.
    if kind == "GIF":
        return 1 if loop is None else loop and loop + 1
    return loop or 0
