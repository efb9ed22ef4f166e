"""The worker makes a picture's set whenever it is lacking, and whatever happens to the picture meanwhile."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from home.images.renditions import make_missing_renditions, make_renditions, store
from home.images.sets import drawn
from home.models import CustomImage, CustomRendition, User
from tests.files import a_picture
from tests.images.dirty import flicker, saved, scene
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def worker(django_capture_on_commit_callbacks: Any) -> Any:
    """A block after which everything that was waiting for the transaction's end is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser(email="editor@example.org", password="correct horse"))
    return client


def an_image(**fields: Any) -> CustomImage:
    return CustomImage.objects.create(**{"title": "Stall", "alt": "A stall", "file": a_picture(size=(160, 120)), **fields})


def upload(colour: str = "crimson") -> SimpleUploadedFile:
    return SimpleUploadedFile("a.png", saved(Image.new("RGB", (160, 120), colour), "PNG"), content_type="image/png")


def fields(**more: Any) -> dict[str, Any]:
    return {"title": "Stall", "alt": "Two people at a stall", "credit": "", "tags": "", **more}


def drawn_for(image: CustomImage) -> Any:
    with image.open_file() as file:
        return drawn(file.read(), "jpg", image.members)


def stored(media: Path) -> list[str]:
    """The renditions' files that are there, by folder and name."""
    return sorted(path.relative_to(media / "images").as_posix() for path in media.glob("images/*/*"))


def kinds(image: CustomImage) -> list[str]:
    return sorted(Path(name).suffix for name in image.renditions.values_list("file", flat=True))


SET = [".avif", ".jpg", ".webp"]
"""Of a picture that is narrower than the narrowest width: one file in each format."""


def test_upload_is_followed_by_its_set(editor: Client, worker: Any) -> None:
    with worker():
        editor.post(reverse("wagtailimages:add"), fields(file=upload()))

    assert kinds(CustomImage.objects.get()) == SET


def test_replaced_file_is_followed_by_a_set_of_its_own(editor: Client, worker: Any, media: Path) -> None:
    with worker():
        image = an_image()
    old = stored(media)
    with worker():
        editor.post(reverse("wagtailimages:edit", args=[image.pk]), fields(file=upload("navy")))

    image.refresh_from_db()
    assert kinds(image) == SET
    assert image.colour == "#000080"
    assert len(stored(media)) == 3
    assert not set(old) & set(stored(media))


def test_other_focal_point_leaves_the_files_as_they_are(editor: Client, worker: Any) -> None:
    with worker():
        image = an_image()
    before = list(image.renditions.order_by("pk").values())
    marked = {"focal_point_x": 40, "focal_point_y": 30, "focal_point_width": 20, "focal_point_height": 20}
    with worker():
        editor.post(reverse("wagtailimages:edit", args=[image.pk]), fields(**marked))

    image.refresh_from_db()
    assert image.focal_point_x == 40
    assert list(image.renditions.order_by("pk").values()) == before


def test_lost_set_is_made_when_a_page_is_published(small_site: SmallSite, worker: Any) -> None:
    image = an_image()
    with worker():
        small_site.position.save_revision().publish()

    assert kinds(image) == SET


def test_set_that_lacks_a_file_is_completed(worker: Any) -> None:
    with worker():
        image = an_image()
    kept = list(image.renditions.exclude(filter_spec__contains="webp").values())
    image.renditions.filter(filter_spec__contains="webp").delete()

    make_missing_renditions.call()

    assert kinds(image) == SET
    assert list(image.renditions.exclude(filter_spec__contains="webp").values()) == kept


def test_set_that_is_complete_is_not_made_again(media: Path) -> None:
    image = an_image()
    make_renditions.call(image.pk)
    before = list(image.renditions.values())

    make_missing_renditions.call()
    make_renditions.call(image.pk)

    assert list(image.renditions.values()) == before
    assert len(stored(media)) == 3


def test_two_workers_that_drew_the_same_set_keep_one(media: Path) -> None:
    image = an_image()
    one, other = CustomImage.objects.get(), CustomImage.objects.get()
    files, others = drawn_for(one), drawn_for(other)

    store(one, files)
    store(other, others)

    assert kinds(image) == SET
    assert len(stored(media)) == 3


def test_set_of_a_file_that_was_replaced_meanwhile_is_thrown_away(media: Path) -> None:
    image = an_image()
    late = CustomImage.objects.get()
    files = drawn_for(late)
    image.file.save("a.png", ContentFile(saved(scene(), "PNG")))

    store(late, files)

    assert not image.renditions.exists()
    assert stored(media) == []


def test_set_that_came_just_before_the_replacement_goes_with_it(worker: Any, media: Path) -> None:
    image = an_image()
    late = CustomImage.objects.get()
    files = drawn_for(late)
    with worker():
        image.file.save("a.png", ContentFile(saved(scene(), "PNG")), save=False)
        store(late, files)
        assert len(stored(media)) == 3
        image.save()

    assert kinds(image) == SET
    assert {path.partition("/")[0] for path in stored(media)} == {Path(image.file.name).stem}


def test_set_of_a_picture_that_was_deleted_meanwhile_is_thrown_away(media: Path) -> None:
    late = an_image()
    files = drawn_for(late)
    CustomImage.objects.get().delete()

    store(late, files)
    make_renditions.call(late.pk)

    assert not CustomRendition.objects.exists()
    assert stored(media) == []


def test_picture_whose_file_is_lost_stops_nothing(caplog: Any) -> None:
    lost, image = an_image(), an_image()
    Path(lost.file.path).unlink()

    make_missing_renditions.call()

    assert kinds(image) == SET
    assert f"Picture {lost.pk} has no file" in caplog.text


def test_picture_from_before_looks_were_kept_is_looked_at(media: Path) -> None:
    image = an_image()
    image.get_rendition("width-320|format-webp")
    CustomImage.objects.update(colour="", preview="")

    make_missing_renditions.call()

    image.refresh_from_db()
    assert image.colour.startswith("#d")
    assert image.preview
    assert kinds(image) == SET


def test_animation_from_before_looks_were_kept_moves_from_now_on() -> None:
    image = an_image(file=ContentFile(flicker("GIF", 3), name="a.gif"))
    image.get_rendition("width-320|format-webp")
    CustomImage.objects.update(colour="", plays=None)

    make_missing_renditions.call()

    webp = image.renditions.get(filter_spec="width-320|format-webp")
    assert Image.open(webp.file.path).n_frames == 3  # type: ignore[attr-defined]
    assert kinds(image) == [".jpg", ".webp"]
