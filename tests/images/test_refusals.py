"""What must not or cannot be taken in is refused with one sentence that says what to do, before it is decoded."""

import random
import struct
import zlib

import pytest

from home.images import limits, recognition
from home.images.metadata import strip
from home.images.recognition import PictureRefused
from tests.images.anatomy import frames_in, palette_bytes
from tests.images.dirty import flicker, png_chunk, png_that_says, saved, scene

KINDS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF", "heic": "HEIC"}


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(PictureRefused) as refused:
        strip(content, name)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn by hand -->\n<SVG></SVG>',
    ],
)
@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_svg_is_refused_whatever_its_name(content: bytes, name: str) -> None:
    assert refusal(content, name) == recognition.VECTOR


def test_compressed_svg_is_refused() -> None:
    assert refusal(b"\x1f\x8b\x08\0", "a.svgz") == recognition.VECTOR


@pytest.mark.parametrize("name", ["a.html", "a", "a.exe", "a.bmp", "a.tiff", "a.psd", "a.jpg.html"])
def test_other_extension_is_refused(name: str) -> None:
    assert refusal(saved(scene(), "JPEG"), name) == recognition.NOT_A_PICTURE


@pytest.mark.parametrize(
    "content", [b"hello", b"<html></html>", b"%PDF-1.7", b"8BPS\0\1", b"II*\0\x08\0\0\0", b"BM", b"\0" * 64]
)
def test_other_content_is_refused(content: bytes) -> None:
    assert refusal(content, "a.jpg") == recognition.NOT_A_PICTURE


@pytest.mark.parametrize("extension", KINDS)
@pytest.mark.parametrize("kind", KINDS)
def test_name_and_content_must_agree(extension: str, kind: str) -> None:
    content = saved(scene(), KINDS[kind])
    if extension == kind:
        assert strip(content, f"a.{extension}")
    else:
        assert refusal(content, f"a.{extension}").endswith(f"let its name end in .{kind}.")


@pytest.mark.parametrize("name", ["A.JPG", "a.jpeg", "holiday in Ghent.Jpg"])
def test_usual_spellings_of_an_extension_are_accepted(name: str) -> None:
    assert strip(saved(scene(), "JPEG"), name).extension == "jpg"


def test_empty_file_is_refused() -> None:
    assert refusal(b"", "a.jpg") == recognition.EMPTY


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_incomplete_picture_is_refused(kind: str, share: float) -> None:
    content = saved(scene((400, 300)).effect_spread(40), KINDS[kind])

    assert refusal(content[: int(len(content) * share)], f"a.{kind}") == recognition.BROKEN


@pytest.mark.parametrize("kind", ["png", "gif"])
def test_missing_end_marker_is_refused(kind: str) -> None:
    assert refusal(saved(scene(), KINDS[kind])[:-1], f"a.{kind}") == recognition.BROKEN


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_incomplete_animation_is_refused(kind: str) -> None:
    rest = [scene().rotate(90 * turn) for turn in range(1, 4)]
    content = saved(scene(), KINDS[kind], save_all=True, append_images=rest, duration=50)

    assert refusal(content[: len(content) * 3 // 4], f"a.{kind}") == recognition.BROKEN


@pytest.mark.parametrize("kind", ["gif", "webp"])
@pytest.mark.parametrize("frames", [1, 2])
def test_picture_with_sound_blocks_but_spoilt_pixels_is_refused(kind: str, frames: int) -> None:
    rest = [scene().rotate(180)] * (frames - 1)
    content = saved(scene(), KINDS[kind], save_all=frames > 1, append_images=rest, duration=50)
    if kind == "webp":
        at, size = content.rindex(b"VP8 ") + 8, 10
    else:
        frame = content.rindex(b",\0\0\0\0")
        at = frame + 12 + palette_bytes(content[frame + 9])
        size = content[at - 1]

    assert refusal(content[:at] + b"\xff" * size + content[at + size :], f"a.{kind}") == recognition.BROKEN


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_picture_is_refused_or_stripped_and_nothing_else(kind: str) -> None:
    content, dice, refusals = saved(scene(), KINDS[kind]), random.Random(kind), set()
    for _ in range(150):
        damaged = bytearray(content)
        for _ in range(dice.randint(1, 8)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            strip(bytes(damaged), f"a.{kind}")
        except PictureRefused as refused:
            refusals.add(str(refused))

    assert recognition.BROKEN in refusals


def test_too_large_a_file_is_refused() -> None:
    assert refusal(saved(scene(), "JPEG") + bytes(limits.MAX_FILE_BYTES), "a.jpg") == recognition.TOO_MANY_BYTES


def webp_that_says(width: int, height: int) -> bytes:
    size = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    content = saved(scene(), "WEBP")
    body = b"WEBPVP8X\x0a\0\0\0" + size + content[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif_that_says(width: int, height: int) -> bytes:
    content = bytearray(saved(scene(), "GIF"))
    content[6:10] = struct.pack("<HH", width, height)
    return bytes(content)


def jpeg_that_says(width: int, height: int) -> bytes:
    content = bytearray(saved(scene(), "JPEG"))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def sizes_that_say(kind: str, width: int, height: int) -> bytes:
    content = saved(scene(), KINDS[kind])
    at = content.index(b"ispe") + 8
    return content[:at] + struct.pack(">II", width, height) + content[at + 8 :]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (jpeg_that_says(65000, 65000), "a.jpg"),
        (png_that_says(60000, 60000), "a.png"),
        (png_that_says(2**31 - 1, 2**31 - 1), "a.png"),
        (gif_that_says(65535, 65535), "a.gif"),
        (webp_that_says(16384, 16384), "a.webp"),
        (webp_that_says(2**24, 2**24 - 1), "a.webp"),
        (sizes_that_say("avif", 16000, 16000), "a.avif"),
        (sizes_that_say("heic", 16000, 16000), "a.heic"),
    ],
)
def test_decompression_bomb_is_refused(content: bytes, name: str) -> None:
    assert refusal(content, name) == recognition.TOO_MANY_PIXELS


@pytest.mark.parametrize(("width", "height", "frames"), [(10_000, 5_000, 1), (500, 400, 250), (1, 1, 399)])
def test_bounds_themselves_are_accepted(width: int, height: int, frames: int) -> None:
    recognition.check_bounds(width, height, frames)


@pytest.mark.parametrize(("width", "height", "frames"), [(10_000, 5_001, 1), (501, 400, 250)])
def test_one_row_or_column_beyond_the_bounds_is_refused(width: int, height: int, frames: int) -> None:
    with pytest.raises(PictureRefused) as refused:
        recognition.check_bounds(width, height, frames)

    assert str(refused.value) == recognition.TOO_MANY_PIXELS


def test_frame_that_reaches_beyond_its_gif_counts() -> None:
    content = saved(scene(), "GIF")
    at = content.index(b",\0\0\0\0")
    content = content[: at + 5] + struct.pack("<HH", 65535, 65535) + content[at + 9 :]

    assert refusal(content, "a.gif") == recognition.TOO_MANY_PIXELS


@pytest.mark.parametrize("kind", ["gif", "webp", "png"])
def test_animation_of_400_frames_is_refused(kind: str) -> None:
    assert refusal(flicker(KINDS[kind], 400), f"a.{kind}") == recognition.TOO_MANY_FRAMES


def test_animation_of_399_frames_is_accepted() -> None:
    assert frames_in(strip(flicker("GIF", 399), "a.gif").content) == 399


def test_text_that_unpacks_to_gigabytes_is_never_unpacked() -> None:
    bomb = zlib.compress(bytes(64 * 1024**2))
    content = saved(scene(), "PNG")
    at = content.index(b"IDAT") - 4
    content = content[:at] + png_chunk(b"zTXt", b"Comment\0\0" + bomb) * 3 + content[at:]

    assert strip(content, "a.png").extension == "png"


def test_refusal_names_nothing_from_the_file() -> None:
    assert "Kestrel" not in refusal(saved(scene(), "PNG"), "Kestrel Lane.jpg")
