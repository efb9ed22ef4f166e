"""Brings a decoded picture into plain 8-bit sRGB, so that it looks the same without its colour profile.

A profile is not kept: it is a file of its own, in which cameras and screens write their maker, model and serial number.
"""

import struct
from io import BytesIO

from PIL import Image, ImageCms

from home.images.recognition import HIGH_DYNAMIC_RANGE, PictureRefused

# ITU-T H.273: code points of colour primaries and transfer characteristics.
_DISPLAY_P3 = 12
_HIGH_DYNAMIC_RANGE = (16, 18)
# Within this distance, of 255, two profiles are taken to be the same: converting would only add rounding errors.
_INVISIBLE = 2
_SRGB_GAMMA = 0.45455


def with_profile_of(content: bytes, image: Image.Image) -> Image.Image:
    """`image` with a profile where an AVIF or HEIC names its colours by number instead of embedding one.

    Raises `PictureRefused` for an HDR picture, which would come out far too dark or too bright.
    """
    at = content.find(b"colrnclx")
    if image.info.get("icc_profile") or at < 0 or at + 12 > len(content):
        return image
    primaries, transfer = struct.unpack_from(">HH", content, at + 8)
    if transfer in _HIGH_DYNAMIC_RANGE:
        raise PictureRefused(HIGH_DYNAMIC_RANGE)
    if primaries == _DISPLAY_P3:
        image.info["icc_profile"] = display_p3_profile()
    return image


def in_srgb(image: Image.Image) -> Image.Image:
    """`image` (any mode that Pillow decodes to) as 1, L, LA, P, RGB or RGBA in sRGB, with nothing in `info` but
    which colour is transparent. A profile that cannot be read is passed over, as browsers do. May change what it is given."""
    info = image.info
    profile, gamma = info.get("icc_profile"), info.get("gamma")
    image = _eight_bit(image)
    transform = _transform(profile, image.mode) if profile else None
    if transform:
        image = _applied(transform, image)
    elif image.mode == "CMYK":
        image = image.convert("RGB")
    elif gamma and not profile and "srgb" not in info and abs(gamma - _SRGB_GAMMA) > 0.005:
        image = _with_gamma(image, gamma)
    transparency = image.info.get("transparency")
    image.info = {} if transparency is None else {"transparency": transparency}
    return image


def is_srgb(image: Image.Image) -> bool:
    """Whether dropping the profile of `image` leaves its look as it is."""
    profile = image.info.get("icc_profile")
    return not profile or _transform(profile, image.mode) is None


def _eight_bit(image: Image.Image) -> Image.Image:
    # Pillow clips 16-bit greys at 255 instead of scaling them: everything but the darkest would be white.
    if image.mode.startswith("I"):
        transparency = image.info.get("transparency")
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        image.info.pop("transparency", None)
        if transparency is not None:
            image.info["transparency"] = transparency >> 8
    # Premultiplied alpha, which HEIC allows and no format that we write does.
    return image.convert("RGBA") if image.mode == "RGBa" else image


def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The way from `profile` to sRGB for pictures of `mode`, or None where there is none or it changes nothing."""
    source_mode = {"CMYK": "CMYK", "1": "L", "L": "L", "LA": "L"}.get(mode, "RGB")
    try:
        transform = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), source_mode, "RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    if source_mode != "CMYK":
        probe = _probe(source_mode)
        before, after = probe.convert("RGB").tobytes(), transform.apply(probe).tobytes()
        if all(abs(one - other) <= _INVISIBLE for one, other in zip(before, after, strict=True)):
            return None
    return transform


def _probe(mode: str) -> Image.Image:
    """Every grey, or 729 colours that are evenly spread over the cube."""
    if mode == "L":
        return Image.frombytes("L", (256, 1), bytes(range(256)))
    steps = [round(step * 255 / 8) for step in range(9)]
    cube = bytes(value for red in steps for green in steps for blue in steps for value in (red, green, blue))
    return Image.frombytes("RGB", (729, 1), cube)


def _applied(transform: ImageCms.ImageCmsTransform, image: Image.Image) -> Image.Image:
    """`image` in sRGB. Its alpha, which no profile describes, is carried over as it is."""
    grey = image.mode in ("1", "L", "LA")
    if image.has_transparency_data:
        image = image.convert("LA" if grey else "RGBA")
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    opaque = image.convert("L" if grey else "CMYK" if image.mode == "CMYK" else "RGB")
    converted = transform.apply(opaque)
    if grey:
        converted = converted.convert("L")
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


def _with_gamma(image: Image.Image, gamma: float) -> Image.Image:
    """PNG's `gAMA` applied (PNG specification, 13.13): a stored value means light to the power of 1 / `gamma`."""
    if image.mode in ("1", "P") or "transparency" in image.info:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    curve = [round(255 * (value / 255) ** (_SRGB_GAMMA / gamma)) for value in range(256)]
    straight = list(range(256))
    alpha = [straight] if image.mode in ("LA", "RGBA") else []
    bands = [curve] * (len(image.getbands()) - len(alpha)) + alpha
    return image.point([value for band in bands for value in band])


def display_p3_profile() -> bytes:
    """A minimal ICC profile (ICC.1:2001-04, matrix and curves) of Display P3: the primaries of SMPTE EG 432-1 adapted
    to D50, and the curve of sRGB."""

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    light = [(value / 1023 + 0.055) / 1.055 for value in range(1024)]
    light = [base**2.4 if value / 1023 > 0.04045 else value / 1023 / 12.92 for value, base in enumerate(light)]
    curve = b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *(round(value * 65535) for value in light))
    tags = {
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.51512, 0.24120, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.15710, 0.06657, 0.78407),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", start + len(body), len(value))
        body += value
    header = struct.pack(">I4sI4s4s4s12x4s", start + len(body), b"", 0x02400000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    header = header.ljust(68, b"\0") + struct.pack(">iii", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body
