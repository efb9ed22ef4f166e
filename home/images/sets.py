"""Draws the set of files in which readers get a picture: every width in every format, from one decoding.

Wagtail would decode the original again for each file, hold three of them at a time, and show an animation's first frame
only. The names of the files' filters are Wagtail's own all the same, so that whoever asks Wagtail finds them.
"""

from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image

from home.images.decoding import ONE_AT_A_TIME, frames_of, open_picture, plays_of
from home.images.encoding import Frame
from home.images.limits import kind_of_extension
from home.images.looks import on_white, without_needless_parts
from home.shapes import ImageFormat

WIDTHS = [320, 640, 960, 1280, 1920]


class Format(NamedTuple):
    """`name` as in Wagtail's filters; `longest` is the longest side, in pixels, that the format can hold."""

    name: str
    media_type: ImageFormat
    extension: str
    longest: int
    options: dict[str, Any]


# At speed 6 an AVIF would be 5 % smaller and take four times as long; at speed 9 it would be 15 % larger.
AVIF = Format("avif", "image/avif", "avif", 65_536, {"quality": 55, "speed": 8, "max_threads": 1})
WEBP = Format("webp", "image/webp", "webp", 16_383, {"quality": 75, "method": 4})
JPEG = Format("jpeg", "image/jpeg", "jpg", 65_500, {"quality": 80, "progressive": True, "optimize": True})
FORMATS = [AVIF, WEBP, JPEG]
"""The best first, and last the one that every program can show."""


class Member(NamedTuple):
    """One file of a set."""

    format: Format
    width: int

    @property
    def spec(self) -> str:
        """What it is called among a picture's renditions."""
        return f"width-{self.width}|format-{self.format.name}"


MEMBERS = {member.spec: member for member in (Member(format, width) for format in FORMATS for width in WIDTHS)}


def size_at(width: int, original: tuple[int, int]) -> tuple[int, int]:
    """The size of a picture of size `original` at `width`; its own where that is smaller."""
    if original[0] <= width:
        return original
    return width, max(1, round(original[1] * width / original[0]))


def members_of(original: tuple[int, int], plays: int | None) -> list[Member]:
    """The set of a picture of size `original`: nothing is enlarged, and nothing is in it twice.

    `plays` is how often an animation is played (0: for ever; None: a still). Pillow writes no AVIF that ever stops, so an
    animation that does has none: browsers would take it before the WebP. As JPEG every picture is a still.
    """
    narrower = [width for width in WIDTHS if width < original[0]]
    widths = WIDTHS[: len(narrower) + 1]
    formats = [WEBP, JPEG] if plays else FORMATS
    members = [Member(format, width) for format in formats for width in widths]
    return [member for member in members if max(size_at(member.width, original)) <= member.format.longest]


def drawn(content: bytes, extension: str, members: Collection[Member]) -> list[tuple[Member, bytes]]:
    """The files of those `members`. `content` is a stored picture: upright, in sRGB, and without metadata.

    JPEG holds no transparency: there the picture lies on white, like ink on paper.
    """
    files: list[tuple[Member, bytes]] = []
    if not members:
        return files
    with ONE_AT_A_TIME:
        kind = kind_of_extension(extension)
        image = open_picture(kind, content)
        original, plays = image.size, plays_of(kind, image)
        widest = max(member.width for member in members)
        # A JPEG can be decoded at a half or a quarter, which makes a large photo three times as fast.
        image.draft(None, (widest, 1))
        frames = _shrunk(_frames(kind, image), size_at(widest, original))
        # From one size to the next smaller one: the largest step is taken once.
        for member in sorted(members, key=lambda member: -member.width):
            frames = _shrunk(frames, size_at(member.width, original))
            files.append((member, _encoded(member.format, frames, plays or 0)))
    return files


def _frames(kind: str, image: Image.Image) -> Iterator[Frame]:
    for number in frames_of(kind, image):
        image.seek(number)
        picture = without_needless_parts(image)
        yield Frame(picture, image.info.get("duration", 0))


def _shrunk(frames: Iterable[Frame], size: tuple[int, int]) -> list[Frame]:
    return [Frame(_resized(picture, size), duration) for picture, duration in frames]


def _resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)


def _encoded(format: Format, frames: list[Frame], plays: int) -> bytes:
    options = dict(format.options)
    if len(frames) > 1 and format is not JPEG:
        options |= {
            "save_all": True,
            "append_images": [frame.picture for frame in frames[1:]],
            "duration": [round(frame.duration) for frame in frames],
            "loop": plays,
        }
    first = frames[0].picture
    file = BytesIO()
    (on_white(first) if format is JPEG else first).save(file, format.name, **options)
    return file.getvalue()
