"""An animation still moves as its maker timed it once it has been stripped."""

from io import BytesIO
from itertools import accumulate

import pytest
from PIL import Image, ImageOps

from home.images.metadata import strip
from tests.images.anatomy import carries, frames_in
from tests.images.dirty import CANARY, profile, saved, scene

DURATIONS = [40, 120, 300]


def frames() -> list[Image.Image]:
    return [scene(), ImageOps.invert(scene()), scene().rotate(180)]


def an_animation(kind: str, **options: object) -> bytes:
    first, *rest = frames()
    return saved(first, kind, save_all=True, append_images=rest, duration=DURATIONS, **options)


def played(content: bytes) -> list[tuple[float, bytes]]:
    """For each frame, when it ends (milliseconds) and its pixels."""
    image = Image.open(BytesIO(content))
    shown = []
    for number in range(frames_in(content)):
        image.seek(number)
        image.load()
        shown.append((image.info["duration"], image.convert("RGBA").tobytes()))
    return list(zip(accumulate(duration for duration, _ in shown), (pixels for _, pixels in shown), strict=True))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_animation_plays_as_before(kind: str) -> None:
    upload = an_animation(kind, loop=4)

    stripped = strip(upload, f"a.{kind.lower()}").content

    assert played(stripped) == played(upload)
    assert len(played(stripped)) == len(DURATIONS)
    assert Image.open(BytesIO(stripped)).info["loop"] == 4


def test_avif_sequence_keeps_its_frames_and_timing() -> None:
    stripped = strip(an_animation("AVIF"), "a.avif").content

    assert [end for end, _ in played(stripped)] == list(accumulate(DURATIONS))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_animation_loses_its_metadata(kind: str) -> None:
    hidden = {"GIF": {"comment": CANARY.encode()}, "WEBP": {"xmp": CANARY.encode()}, "PNG": {"icc_profile": profile()}}
    upload = an_animation(kind, **hidden[kind])
    assert carries(upload, CANARY)

    assert not carries(strip(upload, f"a.{kind.lower()}").content, CANARY)


def test_still_before_an_animated_png_is_not_made_part_of_it() -> None:
    still, first, second = frames()
    upload = saved(still, "PNG", save_all=True, append_images=[first, second], default_image=True, duration=[40, 120])

    stripped = strip(upload, "a.png").content

    assert frames_in(stripped) == 2
    assert Image.open(BytesIO(stripped)).convert("RGB").tobytes() == first.tobytes()


def test_transparent_gif_stays_transparent() -> None:
    upload = saved(scene(mode="P"), "GIF", transparency=0)
    wanted = Image.open(BytesIO(upload)).convert("RGBA").tobytes()

    assert Image.open(BytesIO(strip(upload, "a.gif").content)).convert("RGBA").tobytes() == wanted


def test_gif_of_1987_is_accepted() -> None:
    upload = saved(scene(), "GIF")
    assert upload.startswith(b"GIF87a")

    assert Image.open(BytesIO(strip(upload, "a.gif").content)).convert("RGB").tobytes() == (
        Image.open(BytesIO(upload)).convert("RGB").tobytes()
    )
