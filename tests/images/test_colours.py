"""A picture looks the same once its colour profile is gone, whatever its colours were stored as."""

import struct
import zlib
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageStat

from home.images.colour import display_p3_profile
from home.images.metadata import strip
from home.images.recognition import HIGH_DYNAMIC_RANGE, PictureRefused
from tests.images.anatomy import rgb_at
from tests.images.dirty import png_chunk, profile, saved, scene, with_chunk

SRGB = ImageCms.createProfile("sRGB")
RAMP = Image.frombytes("L", (256, 1), bytes(range(256))).resize((256, 16))
# Colours that both Display P3 and sRGB can show.
SHADES = [(200, 120, 90), (90, 150, 110), (80, 100, 160), (128, 128, 128), (20, 30, 40), (240, 235, 220)]


def shades(mode: str = "RGB") -> Image.Image:
    image = Image.new("RGB", (16 * len(SHADES), 16))
    for number, shade in enumerate(SHADES):
        image.paste(shade, (16 * number, 0, 16 * number + 16, 16))
    return image.convert(mode)


def as_shown(content: bytes) -> Image.Image:
    """The picture in sRGB, as a browser that knows colour profiles would show it."""
    image = Image.open(BytesIO(content))
    image.load()
    embedded = image.info.get("icc_profile")
    if not embedded:
        return image.convert("RGB")
    source = ImageCms.ImageCmsProfile(BytesIO(embedded))
    opaque = image.convert("CMYK" if image.mode == "CMYK" else "RGB")
    return ImageCms.buildTransform(source, SRGB, opaque.mode, "RGB").apply(opaque)


def furthest(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of any pixel's channel, of 255; at the middle of each shade, away from edges."""
    assert one.size == other.size
    middles = [(16 * number + 8, 8) for number in range(one.width // 16)]
    pixels = [zip(rgb_at(one, point), rgb_at(other, point), strict=True) for point in middles]
    return max(abs(left - right) for pixel in pixels for left, right in pixel)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_wide_gamut_picture_looks_the_same(kind: str) -> None:
    upload = saved(shades(), kind, icc_profile=profile(display_p3_profile()), quality=95)
    assert furthest(as_shown(upload), shades()) > 8, "the profile must matter"

    stripped = strip(upload, f"a.{kind.lower()}").content

    assert "icc_profile" not in Image.open(BytesIO(stripped)).info
    assert furthest(as_shown(upload), as_shown(stripped)) <= 4


@pytest.mark.parametrize(("srgb", "p3"), [((255, 0, 0), (234, 51, 35)), ((0, 255, 0), (117, 251, 76))])
def test_generated_p3_profile_is_that_of_display_p3(srgb: tuple[int, ...], p3: tuple[int, ...]) -> None:
    # The values that CSS Color 4's conversion gives: color(display-p3 0.9175 0.2003 0.1386) is #ff0000.
    target = ImageCms.ImageCmsProfile(BytesIO(display_p3_profile()))

    shown = ImageCms.buildTransform(SRGB, target, "RGB", "RGB").apply(Image.new("RGB", (1, 1), srgb))

    assert all(abs(one - other) <= 2 for one, other in zip(rgb_at(shown, (0, 0)), p3, strict=True))


def test_heic_photo_in_p3_looks_the_same() -> None:
    upload = saved(shades(), "HEIC", icc_profile=display_p3_profile())

    assert furthest(as_shown(upload), as_shown(strip(upload, "a.heic").content)) <= 6


def srgb_profile_of_another_maker() -> bytes:
    """sRGB as in IEC 61966-2-1, adapted to D50, with its curve as a table instead of a formula."""
    generated = display_p3_profile()
    primaries = [(0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)]
    table = b"".join(struct.pack(">4s4x3i", b"XYZ ", *(round(value * 65536) for value in xyz)) for xyz in primaries)
    at = generated.index(b"XYZ \0\0\0\0", 128) + 20
    return generated[:at] + table + generated[at + len(table) :]


@pytest.mark.parametrize("srgb", [profile(), srgb_profile_of_another_maker()], ids=["usual", "another maker's"])
def test_srgb_profile_changes_no_pixel(srgb: bytes) -> None:
    upload = saved(photo(), "PNG", icc_profile=srgb)

    assert Image.open(BytesIO(strip(upload, "a.png").content)).tobytes() == Image.open(BytesIO(upload)).tobytes()


def test_wide_gamut_picture_keeps_its_transparency() -> None:
    image = shades("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    upload = saved(image, "PNG", icc_profile=display_p3_profile())

    stripped = Image.open(BytesIO(strip(upload, "a.png").content))

    assert stripped.mode == "RGBA"
    assert stripped.getchannel("A").tobytes() == image.getchannel("A").tobytes()


@pytest.mark.parametrize("bad", [b"", b"not a profile at all", profile()[:200]], ids=["empty", "not one", "cut off"])
def test_unreadable_profile_is_passed_over(bad: bytes) -> None:
    upload = saved(shades(), "PNG", icc_profile=bad)

    assert Image.open(BytesIO(strip(upload, "a.png").content)).tobytes() == shades().tobytes()


def test_profile_for_another_kind_of_picture_is_passed_over() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    upload = saved(shades(), "PNG", icc_profile=lab)

    assert Image.open(BytesIO(strip(upload, "a.png").content)).tobytes() == shades().tobytes()


def test_cmyk_jpeg_becomes_rgb_in_the_same_colours() -> None:
    upload = saved(shades("CMYK"), "JPEG", quality=95)

    stripped = Image.open(BytesIO(strip(upload, "a.jpg").content))

    assert stripped.mode == "RGB"
    assert furthest(stripped, shades()) <= 4


def test_16_bit_grey_keeps_its_steps() -> None:
    ramp = Image.frombytes("I;16", (256, 16), struct.pack("<256H", *range(0, 65536, 256)) * 16)

    stripped = Image.open(BytesIO(strip(saved(ramp, "PNG"), "a.png").content))

    assert stripped.mode == "L"
    assert stripped.tobytes() == RAMP.tobytes()


def test_16_bit_colour_keeps_its_steps() -> None:
    rows = b"".join(
        b"\0" + struct.pack(">768H", *(value for grey in range(256) for value in [grey * 257] * 3)) for _ in range(2)
    )
    plain = saved(Image.new("RGB", (256, 2)), "PNG")
    upload = plain[:8] + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 256, 2, 16, 2, 0, 0, 0))
    upload += png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b"")

    stripped = Image.open(BytesIO(strip(upload, "a.png").content))

    assert stripped.convert("L").tobytes() == bytes(range(256)) * 2


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_png_keeps_every_pixel(mode: str) -> None:
    image = scene(mode=mode)

    stripped = Image.open(BytesIO(strip(saved(image, "PNG"), "a.png").content))

    assert stripped.mode == mode
    assert stripped.convert("RGBA").tobytes() == image.convert("RGBA").tobytes()


def test_palette_keeps_its_transparency() -> None:
    image = scene(mode="P")
    upload = saved(image, "PNG", transparency=bytes([0, 60, 120, 255, 180]))
    wanted = Image.open(BytesIO(upload)).convert("RGBA").tobytes()

    stripped = Image.open(BytesIO(strip(upload, "a.png").content))

    assert stripped.mode == "P"
    assert stripped.convert("RGBA").tobytes() == wanted


def test_palette_with_a_profile_keeps_its_transparency() -> None:
    upload = saved(scene(mode="P"), "PNG", transparency=0, icc_profile=display_p3_profile())
    wanted = Image.open(BytesIO(upload)).convert("RGBA").getchannel("A").tobytes()

    stripped = Image.open(BytesIO(strip(upload, "a.png").content))

    assert stripped.convert("RGBA").getchannel("A").tobytes() == wanted


@pytest.mark.parametrize(("mode", "key"), [("L", 76), ("RGB", (255, 0, 0))])
def test_one_transparent_colour_stays_transparent(mode: str, key: object) -> None:
    upload = saved(scene(mode=mode), "PNG", transparency=key)
    wanted = Image.open(BytesIO(upload)).convert("RGBA").tobytes()
    assert 0 in Image.open(BytesIO(upload)).convert("RGBA").getchannel("A").tobytes()

    assert Image.open(BytesIO(strip(upload, "a.png").content)).convert("RGBA").tobytes() == wanted


def test_gamma_of_an_old_png_is_applied() -> None:
    # 1 / 1.8, as old Macintosh programs wrote it: stored 128 is shown as 255 * (128 / 255) ** (1.8 / 2.2).
    upload = with_chunk(saved(Image.new("RGB", (8, 8), (128, 128, 128)), "PNG"), b"gAMA", struct.pack(">I", 55556))

    shown = rgb_at(Image.open(BytesIO(strip(upload, "a.png").content)), (0, 0))

    assert all(abs(value - 145) <= 1 for value in shown)


def test_usual_gamma_changes_no_pixel() -> None:
    upload = with_chunk(saved(shades(), "PNG"), b"gAMA", struct.pack(">I", 45455))

    assert Image.open(BytesIO(strip(upload, "a.png").content)).tobytes() == shades().tobytes()


def named_colours(primaries: int, transfer: int) -> bytes:
    """An AVIF that names its colours by number (ITU-T H.273) and carries no profile."""
    upload = saved(shades(), "AVIF", quality=95)
    at = upload.index(b"colrnclx") + 8
    return upload[:at] + struct.pack(">HH", primaries, transfer) + upload[at + 4 :]


def test_avif_in_p3_by_number_looks_the_same() -> None:
    by_number, by_profile = named_colours(12, 13), saved(shades(), "AVIF", quality=95, icc_profile=display_p3_profile())

    assert furthest(as_shown(by_profile), as_shown(strip(by_number, "a.avif").content)) <= 4


@pytest.mark.parametrize("transfer", [16, 18])
def test_hdr_picture_is_refused_with_the_way_out(transfer: int) -> None:
    with pytest.raises(PictureRefused, match="HDR") as refusal:
        strip(named_colours(9, transfer), "a.avif")

    assert str(refusal.value) == HIGH_DYNAMIC_RANGE


def photo() -> Image.Image:
    """Something like a photo: soft shapes with noise, 480 by 360 pixels."""
    bands = [Image.effect_noise((120, 90), spread).filter(ImageFilter.GaussianBlur(3)) for spread in (120, 90, 70)]
    smooth = Image.merge("RGB", bands).resize((480, 360), Image.Resampling.BICUBIC)
    return Image.blend(smooth, Image.effect_noise((480, 360), 30).convert("RGB"), 0.08)


def mean_square_error(one: bytes, other: bytes) -> float:
    difference = ImageChops.difference(*(Image.open(BytesIO(content)).convert("RGB") for content in (one, other)))
    return sum(ImageStat.Stat(difference).sum2) / (3 * difference.width * difference.height)


@pytest.mark.parametrize(
    ("kind", "quality", "most"), [("JPEG", 95, 3.2), ("PNG", 95, 0), ("WEBP", 95, 0), ("AVIF", 90, 4.3), ("HEIC", 90, 4.9)]
)
def test_photo_keeps_its_quality(kind: str, quality: int, most: float) -> None:
    upload = saved(photo(), kind, quality=quality)

    # 6.5 is a signal-to-noise ratio of 40 dB, beyond which nobody tells two photos apart.
    assert mean_square_error(upload, strip(upload, f"a.{kind.lower()}").content) <= most


def test_webp_with_an_srgb_profile_is_not_encoded_again() -> None:
    upload = saved(photo(), "WEBP", quality=80, icc_profile=srgb_profile_of_another_maker())

    assert mean_square_error(upload, strip(upload, "a.webp").content) == 0


def test_second_stripping_of_a_jpeg_loses_next_to_nothing() -> None:
    once = strip(saved(photo(), "JPEG", quality=95), "a.jpg").content
    passes = [once]
    for _ in range(3):
        passes.append(strip(passes[-1], "a.jpg").content)

    assert all(mean_square_error(one, other) < 0.05 for one, other in pairwise(passes))
