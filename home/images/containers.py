"""Walks through the blocks of PNG, GIF and WebP files, so that only blocks which are known to draw something survive.

GIF and WebP are rewritten from their blocks and not decoded and encoded again, since that would cost an animation its
timing and a lossy picture its quality.
"""

from collections.abc import Iterator
from typing import NamedTuple

from home.images.recognition import BROKEN, PictureRefused

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_TEXT = (b"tEXt", b"zTXt", b"iTXt")
_WEBP_DRAWING = (b"VP8 ", b"VP8L", b"ALPH")
_WEBP_ANIMATED, _WEBP_ALPHA = 0x02, 0x10


class Drawing(NamedTuple):
    """A file that holds nothing but what draws the picture, and the size that its headers announce."""

    content: bytes
    width: int
    height: int
    frames: int


class _Reader:
    """Takes a file apart from front to back; reading past its end means that it is incomplete."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, count: int) -> bytes:
        if count < 0 or self.at + count > len(self.content):
            raise PictureRefused(BROKEN)
        self.at += count
        return self.content[self.at - count : self.at]

    def number(self, count: int) -> int:
        return int.from_bytes(self.take(count), "little")


def png_without_text(content: bytes) -> bytes:
    """`content` up to its end marker, without the text chunks, whose decompression has no bound.

    Raises `PictureRefused` where the end marker is missing. Checksums are left to the decoder.
    """
    reader = _Reader(content)
    kept = [reader.take(len(PNG_SIGNATURE))]
    name = b""
    while name != b"IEND":
        length = reader.take(4)
        name = reader.take(4)
        body = reader.take(int.from_bytes(length, "big") + 4)
        if name not in _PNG_TEXT:
            kept += [length, name, body]
    return b"".join(kept)


def gif_drawing(content: bytes) -> Drawing:
    """A GIF's screen, frames, their timing and the number of loops (GIF89a; comments, plain text and the application
    blocks that hold XMP or a colour profile are left out, and so is all that follows the trailer)."""
    reader = _Reader(content)
    header = reader.take(13)
    kept = [b"GIF89a", header[6:], reader.take(_gif_palette_bytes(header[10]))]
    width, height = int.from_bytes(header[6:8], "little"), int.from_bytes(header[8:10], "little")
    frames = 0
    while (marker := reader.take(1)) != b";":
        if marker == b"!":
            kept.append(_gif_extension(reader))
        elif marker == b",":
            place = reader.take(9)
            left, top, across, down = (int.from_bytes(place[at : at + 2], "little") for at in (0, 2, 4, 6))
            kept += [b",", place, reader.take(_gif_palette_bytes(place[8])), reader.take(1), _gif_sub_blocks(reader)]
            width, height, frames = max(width, left + across), max(height, top + down), frames + 1
        else:
            raise PictureRefused(BROKEN)
    return Drawing(b"".join([*kept, b";"]), width, height, frames)


def _gif_palette_bytes(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_extension(reader: _Reader) -> bytes:
    label = reader.take(1)
    body = _gif_sub_blocks(reader)
    if label == b"\xf9" and len(body) == 6:
        return b"!\xf9" + body
    if label == b"\xff" and body[:12] in (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0") and body[12:14] == b"\x03\x01":
        return b"!\xff" + body[:16] + b"\0"
    return b""


def _gif_sub_blocks(reader: _Reader) -> bytes:
    """A chain of sub-blocks with its closing zero."""
    start = reader.at
    while size := reader.take(1)[0]:
        reader.take(size)
    return reader.content[start : reader.at]


def webp_drawing(content: bytes) -> Drawing:
    """A WebP's bitstreams, alpha and animation (RFC 9649); profile, EXIF, XMP and unknown chunks are left out."""
    reader = _Reader(content)
    reader.take(4)
    size = reader.number(4)
    reader.content = content[: 8 + size]
    reader.take(4)
    kept: list[bytes] = []
    width = height = frames = 0
    for name, body in _webp_chunks(reader):
        if name == b"VP8X" and len(body) >= 10:
            width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
            kept.append(_webp_chunk(name, bytes([body[0] & (_WEBP_ANIMATED | _WEBP_ALPHA), 0, 0, 0]) + body[4:10]))
        elif name == b"ANIM":
            kept.append(_webp_chunk(name, body[:6]))
        elif name == b"ANMF" and len(body) > 16:
            frames += 1
            kept.append(_webp_chunk(name, body[:16] + _webp_frame(body[16:])))
        elif name in _WEBP_DRAWING:
            width, height = (width, height) if width else _webp_size(name, body)
            kept.append(_webp_chunk(name, body))
    drawing = b"WEBP" + b"".join(kept)
    return Drawing(b"RIFF" + len(drawing).to_bytes(4, "little") + drawing, width, height, frames or 1)


def _webp_chunks(reader: _Reader) -> Iterator[tuple[bytes, bytes]]:
    while reader.at < len(reader.content):
        name, size = reader.take(4), reader.number(4)
        body = reader.take(size)
        # Chunks are padded to even sizes; some writers forget the last one's padding.
        reader.at += size % 2
        yield name, body


def _webp_chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _webp_frame(content: bytes) -> bytes:
    chunks = _webp_chunks(_Reader(content))
    return b"".join(_webp_chunk(name, body) for name, body in chunks if name in _WEBP_DRAWING)


def _webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    """Width and height of a file without `VP8X`, from its bitstream (RFC 6386 section 9.1; RFC 9649 section 3.4)."""
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    if name == b"VP8L" and body[:1] == b"\x2f":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return 0, 0
