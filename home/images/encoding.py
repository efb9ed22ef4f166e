"""Writes a picture as a file again, at a quality from which further sizes can be made."""

from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image

from home.images.limits import EXTENSIONS

# The tables of the camera are not used again, since they tell its make.
_JPEG_QUALITY = 92
# A photo of 12 million pixels takes 1.4 s and 16 MB; with Pillow's own choice (6) it takes 5 s and 15 MB.
_PNG_EFFORT = 3
_WEBP_QUALITY = 92
_AVIF_QUALITY = 85


class Frame(NamedTuple):
    """A still, or one image of an animation and the milliseconds for which it is shown."""

    picture: Image.Image
    duration: float


def encoded(kind: str, frames: list[Frame], *, loop: int, exact: bool) -> tuple[bytes, str]:
    """The file (and its extension) of `frames`, which are in sRGB and carry no `info` but which colour is transparent.

    `kind` is what the picture was uploaded as, `loop` how often an animation is played (0: for ever), and `exact`
    whether the upload kept every pixel's own colour.
    """
    first = frames[0].picture
    if kind == "HEIC":
        kind = "PNG" if first.mode in ("LA", "RGBA") else "JPEG"
    all_options: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": _JPEG_QUALITY, "subsampling": "4:4:4" if exact else "4:2:0"},
        "PNG": {"compress_level": _PNG_EFFORT},
        "WebP": {"quality": _WEBP_QUALITY, "lossless": exact, "method": 2},
        "AVIF": {"quality": _AVIF_QUALITY, "subsampling": "4:4:4", "speed": 8},
    }
    options = all_options[kind]
    if len(frames) > 1:
        options |= {
            "save_all": True,
            "append_images": [frame.picture for frame in frames[1:]],
            "duration": [round(frame.duration) for frame in frames],
            "loop": loop,
        }
    file = BytesIO()
    first.save(file, kind, **options)
    return file.getvalue(), EXTENSIONS[kind][0]
