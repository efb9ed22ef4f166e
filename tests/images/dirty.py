"""Builds pictures that tell of their maker: one file for each format and each place where metadata can be."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pillow_heif
from PIL import Image, ImageCms, ImageDraw

pillow_heif.register_heif_opener()
CANARY = "Kestrel Lane 7, back door"
_BYTES = CANARY.encode()
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><photoshop:City>{CANARY}</photoshop:City></x:xmpmeta>'.encode()


def scene(size: tuple[int, int] = (96, 64), mode: str = "RGB") -> Image.Image:
    """A picture whose four corners differ, so that every way of turning it can be told from every other."""
    image = Image.new("RGB", size, "white")
    draw, (width, height) = ImageDraw.Draw(image), size
    corners = {"red": (0, 0), "lime": (width // 2, 0), "blue": (0, height // 2), "black": (width // 2, height // 2)}
    for colour, (left, top) in corners.items():
        draw.rectangle((left, top, left + width // 2 - 1, top + height // 2 - 1), fill=colour)
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    if kind == "HEIC":
        heif = pillow_heif.from_pillow(image)
        heif.save(file, **{"quality": 90, **options})
    else:
        image.save(file, kind, **options)
    return file.getvalue()


def flicker(kind: str, frames: int) -> bytes:
    """An animation of that many frames, each unlike the one before."""
    first, *rest = [Image.new("L", (4, 4), number * 97 % 256) for number in range(frames)]
    return saved(first, kind, save_all=True, append_images=rest, duration=20)


def exif(orientation: int | None = None) -> bytes:
    """Camera, position, maker note and a thumbnail, all of which hold the canary; as a TIFF without `Exif` prefix."""
    data = Image.Exif()
    data[0x010E] = CANARY
    data[0x9C9B] = CANARY.encode("utf-16-le")
    if orientation:
        data[0x0112] = orientation
    data.get_ifd(0x8769)[0x927C] = b"MAKER" + _BYTES
    data.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.5), 0x1C: b"ASCII\0\0\0" + _BYTES})
    tiff = data.tobytes()[6:]
    return _with_thumbnail(tiff)


def _with_thumbnail(tiff: bytes) -> bytes:
    """`tiff` with a second directory that points to a JPEG which carries a comment."""
    order = ">" if tiff.startswith(b"MM") else "<"
    (start,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, start)
    thumbnail = saved(scene((16, 16)), "JPEG", comment=_BYTES)
    directory = len(tiff)
    entries = ((0x0103, 3, 6), (0x0201, 4, directory + 42), (0x0202, 4, len(thumbnail)))
    second = struct.pack(order + "H", 3)
    for tag, kind, value in entries:
        second += struct.pack(order + "HHI", tag, kind, 1) + struct.pack(
            order + ("HH" if kind == 3 else "I"), *((value, 0) if kind == 3 else (value,))
        )
    second += struct.pack(order + "I", 0)
    link = start + 2 + 12 * count
    return tiff[:link] + struct.pack(order + "I", directory) + tiff[link + 4 :] + second + thumbnail


def profile(base: bytes | None = None) -> bytes:
    """A colour profile that tells whose screen it was made for."""
    base = base or ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    base += _BYTES
    return struct.pack(">I", len(base)) + base[4:]


def with_segment(jpeg: bytes, marker: int, payload: bytes) -> bytes:
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload + jpeg[2:]


def with_chunk(png: bytes, name: bytes, body: bytes, before: bytes = b"IDAT") -> bytes:
    at = png.index(before) - 4
    return png[:at] + png_chunk(name, body) + png[at:]


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_riff_chunk(webp: bytes, name: bytes, body: bytes) -> bytes:
    webp += name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return webp[:4] + struct.pack("<I", len(webp) - 8) + webp[8:]


def with_gif_block(gif: bytes, block: bytes) -> bytes:
    return gif[:-1] + block + b";"


def _sub_blocks(body: bytes) -> bytes:
    return b"".join(bytes([len(body[at : at + 255])]) + body[at : at + 255] for at in range(0, len(body), 255)) + b"\0"


def second_picture(jpeg: bytes) -> bytes:
    """A JPEG with a second one behind it that a directory (MPF) points to, as phones store depth and gain maps."""
    file = BytesIO()
    other = saved(scene((48, 32)), "JPEG", comment=_BYTES)
    Image.open(BytesIO(jpeg)).save(file, "MPO", save_all=True, append_images=[Image.open(BytesIO(other))])
    return file.getvalue() + other


_JPEG, _PNG, _GIF = saved(scene(), "JPEG"), saved(scene(), "PNG"), saved(scene(), "GIF")
_WEBP = saved(scene((96, 64), "RGBA"), "WEBP", icc_profile=profile())
_AVIF, _HEIC = saved(scene(), "AVIF"), saved(scene(), "HEIC")
_MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + _BYTES
_TEXT = b"Comment\0" + _BYTES
_PACKED = zlib.compress(_BYTES * 3)
_IPTC = (
    b"Photoshop 3.0\x008BIM\x04\x04\0\0"
    + struct.pack(">I", len(_BYTES) + 5)
    + b"\x1c\x02\x5a\0"
    + bytes([len(_BYTES)])
    + _BYTES
)

DIRTY: dict[str, Callable[[], bytes]] = {
    "EXIF.jpg": lambda: with_segment(_JPEG, 0xE1, b"Exif\0\0" + exif()),
    "XMP.jpg": lambda: with_segment(_JPEG, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
    "extended XMP.jpg": lambda: with_segment(_JPEG, 0xE1, b"http://ns.adobe.com/xmp/extension/\0" + bytes(40) + XMP),
    "IPTC.jpg": lambda: with_segment(_JPEG, 0xED, _IPTC),
    "comment.jpg": lambda: with_segment(_JPEG, 0xFE, _BYTES),
    "JFXX thumbnail.jpg": lambda: with_segment(_JPEG, 0xE0, b"JFXX\0\x10" + saved(scene((16, 16)), "JPEG", comment=_BYTES)),
    "provenance.jpg": lambda: with_segment(_JPEG, 0xEB, b"JP\0\x01\0\0\0\x01" + _BYTES),
    "maker's segment.jpg": lambda: with_segment(_JPEG, 0xE4, _BYTES),
    "colour profile.jpg": lambda: saved(scene(), "JPEG", icc_profile=profile()),
    "second picture.jpg": lambda: second_picture(_JPEG),
    "video behind the end.jpg": lambda: _JPEG + _MP4,
    "bytes before the end.jpg": lambda: _JPEG[:-2] + _BYTES + _JPEG[-2:],
    "EXIF.png": lambda: with_chunk(_PNG, b"eXIf", exif()),
    "text.png": lambda: with_chunk(_PNG, b"tEXt", _TEXT),
    "compressed text.png": lambda: with_chunk(_PNG, b"zTXt", b"Comment\0\0" + _PACKED),
    "international text.png": lambda: with_chunk(_PNG, b"iTXt", b"Comment\0\0\0\0\0" + _BYTES),
    "compressed international text.png": lambda: with_chunk(_PNG, b"iTXt", b"Comment\0\x01\0\0\0" + _PACKED),
    "XMP.png": lambda: with_chunk(_PNG, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
    "text after the picture.png": lambda: with_chunk(_PNG, b"tEXt", _TEXT, before=b"IEND"),
    "private chunk.png": lambda: with_chunk(_PNG, b"caNv", _BYTES),
    "colour profile.png": lambda: saved(scene(), "PNG", icc_profile=profile()),
    "remains of a larger picture.png": lambda: with_chunk(_PNG, b"IDAT", _PACKED + _BYTES, before=b"IEND"),
    "bytes behind the end.png": lambda: _PNG + _BYTES,
    "comment.gif": lambda: saved(scene(), "GIF", comment=_BYTES),
    "XMP.gif": lambda: with_gif_block(_GIF, b"!\xff\x0bXMP DataXMP" + _sub_blocks(XMP)),
    "colour profile.gif": lambda: with_gif_block(_GIF, b"!\xff\x0bICCRGBG1012" + _sub_blocks(profile())),
    "plain text.gif": lambda: with_gif_block(_GIF, b"!\x01\x0c" + bytes(12) + _sub_blocks(_BYTES)),
    "unknown block.gif": lambda: with_gif_block(_GIF, b"!\x7f" + _sub_blocks(_BYTES)),
    "loop block with more.gif": lambda: with_gif_block(_GIF, b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0" + _sub_blocks(_BYTES)),
    "bytes behind the end.gif": lambda: _GIF + _BYTES,
    "EXIF.webp": lambda: saved(scene(), "WEBP", exif=exif()),
    "XMP.webp": lambda: saved(scene(), "WEBP", xmp=XMP),
    "colour profile.webp": lambda: _WEBP,
    "unknown chunk.webp": lambda: with_riff_chunk(_WEBP, b"cAnV", _BYTES),
    "bytes behind the end.webp": lambda: saved(scene(), "WEBP") + _BYTES,
    "EXIF.avif": lambda: saved(scene(), "AVIF", exif=exif()),
    "XMP.avif": lambda: saved(scene(), "AVIF", xmp=XMP),
    "colour profile.avif": lambda: saved(scene(), "AVIF", icc_profile=profile()),
    "box behind the picture.avif": lambda: _AVIF + struct.pack(">I", len(_BYTES) + 8) + b"free" + _BYTES,
    "EXIF.heic": lambda: saved(scene(), "HEIC", exif=exif()),
    "XMP.heic": lambda: saved(scene(), "HEIC", xmp=XMP),
    "box behind the picture.heic": lambda: _HEIC + struct.pack(">I", len(_BYTES) + 8) + b"free" + _BYTES,
}


def png_that_says(width: int, height: int) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", zlib.compress(bytes(1000))) + png_chunk(b"IEND", b"")
