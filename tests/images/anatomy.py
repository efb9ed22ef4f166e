"""Looks into a picture's file without the code under test: what blocks it is made of, and whether a text is in any of them."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageSequence

_STANDALONE_MARKERS = {0x01, *range(0xD0, 0xD9)}


def carries(content: bytes, text: str) -> bool:
    """Whether `text` is anywhere in the file: as bytes, as UTF-16, or in one of a PNG's compressed chunks."""
    places = [content]
    if content.startswith(b"\x89PNG"):
        places += [unpacked for _, body in png_chunks(content) for unpacked in _inflated(body)]
    forms = [text.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")]
    return any(form in place for form in forms for place in places)


def rgb_at(image: Image.Image, point: tuple[int, int]) -> tuple[int, ...]:
    return tuple(image.convert("RGB").crop((*point, point[0] + 1, point[1] + 1)).tobytes())


def frames_in(content: bytes) -> int:
    return sum(1 for _ in ImageSequence.Iterator(Image.open(BytesIO(content))))


def _inflated(body: bytes) -> list[bytes]:
    found = []
    for start in range(min(len(body), 120)):
        try:
            found.append(zlib.decompressobj().decompress(body[start:]))
        except zlib.error:
            continue
    return found


def png_chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    at, chunks = 8, []
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        chunks.append((content[at + 4 : at + 8], content[at + 8 : at + 8 + length]))
        at += 12 + length
    return chunks


def jpeg_segments(content: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """The segments (marker, payload) up to the end marker, and what follows it."""
    at = 2
    segments: list[tuple[int, bytes]] = []
    while at < len(content):
        if content[at] != 0xFF or content[at + 1] in (0, 0xFF, *range(0xD0, 0xD8)):
            at += 1
            continue
        marker = content[at + 1]
        if marker == 0xD9:
            return segments, content[at + 2 :]
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        segments.append((marker, content[at + 4 : at + 2 + length]))
        at += 2 + length
    raise AssertionError("the JPEG has no end marker")


def riff_chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    at, chunks = 12, []
    while at + 8 <= len(content):
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + length]
        chunks.append((content[at : at + 4], body))
        if content[at : at + 4] == b"ANMF":
            chunks += riff_chunks(bytes(12) + body[16:])
        at += 8 + length + length % 2
    return chunks


def gif_blocks(content: bytes) -> tuple[list[bytes], bytes]:
    """The labels of the extensions (two bytes and a name) and frames (`,`) up to the trailer, and what follows it."""
    at, labels = 13 + palette_bytes(content[10]), []
    while content[at : at + 1] != b";":
        if content[at : at + 1] == b",":
            labels.append(b",")
            at += 10 + palette_bytes(content[at + 9]) + 1
        else:
            labels.append(content[at : at + 2] + (content[at + 3 : at + 14] if content[at + 1] == 0xFF else b""))
            at += 2
        while content[at]:
            at += 1 + content[at]
        at += 1
    return labels, content[at + 1 :]


def palette_bytes(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def isobmff_boxes(content: bytes) -> list[bytes]:
    """The top-level boxes of an AVIF, and the item types and property types inside `meta`."""
    at, names = 0, []
    while at + 8 <= len(content):
        (size,) = struct.unpack_from(">I", content, at)
        names.append(content[at + 4 : at + 8])
        if names[-1] == b"meta":
            body = content[at : at + size]
            names += [word for word in (b"Exif", b"mime", b"uri ", b"prof", b"rICC", b"udta", b"uuid") if word in body]
        at += max(size, 8)
    return names
