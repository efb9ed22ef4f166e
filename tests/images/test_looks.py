"""What is kept of a picture's look: enough to stand in for it, and too little to weigh on an answer."""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from home.images.looks import Look, look_of
from tests.images.anatomy import rgb_at
from tests.images.dirty import flicker, saved, scene


def look_of_picture(image: Image.Image, kind: str = "PNG", extension: str = "png") -> Look:
    return look_of(saved(image, kind), extension)


def preview_of(image: Image.Image, kind: str = "PNG", extension: str = "png") -> Image.Image:
    start, _, code = look_of_picture(image, kind, extension).preview.partition(",")
    assert start == "data:image/webp;base64"
    return Image.open(BytesIO(b64decode(code)))


@pytest.mark.parametrize("mode", ["RGB", "P"])
def test_average_colour_is_that_of_the_whole_picture(mode: str) -> None:
    image = Image.new("RGB", (100, 100), (250, 0, 0))
    image.paste((0, 0, 250), (0, 0, 50, 100))
    assert look_of_picture(image.convert(mode)).colour == "#7d007d"


def test_grey_picture_has_a_grey_colour() -> None:
    assert look_of_picture(Image.new("L", (10, 10), 0x80)).colour == "#808080"


def test_transparent_picture_is_averaged_as_it_lies_on_white() -> None:
    assert look_of_picture(Image.new("RGBA", (10, 10), (0, 0, 0, 0))).colour == "#ffffff"


def test_colour_of_a_photo_is_found_at_an_eighth_of_its_size() -> None:
    image = Image.new("RGB", (1600, 1200), (250, 0, 0))
    image.paste((0, 0, 250), (0, 0, 800, 1200))
    average = bytes.fromhex(look_of_picture(image, "JPEG", "jpg").colour[1:])
    assert tuple(average) == pytest.approx((125, 0, 125), abs=2)


@pytest.mark.parametrize(
    ("size", "small"), [((400, 300), (20, 15)), ((300, 400), (15, 20)), ((10, 5), (10, 5)), ((5000, 2), (20, 1))]
)
def test_preview_has_the_picture_s_shape(size: tuple[int, int], small: tuple[int, int]) -> None:
    assert preview_of(scene(size)).size == small


def test_preview_shows_the_picture() -> None:
    preview = preview_of(scene((400, 400)))
    assert rgb_at(preview, (2, 2)) == pytest.approx((255, 0, 0), abs=40)
    assert rgb_at(preview, (2, 17)) == pytest.approx((0, 0, 255), abs=40)


def test_preview_of_the_wildest_picture_is_a_few_hundred_bytes() -> None:
    noise = (
        Image.merge("RGB", [Image.effect_noise((400, 400), 200) for _ in range(3)]).resize((20, 20)).resize((400, 400), 0)
    )
    assert len(look_of_picture(noise).preview) < 700


@pytest.mark.parametrize(
    "image", [Image.new("RGBA", (9, 9), (9, 9, 9, 254)), Image.new("LA", (9, 9), (9, 0))], ids=["RGBA", "LA"]
)
def test_transparent_picture_has_no_preview(image: Image.Image) -> None:
    assert look_of_picture(image).preview == ""


def test_picture_that_could_be_transparent_and_is_not_has_a_preview() -> None:
    assert look_of_picture(scene(mode="RGBA")).preview


@pytest.mark.parametrize(("kind", "extension"), [("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png"), ("AVIF", "avif")])
def test_animation_is_known_as_one(kind: str, extension: str) -> None:
    assert look_of(flicker(kind, 3), extension).plays is not None
    assert look_of(flicker(kind, 1), extension).plays is None


def test_look_of_an_animation_is_that_of_its_first_frame() -> None:
    first, second = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    content = saved(first, "GIF", save_all=True, append_images=[second], duration=50)
    assert look_of(content, "gif").colour == "#ff0000"
