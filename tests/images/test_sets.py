"""The files in which readers get a picture: no larger than the picture, each one once, and each showing the same."""

from io import BytesIO
from itertools import accumulate

import pytest
from PIL import Image

from home.images.looks import look_of
from home.images.sets import drawn, members_of
from tests.images.anatomy import rgb_at
from tests.images.dirty import saved, scene

CORNERS = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "black": (0, 0, 0)}


def set_of(content: bytes, extension: str) -> dict[str, Image.Image]:
    """The files, by format and width of the filter: `avif 320`."""
    members = members_of(Image.open(BytesIO(content)).size, look_of(content, extension).plays)
    return {
        f"{member.format.name} {member.width}": Image.open(BytesIO(file))
        for member, file in drawn(content, extension, members)
    }


DURATIONS = [40, 120, 300]
ANIMATED = ["GIF", "WEBP", "PNG", "AVIF"]


def moving(kind: str, **options: object) -> bytes:
    first, *rest = [scene().rotate(90 * turn) for turn in range(3)]
    return saved(first, kind, save_all=True, append_images=rest, duration=DURATIONS, **options)


def moves(picture: Image.Image) -> int:
    """The number of its frames."""
    return getattr(picture, "n_frames", 1)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (96, [320]),
        (320, [320]),
        (321, [320, 640]),
        (1280, [320, 640, 960, 1280]),
        (1281, [320, 640, 960, 1280, 1920]),
        (1920, [320, 640, 960, 1280, 1920]),
        (8000, [320, 640, 960, 1280, 1920]),
    ],
)
def test_set_has_each_smaller_width_and_the_picture_itself(width: int, widths: list[int]) -> None:
    members = members_of((width, 100), plays=None)
    assert [member.width for member in members if member.format.name == "jpeg"] == widths


def test_picture_is_never_enlarged() -> None:
    sizes = {name: picture.size for name, picture in set_of(saved(scene((700, 300)), "PNG"), "png").items()}
    assert {sizes[f"{name} 320"] for name in ("avif", "webp", "jpeg")} == {(320, 137)}
    assert {sizes[f"{name} 640"] for name in ("avif", "webp", "jpeg")} == {(640, 274)}
    assert {sizes[f"{name} 960"] for name in ("avif", "webp", "jpeg")} == {(700, 300)}
    assert len(sizes) == 9


@pytest.mark.parametrize("size", [(2000, 1500), (5000, 30)])
def test_photo_that_is_decoded_at_a_fraction_comes_in_the_same_sizes(size: tuple[int, int]) -> None:
    pictures = set_of(saved(scene(size), "JPEG"), "jpg")
    assert pictures["webp 1920"].size == (1920, round(size[1] * 1920 / size[0]))
    assert pictures["webp 320"].size == (320, round(size[1] * 320 / size[0]))


@pytest.mark.parametrize("name", ["avif 320", "webp 320", "jpeg 320"])
@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp")])
def test_file_shows_what_the_picture_shows(kind: str, extension: str, name: str) -> None:
    picture = set_of(saved(scene((400, 200)), kind), extension)[name]
    places = [(30, 30), (290, 30), (30, 130), (290, 130)]
    for place, colour in zip(places, CORNERS.values(), strict=True):
        assert rgb_at(picture, place) == pytest.approx(colour, abs=24)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_picture_has_a_set(mode: str) -> None:
    assert {picture.size for picture in set_of(saved(scene(mode=mode), "PNG"), "png").values()} == {(96, 64)}


def test_line_of_one_pixel_stays_one_pixel_high() -> None:
    pictures = set_of(saved(Image.new("RGB", (4000, 1)), "PNG"), "png")
    assert pictures["jpeg 320"].size == (320, 1)


def test_format_that_cannot_hold_so_tall_a_picture_is_left_out() -> None:
    pictures = set_of(saved(Image.new("L", (4, 20_000)), "PNG"), "png")
    assert list(pictures) == ["avif 320", "jpeg 320"]
    assert {picture.size for picture in pictures.values()} == {(4, 20_000)}


def test_picture_that_no_format_can_hold_has_no_set() -> None:
    assert set_of(saved(Image.new("L", (1, 70_000)), "PNG"), "png") == {}


def test_transparency_is_kept_where_the_format_has_it() -> None:
    pictures = set_of(saved(Image.new("RGBA", (8, 8), (255, 0, 0, 0)), "PNG"), "png")
    assert [pictures[f"{name} 320"].convert("RGBA").getpixel((4, 4))[3] for name in ("avif", "webp")] == [0, 0]  # type: ignore[index]


def test_transparent_picture_lies_on_white_as_jpeg() -> None:
    pictures = set_of(saved(Image.new("RGBA", (8, 8), (255, 0, 0, 0)), "PNG"), "png")
    assert rgb_at(pictures["jpeg 320"], (4, 4)) == (255, 255, 255)


def test_picture_that_could_be_transparent_and_is_not_has_no_alpha() -> None:
    pictures = set_of(saved(scene(mode="RGBA"), "PNG"), "png")
    assert {picture.mode for picture in pictures.values()} == {"RGB"}


FOR_EVER = {"loop": 0}


@pytest.mark.parametrize(
    ("kind", "options"), [("GIF", FOR_EVER), ("WEBP", FOR_EVER), ("PNG", FOR_EVER), ("AVIF", {})], ids=ANIMATED
)
def test_animation_moves_as_avif_and_webp_and_stands_still_as_jpeg(kind: str, options: dict[str, int]) -> None:
    assert {name: moves(picture) for name, picture in set_of(moving(kind, **options), kind.lower()).items()} == {
        "avif 320": 3,
        "webp 320": 3,
        "jpeg 320": 1,
    }


@pytest.mark.parametrize("name", ["avif 320", "webp 320"])
@pytest.mark.parametrize("kind", ANIMATED)
def test_animation_keeps_its_timing(kind: str, name: str) -> None:
    picture = set_of(moving(kind, **({} if kind == "AVIF" else FOR_EVER)), kind.lower())[name]
    durations = []
    for number in range(3):
        picture.seek(number)
        picture.load()
        durations.append(picture.info["duration"])
    assert list(accumulate(durations)) == list(accumulate(DURATIONS))


@pytest.mark.parametrize(
    ("kind", "options", "plays"),
    [
        ("GIF", {}, 1),
        ("GIF", FOR_EVER, 0),
        ("GIF", {"loop": 4}, 5),
        ("WEBP", FOR_EVER, 0),
        ("WEBP", {"loop": 4}, 4),
        ("PNG", FOR_EVER, 0),
        ("PNG", {"loop": 4}, 4),
    ],
)
def test_animation_is_played_as_often_as_before(kind: str, options: dict[str, int], plays: int) -> None:
    assert set_of(moving(kind, **options), kind.lower())["webp 320"].info["loop"] == plays


@pytest.mark.parametrize(("options", "formats"), [(FOR_EVER, ["avif", "webp", "jpeg"]), ({"loop": 4}, ["webp", "jpeg"])])
def test_animation_that_stops_has_no_avif_which_never_would(options: dict[str, int], formats: list[str]) -> None:
    assert [name.split()[0] for name in set_of(moving("GIF", **options), "gif")] == formats


def test_still_before_an_animated_png_is_not_its_jpeg() -> None:
    still, first, second = (Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue"))
    content = saved(still, "PNG", save_all=True, append_images=[first, second], default_image=True, duration=[40, 120])
    assert rgb_at(set_of(content, "png")["jpeg 320"], (4, 4)) == pytest.approx((0, 255, 0), abs=8)


def test_files_tell_nothing_beside_the_picture() -> None:
    for picture in set_of(saved(scene((400, 300)), "JPEG"), "jpg").values():
        assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"} & set(picture.info)
