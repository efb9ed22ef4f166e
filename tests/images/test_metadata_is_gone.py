"""Nothing that a picture tells of its maker outlives the upload, in any format and any place of the file."""

from io import BytesIO

import pytest
from PIL import Image

from home.images.metadata import strip
from tests.images.anatomy import (
    carries,
    frames_in,
    gif_blocks,
    isobmff_boxes,
    jpeg_segments,
    png_chunks,
    rgb_at,
    riff_chunks,
)
from tests.images.dirty import CANARY, DIRTY, exif, profile, saved, scene, with_chunk, with_segment


@pytest.mark.parametrize("name", DIRTY)
def test_metadata_is_nowhere_in_the_stripped_file(name: str) -> None:
    dirty = DIRTY[name]()
    assert carries(dirty, CANARY), "the test's own file must hold what it looks for"

    assert not carries(strip(dirty, name).content, CANARY)


@pytest.mark.parametrize("name", DIRTY)
def test_stripped_file_shows_the_same_picture(name: str) -> None:
    dirty = DIRTY[name]()

    stripped = Image.open(BytesIO(strip(dirty, name).content)).convert("RGB")

    assert stripped.size == (96, 64)
    for point, colour in {(20, 10): (255, 0, 0), (70, 10): (0, 255, 0), (20, 50): (0, 0, 255), (70, 50): (0, 0, 0)}.items():
        assert all(abs(one - other) <= 12 for one, other in zip(rgb_at(stripped, point), colour, strict=True))


@pytest.mark.parametrize("name", DIRTY)
def test_stripping_again_finds_a_picture_to_strip(name: str) -> None:
    once = strip(DIRTY[name](), name)

    twice = strip(once.content, f"again.{once.extension}")

    assert twice.extension == once.extension
    assert not carries(twice.content, CANARY)


@pytest.mark.parametrize("name", [name for name in DIRTY if name.endswith((".jpg", ".heic"))])
def test_jpeg_has_only_the_segments_that_draw(name: str) -> None:
    segments, rest = jpeg_segments(strip(DIRTY[name](), name).content)

    # JFIF, quantisation and Huffman tables, frame, scan.
    assert {marker for marker, _ in segments} == {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
    assert [payload for marker, payload in segments if marker == 0xE0] == [b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"]
    assert rest == b""


def test_jpeg_does_not_keep_the_tables_of_its_camera() -> None:
    def tables(content: bytes) -> list[bytes]:
        return [payload for marker, payload in jpeg_segments(content)[0] if marker == 0xDB]

    first, second = (strip(saved(scene(), "JPEG", quality=quality), "a.jpg") for quality in (71, 93))

    assert tables(first.content) == tables(second.content)


@pytest.mark.parametrize("name", [name for name in DIRTY if name.endswith(".png")])
def test_png_has_only_the_chunks_that_draw(name: str) -> None:
    stripped = strip(DIRTY[name](), name).content

    assert {chunk for chunk, _ in png_chunks(stripped)} == {b"IHDR", b"IDAT", b"IEND"}
    assert stripped.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize("name", [name for name in DIRTY if name.endswith(".gif")])
def test_gif_has_only_the_blocks_that_draw(name: str) -> None:
    labels, rest = gif_blocks(strip(DIRTY[name](), name).content)

    assert set(labels) <= {b",", b"!\xf9", b"!\xffNETSCAPE2.0"}
    assert rest == b""


@pytest.mark.parametrize("name", [name for name in DIRTY if name.endswith(".webp")])
def test_webp_has_only_the_chunks_that_draw(name: str) -> None:
    stripped = strip(DIRTY[name](), name).content

    assert {chunk for chunk, _ in riff_chunks(stripped)} <= {b"VP8X", b"ALPH", b"VP8 ", b"VP8L"}
    assert int.from_bytes(stripped[4:8], "little") + 8 == len(stripped)


def test_webp_no_longer_announces_metadata() -> None:
    stripped = strip(DIRTY["EXIF.webp"](), "a.webp").content

    assert all(body[0] & 0b101100 == 0 for chunk, body in riff_chunks(stripped) if chunk == b"VP8X")


def test_webp_animation_loses_chunks_inside_its_frames() -> None:
    animation = saved(scene(), "WEBP", save_all=True, append_images=[scene().rotate(180)], duration=80)
    at = animation.index(b"ANMF")
    size = int.from_bytes(animation[at + 4 : at + 8], "little")
    hidden = b"cAnV" + len(CANARY).to_bytes(4, "little") + CANARY.encode() + b"\0" * (len(CANARY) % 2)
    dirty = animation[: at + 4] + (size + len(hidden)).to_bytes(4, "little") + animation[at + 8 : at + 8 + size] + hidden
    dirty += animation[at + 8 + size :]
    dirty = dirty[:4] + (len(dirty) - 8).to_bytes(4, "little") + dirty[8:]
    assert carries(dirty, CANARY)

    stripped = strip(dirty, "a.webp").content

    assert not carries(stripped, CANARY)
    assert frames_in(stripped) == 2


@pytest.mark.parametrize("name", [name for name in DIRTY if name.endswith(".avif")])
def test_avif_has_only_the_boxes_that_draw(name: str) -> None:
    boxes = isobmff_boxes(strip(DIRTY[name](), name).content)

    assert set(boxes) == {b"ftyp", b"meta", b"mdat"}


@pytest.mark.parametrize("kind", ["jpg", "webp"])
def test_everything_at_once_is_gone(kind: str) -> None:
    options = {"exif": exif(6), "xmp": CANARY.encode(), "icc_profile": profile()}
    dirty = saved(scene(), {"jpg": "JPEG", "webp": "WEBP"}[kind], **options) + CANARY.encode()

    assert not carries(strip(dirty, f"a.{kind}").content, CANARY)


def test_hdr_video_behind_a_photo_does_not_keep_it_out() -> None:
    video = b"\0\0\0\x13colrnclx\0\x09\0\x10\0\x09\x80"

    assert b"nclx" not in strip(saved(scene(), "JPEG") + video, "a.jpg").content


@pytest.mark.parametrize(
    "tiff",
    [
        b"MM",
        b"MMxx" + bytes(20),
        b"MM\0*\xff\xff\xff\xff",
        b"II*\0\x08\0\0\0\xff\xff",
        # An orientation that is a text.
        b"MM\0*\0\0\0\x08\0\1\x01\x12\0\2\0\0\0\4abc\0\0\0\0\0",
    ],
)
@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_broken_metadata_does_not_keep_a_picture_out(kind: str, tiff: bytes) -> None:
    tiff += CANARY.encode()
    dirty = {
        "jpg": lambda: with_segment(saved(scene(), "JPEG"), 0xE1, b"Exif\0\0" + tiff),
        "png": lambda: with_chunk(saved(scene(), "PNG"), b"eXIf", tiff),
        "webp": lambda: saved(scene(), "WEBP", exif=tiff),
    }[kind]()

    assert not carries(strip(dirty, f"a.{kind}").content, CANARY)
