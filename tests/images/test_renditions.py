"""The sizes in which readers get a picture tell no more than the picture itself, and their addresses cannot be guessed."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from home.models import CustomImage
from tests.images.anatomy import carries
from tests.images.dirty import CANARY, DIRTY, exif, profile, saved, scene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def an_image(content: bytes, name: str) -> CustomImage:
    return CustomImage.objects.create(title=CANARY, alt="A stall", file=ContentFile(content, name=name))


def dirtiest(kind: str) -> bytes:
    options = {"exif": b"Exif\0\0" + exif(6), "icc_profile": profile()}
    return saved(scene(), kind, **options, **({} if kind == "PNG" else {"xmp": CANARY.encode()}))


@pytest.mark.parametrize("format_name", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_rendition_has_no_metadata(kind: str, format_name: str) -> None:
    upload = dirtiest(kind)
    assert carries(upload, CANARY)

    rendition = an_image(upload, f"a.{kind.lower()}").get_rendition(f"width-40|format-{format_name}")

    content = Path(rendition.file.path).read_bytes()
    assert not carries(content, CANARY)
    # 'jfif' and its kin describe the encoding; none of these may be there.
    assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"} & set(Image.open(rendition.file.path).info)


@pytest.mark.parametrize("format_name", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_picture_can_be_made_smaller(mode: str, format_name: str) -> None:
    source = Image.new("I;16", (96, 64), 30000) if mode == "I;16" else scene(mode=mode)
    upload = saved(source, "JPEG") if mode == "CMYK" else saved(source, "PNG")

    rendition = an_image(upload, "a.jpg" if mode == "CMYK" else "a.png").get_rendition(f"width-48|format-{format_name}")

    assert (rendition.width, rendition.height) == (48, 32)


@pytest.mark.parametrize("name", ["comment.gif", "EXIF.heic"])
def test_picture_that_changes_its_format_can_be_made_smaller(name: str) -> None:
    rendition = an_image(DIRTY[name](), name).get_rendition("width-48|format-webp")

    assert (rendition.width, rendition.height) == (48, 32)


def test_rendition_of_a_turned_photo_is_upright() -> None:
    rendition = an_image(dirtiest("JPEG"), "a.jpg").get_rendition("width-32")

    assert (rendition.width, rendition.height) == (32, 48)


@pytest.mark.parametrize("spec", ["width-30", "fill-30x20-c100|format-webp|webpquality-80|bgcolor-ffffff"])
def test_address_of_a_rendition_holds_the_whole_token(spec: str) -> None:
    image = an_image(dirtiest("JPEG"), "a.jpg")

    rendition = image.get_rendition(spec)

    assert Path(rendition.file.name).parent.as_posix() == f"images/{Path(image.file.name).stem}"


def test_rendition_made_again_keeps_its_address(django_capture_on_commit_callbacks: Any) -> None:
    image = an_image(dirtiest("JPEG"), "a.jpg")
    first = [image.get_rendition(spec).file.name for spec in ("width-30", "width-20")]
    with django_capture_on_commit_callbacks(execute=True):
        image.renditions.all().delete()

    again = [CustomImage.objects.get(pk=image.pk).get_rendition(spec).file.name for spec in ("width-20", "width-30")]

    assert again == first[::-1]


def test_renditions_of_one_picture_have_addresses_of_their_own() -> None:
    image = an_image(dirtiest("JPEG"), "a.jpg")

    renditions = image.get_renditions("width-30", "width-20", "width-30|format-webp")

    assert len({rendition.file.name for rendition in renditions.values()}) == 3
