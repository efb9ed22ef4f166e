"""Says what a picture looks like before it has arrived: its average colour and a tiny, blurred preview."""

from base64 import b64encode
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageFilter

from home.images.decoding import ONE_AT_A_TIME, frames_of, open_picture, plays_of
from home.images.limits import kind_of_extension

# At this size and quality the data URI of a photo has about 200 characters.
_PREVIEW_SIDE = 20
_PREVIEW_BLUR = 0.6
_PREVIEW_QUALITY = 50


class Look(NamedTuple):
    """`colour` is the average one (`#rrggbb`). `preview` is a data URI; it is empty for a picture that is transparent in
    places, through which it would go on showing once the picture has arrived. `plays` is how often an animation is played
    (0: for ever), and None for a still."""

    colour: str
    preview: str
    plays: int | None


def look_of(content: bytes, extension: str) -> Look:
    """The look of a stored picture; of an animation, that of its first frame."""
    kind = kind_of_extension(extension)
    with ONE_AT_A_TIME:
        image = open_picture(kind, content)
        plays = plays_of(kind, image)
        # Only JPEG can be decoded at an eighth of its size; for others this does nothing.
        image.draft(None, (_PREVIEW_SIDE, _PREVIEW_SIDE))
        image.seek(frames_of(kind, image).start)
        picture = without_needless_parts(image)
        preview = "" if picture.mode == "RGBA" else _preview(picture)
        return Look(_average(on_white(picture)), preview, plays)


def without_needless_parts(image: Image.Image) -> Image.Image:
    """`image` as L, RGB or, where a pixel of it is transparent, RGBA."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        opaque = image.getchannel("A").histogram()[255] == image.width * image.height
        return image.convert("RGB") if opaque else image
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def on_white(image: Image.Image) -> Image.Image:
    """`image` (L, RGB or RGBA) without transparency."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image).convert("RGB")


def _average(image: Image.Image) -> str:
    red, green, blue = image.resize((1, 1), Image.Resampling.BOX).convert("RGB").tobytes()
    return f"#{red:02x}{green:02x}{blue:02x}"


def _preview(image: Image.Image) -> str:
    scale = min(1, _PREVIEW_SIDE / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.resize(size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(_PREVIEW_BLUR))
    file = BytesIO()
    small.save(file, "WEBP", quality=_PREVIEW_QUALITY, method=6)
    return "data:image/webp;base64," + b64encode(file.getvalue()).decode()
