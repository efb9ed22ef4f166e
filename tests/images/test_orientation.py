"""A picture stands upright once the note that says how to turn it is gone."""

from io import BytesIO

import pytest
from PIL import Image, ImageOps

from home.images.metadata import strip
from tests.images.anatomy import frames_in, rgb_at
from tests.images.dirty import exif, saved, scene, with_chunk

# How a camera stores an upright scene for each orientation: the opposite of what the orientation asks for.
STORED = {
    1: lambda image: image,
    2: ImageOps.mirror,
    3: lambda image: image.rotate(180),
    4: ImageOps.flip,
    5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    6: lambda image: image.transpose(Image.Transpose.ROTATE_90),
    7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
    8: lambda image: image.transpose(Image.Transpose.ROTATE_270),
}
CORNERS = {(20, 10): (255, 0, 0), (70, 10): (0, 255, 0), (20, 50): (0, 0, 255), (70, 50): (0, 0, 0)}


def assert_upright(content: bytes) -> None:
    image = Image.open(BytesIO(content)).convert("RGB")
    assert image.size == (96, 64)
    for point, colour in CORNERS.items():
        assert all(abs(one - other) <= 12 for one, other in zip(rgb_at(image, point), colour, strict=True)), point


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_picture_stands_upright(kind: str, orientation: int) -> None:
    stored = STORED[orientation](scene())

    upload = saved(stored, kind, exif=b"Exif\0\0" + exif(orientation))

    assert_upright(strip(upload, f"a.{kind.lower()}").content)


@pytest.mark.parametrize("orientation", STORED)
def test_png_stands_upright(orientation: int) -> None:
    upload = with_chunk(saved(STORED[orientation](scene()), "PNG"), b"eXIf", exif(orientation))

    assert_upright(strip(upload, "a.png").content)


@pytest.mark.parametrize("orientation", STORED)
def test_heic_is_turned_once_only(orientation: int) -> None:
    # The decoder turns a HEIC by the file's own rotation, which its EXIF repeats (ISO/IEC 23008-12, A.2.4).
    upload = saved(STORED[orientation](scene()), "HEIC", exif=b"Exif\0\0" + exif(orientation))
    assert orientation == 1 or b"irot" in upload or b"imir" in upload

    assert_upright(strip(upload, "a.heic").content)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_impossible_orientation_is_passed_over(orientation: int) -> None:
    upload = saved(scene(), "JPEG", exif=b"Exif\0\0" + exif(orientation))

    assert_upright(strip(upload, "a.jpg").content)


def test_lossless_webp_stays_exact_when_turned() -> None:
    upload = saved(STORED[6](scene()), "WEBP", lossless=True, exif=b"Exif\0\0" + exif(6))

    stripped = strip(upload, "a.webp").content

    assert Image.open(BytesIO(stripped)).convert("RGB").tobytes() == scene().tobytes()


def test_animation_is_turned_with_its_timing() -> None:
    frames = [STORED[8](scene()), STORED[8](ImageOps.invert(scene()))]
    upload = saved(
        frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=[70, 130], loop=3, lossless=True, exif=exif(8)
    )

    stripped = strip(upload, "a.webp").content
    image = Image.open(BytesIO(stripped))

    assert (image.size, frames_in(stripped), image.info["loop"]) == ((96, 64), 2, 3)
    image.load()
    assert image.info["duration"] == 70
    assert image.convert("RGB").tobytes() == scene().tobytes()
    image.seek(1)
    image.load()
    assert image.info["duration"] == 130
    assert image.convert("RGB").tobytes() == ImageOps.invert(scene()).tobytes()
