"""Says what a file is by its content, and refuses what must not be opened, before any decoder sees it."""

from pathlib import PurePath

from home.images.limits import ACCEPTED_EXTENSIONS, EXTENSIONS, MAX_FILE_BYTES, MAX_FRAMES, MAX_PIXELS

_KINDS = ", ".join(list(EXTENSIONS)[:-1]) + " or " + list(EXTENSIONS)[-1]
EMPTY = "The file is empty."
NOT_A_PICTURE = f"This file is not a picture that can be shown here: use {_KINDS}."
VECTOR = "SVG drawings can carry scripts and are not accepted: save the drawing as PNG first."
BROKEN = "This picture is broken or incomplete: export it again, or copy it again from where it came."
HIGH_DYNAMIC_RANGE = "This is an HDR picture, whose colours would come out wrong: save it as a standard (SDR) picture."
TOO_MANY_BYTES = f"This file is larger than {MAX_FILE_BYTES // 1024**2} MB: save the picture smaller."
TOO_MANY_PIXELS = (
    f"This picture has more than {MAX_PIXELS // 10**6} million pixels (an animation’s frames count together): "
    "save it smaller."
)
TOO_MANY_FRAMES = f"This animation has {MAX_FRAMES + 1} frames or more: make it shorter."

_SIGNATURES = {"JPEG": (b"\xff\xd8\xff",), "PNG": (b"\x89PNG\r\n\x1a\n",), "GIF": (b"GIF87a", b"GIF89a")}
_BRANDS = {"AVIF": {b"avif", b"avis"}, "HEIC": {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}}


class PictureRefused(ValueError):
    """A picture that is not taken in. Its text is one sentence for the editor, and names nothing from the file."""


def recognise(content: bytes, filename: str) -> str:
    """The kind of picture (a key of `EXTENSIONS`) that `content` begins like.

    Raises `PictureRefused` for anything else, for too many bytes, and for an extension of `filename` that belongs to
    another kind.
    """
    if not content:
        raise PictureRefused(EMPTY)
    if len(content) > MAX_FILE_BYTES:
        raise PictureRefused(TOO_MANY_BYTES)
    extension = PurePath(filename).suffix.lower().removeprefix(".")
    kind = _kind_of(content)
    if extension in ("svg", "svgz") or (kind is None and b"<svg" in content[:4096].lower()):
        raise PictureRefused(VECTOR)
    if kind is None or extension not in ACCEPTED_EXTENSIONS:
        raise PictureRefused(NOT_A_PICTURE)
    if extension not in EXTENSIONS[kind]:
        raise PictureRefused(
            f"The file’s name ends in .{extension}, but it is a {kind} picture: let its name end in .{EXTENSIONS[kind][0]}."
        )
    return kind


def check_bounds(width: int, height: int, frames: int = 1) -> None:
    """Refuse what would take too much memory to decode. To be called with what the headers say, before decoding."""
    if width < 1 or height < 1 or frames < 1:
        raise PictureRefused(BROKEN)
    if frames > MAX_FRAMES:
        raise PictureRefused(TOO_MANY_FRAMES)
    if width * height * frames > MAX_PIXELS:
        raise PictureRefused(TOO_MANY_PIXELS)


def _kind_of(content: bytes) -> str | None:
    for kind, signatures in _SIGNATURES.items():
        if content.startswith(signatures):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP"
    if content[4:8] == b"ftyp":
        return _kind_of_brands(content)
    return None


def _kind_of_brands(content: bytes) -> str | None:
    """ISO/IEC 14496-12, `ftyp`: the major brand decides, or a compatible one where the major is generic (`mif1`)."""
    box = content[8 : min(int.from_bytes(content[:4], "big"), 256)]
    brands = [box[:4], *(box[at : at + 4] for at in range(8, len(box), 4))]
    return next((kind for brand in brands for kind, known in _BRANDS.items() if brand in known), None)
