"""However a picture arrives, only the stripped one is stored, under a name that tells nothing; a refused one leaves nothing."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageOps
from wagtail.models import Collection
from wagtail.models.media import UploadedFile

from home.images import recognition
from home.models import CustomDocument, CustomImage, User
from tests.files import a_document
from tests.images.anatomy import carries
from tests.images.dirty import CANARY, DIRTY, exif, flicker, png_that_says, saved, scene

pytestmark = pytest.mark.django_db

NAME = f"{CANARY}.jpg"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser(email="editor@example.org", password="correct horse"))
    return client


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def photo(name: str = NAME, turned: int = 6) -> ContentFile[bytes]:
    """A photo of 64 by 96 pixels once it stands upright, with everything in it that a camera tells."""
    return ContentFile(saved(scene(), "JPEG", exif=b"Exif\0\0" + exif(turned)) + CANARY.encode(), name=name)


def upload(name: str = NAME) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo().read(), content_type="image/jpeg")


def fields(**more: Any) -> dict[str, Any]:
    return {"title": "Stall", "alt": "Two people at a stall", "credit": "", "tags": "", **more}


def assert_only_the_picture_is_stored(image: CustomImage, media: Path) -> None:
    image.refresh_from_db()
    content = Path(image.file.path).read_bytes()
    assert (image.width, image.height) == (64, 96)
    assert image.file_size == len(content)
    assert image.file_hash == hashlib.sha1(content).hexdigest()
    for path in stored(media):
        assert not carries(path.read_bytes(), CANARY)
        assert CANARY.split()[0] not in str(path.relative_to(media))


def test_created_in_code(media: Path) -> None:
    image = CustomImage.objects.create(title="Stall", alt="A stall", file=photo())

    assert_only_the_picture_is_stored(image, media)
    assert len(stored(media)) == 1


@pytest.mark.parametrize("name", DIRTY)
def test_every_format_is_stripped_when_stored(name: str) -> None:
    image = CustomImage.objects.create(title="Stall", alt="A stall", file=ContentFile(DIRTY[name](), name=name))

    with image.file.open() as file:
        assert not carries(file.read(), CANARY)


def test_replaced_in_code(media: Path) -> None:
    image = CustomImage.objects.create(title="Stall", alt="A stall", file=ContentFile(saved(scene(), "PNG"), name="a.png"))
    image.get_rendition("width-20")

    image.file = photo()
    image.save()

    assert_only_the_picture_is_stored(image, media)
    assert not image.renditions.exists()


def test_replaced_in_code_with_only_the_file_saved(media: Path) -> None:
    image = CustomImage.objects.create(title="Stall", alt="A stall", file=ContentFile(saved(scene(), "PNG"), name="a.png"))

    image.file = photo()
    image.save(update_fields=["file"])

    assert_only_the_picture_is_stored(image, media)


def test_replaced_through_the_file_itself(media: Path) -> None:
    image = CustomImage.objects.create(title="Stall", alt="A stall", file=ContentFile(saved(scene(), "PNG"), name="a.png"))

    image.file.save(NAME, File(BytesIO(photo().read())))

    assert_only_the_picture_is_stored(image, media)


def test_created_in_bulk(media: Path) -> None:
    root = Collection.get_first_root_node()

    (image,) = CustomImage.objects.bulk_create([CustomImage(title="Stall", alt="A stall", file=photo(), collection=root)])

    image.refresh_from_db()
    image.get_file_size()
    image.get_file_hash()
    assert_only_the_picture_is_stored(image, media)


def test_changed_without_a_new_file_keeps_its_file(media: Path) -> None:
    image = CustomImage.objects.create(title="Stall", alt="A stall", file=photo())
    before = image.file.name

    image.alt = "Two stalls"
    image.save()

    image.refresh_from_db()
    assert image.file.name == before


def test_heic_from_a_phone_is_stored_as_jpeg() -> None:
    picture = ContentFile(saved(scene(), "HEIC"), name="IMG_0001.HEIC")

    image = CustomImage.objects.create(title="Stall", alt="A stall", file=picture)

    assert image.file.name.endswith(".jpg")


def test_same_name_twice_gives_unrelated_names() -> None:
    first, second = (CustomImage.objects.create(title="Stall", alt="A stall", file=photo()) for _ in range(2))

    assert len({Path(image.file.name).stem for image in (first, second)}) == 2
    assert all(len(Path(image.file.name).stem) == 24 for image in (first, second))


def test_refused_in_code_leaves_nothing(media: Path) -> None:
    with pytest.raises(ValidationError) as refusal:
        CustomImage.objects.create(title="Stall", alt="A stall", file=ContentFile(b"<svg></svg>", name="a.svg"))

    assert refusal.value.messages == [recognition.VECTOR]
    assert not CustomImage.objects.exists()
    assert stored(media) == []


def test_alt_text_is_what_readers_get_and_not_the_title() -> None:
    image = CustomImage(title=NAME, alt="Two people at a stall")

    assert image.default_alt_text == "Two people at a stall"


def test_single_upload_in_the_admin(editor: Client, media: Path) -> None:
    response = editor.post(reverse("wagtailimages:add"), fields(file=upload()))

    assert response.status_code == 302
    assert_only_the_picture_is_stored(CustomImage.objects.get(), media)


def test_note_of_consent_is_kept_with_the_picture(editor: Client, media: Path) -> None:
    note = "Both said yes on 1 May, by telephone."
    editor.post(reverse("wagtailimages:add"), fields(file=upload(), consent=note))
    image = CustomImage.objects.get()
    assert image.consent == note
    assert note in editor.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()


def test_alt_text_is_required(editor: Client, media: Path) -> None:
    response = editor.post(reverse("wagtailimages:add"), fields(file=upload(), alt=""))

    assert response.context["form"].errors["alt"] == ["This field is required."]
    assert stored(media) == []


def test_large_upload_never_touches_the_disk_unstripped(editor: Client, media: Path, settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "there is no such directory"
    large = SimpleUploadedFile(NAME, photo().read() + bytes(24 * 1024**2), content_type="image/jpeg")

    assert editor.post(reverse("wagtailimages:add"), fields(file=large)).status_code == 302

    assert_only_the_picture_is_stored(CustomImage.objects.get(), media)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.svg", b"<svg></svg>", recognition.VECTOR),
        ("a.jpg", b"<svg></svg>", recognition.VECTOR),
        ("a.bmp", b"BM", recognition.NOT_A_PICTURE),
        ("a.jpg", b"no picture", recognition.NOT_A_PICTURE),
        ("a.png", saved(scene(), "GIF"), "The file’s name ends in .png, but it is a GIF picture: let its name end in .gif."),
        ("a.jpg", saved(scene((400, 300)), "JPEG")[:900], recognition.BROKEN),
        ("a.jpg", saved(scene(), "JPEG") + bytes(26 * 1024**2), recognition.TOO_MANY_BYTES),
        ("a.heic", saved(scene(), "HEIC")[:300], recognition.BROKEN),
        ("a.gif", flicker("GIF", 400), recognition.TOO_MANY_FRAMES),
        ("a.png", png_that_says(30_000, 30_000), recognition.TOO_MANY_PIXELS),
    ],
    ids=[
        "svg",
        "svg called jpg",
        "bmp",
        "text",
        "wrong name",
        "incomplete",
        "too large",
        "incomplete heic",
        "400 frames",
        "30,000 by 30,000 pixels",
    ],
)
class TestRefusal:
    def test_is_an_error_of_the_single_upload(
        self, editor: Client, media: Path, name: str, content: bytes, sentence: str
    ) -> None:
        response = editor.post(reverse("wagtailimages:add"), fields(file=SimpleUploadedFile(name, content)))

        assert response.status_code == 200
        assert response.context["form"].errors == {"file": [sentence]}
        assert not CustomImage.objects.exists()
        assert stored(media) == []

    def test_is_an_error_of_the_multiple_upload(
        self, editor: Client, media: Path, name: str, content: bytes, sentence: str
    ) -> None:
        response = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": SimpleUploadedFile(name, content)})

        assert response.json() == {"success": False, "error_message": sentence}
        assert not UploadedFile.objects.exists()
        assert stored(media) == []

    def test_is_an_error_in_the_chooser(self, editor: Client, media: Path, name: str, content: bytes, sentence: str) -> None:
        data = {
            f"image-chooser-upload-{key}": value for key, value in fields(file=SimpleUploadedFile(name, content)).items()
        }

        response = editor.post(reverse("wagtailimages_chooser:create"), data)

        assert response.json()["step"] == "reshow_creation_form"
        assert response.context["form"].errors == {"file": [sentence]}
        assert stored(media) == []


def test_replaced_in_the_admin(editor: Client, media: Path) -> None:
    image = CustomImage.objects.create(title="Stall", alt="A stall", file=ContentFile(saved(scene(), "PNG"), name="a.png"))
    image.get_rendition("width-20")
    before = Path(image.file.path)

    response = editor.post(reverse("wagtailimages:edit", args=[image.pk]), fields(file=upload()))

    assert response.status_code == 302
    assert_only_the_picture_is_stored(image, media)
    assert not before.exists()
    assert not image.renditions.exists()


def test_refused_replacement_keeps_the_picture(editor: Client, media: Path) -> None:
    image = CustomImage.objects.create(title="Stall", alt="A stall", file=photo())
    svg = SimpleUploadedFile("a.svg", b"<svg></svg>")

    response = editor.post(reverse("wagtailimages:edit", args=[image.pk]), fields(file=svg))

    assert response.context["form"].errors == {"file": [recognition.VECTOR]}
    assert_only_the_picture_is_stored(image, media)


def test_uploaded_in_the_chooser(editor: Client, media: Path) -> None:
    data = {f"image-chooser-upload-{key}": value for key, value in fields(file=upload()).items()}

    response = editor.post(reverse("wagtailimages_chooser:create"), data)

    assert response.json()["step"] == "chosen"
    assert response.json()["result"]["default_alt_text"] == "Two people at a stall"
    assert_only_the_picture_is_stored(CustomImage.objects.get(), media)


class TestMultipleUpload:
    """Wagtail keeps each file until the editor has said what it shows."""

    @pytest.fixture
    def waiting(self, editor: Client) -> UploadedFile:
        response = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": upload()})
        return UploadedFile.objects.get(pk=response.json()["uploaded_file_id"])

    def finish(self, editor: Client, waiting: UploadedFile, **changes: Any) -> Any:
        data = {f"uploaded-image-{waiting.pk}-{key}": value for key, value in fields(**changes).items()}
        return editor.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]), data).json()

    def test_waiting_file_is_stripped(self, waiting: UploadedFile, media: Path) -> None:
        content = Path(waiting.file.path).read_bytes()

        assert Image.open(BytesIO(content)).size == (64, 96)
        assert not carries(content, CANARY)
        assert [path.suffix for path in stored(media)] == [".jpg"]

    def test_name_of_the_waiting_file_cannot_be_guessed(self, waiting: UploadedFile) -> None:
        assert len(Path(waiting.file.name).stem) == 24
        assert "Kestrel" not in waiting.file.name

    def test_picture_is_stored_once_it_is_described(self, editor: Client, waiting: UploadedFile, media: Path) -> None:
        assert self.finish(editor, waiting)["success"]

        assert_only_the_picture_is_stored(CustomImage.objects.get(), media)

    def test_waiting_file_is_deleted_once_it_is_described(self, editor: Client, waiting: UploadedFile, media: Path) -> None:
        self.finish(editor, waiting)

        assert not UploadedFile.objects.exists()
        assert [path.parent.name for path in stored(media)] == ["original_images"]

    def test_missing_description_is_asked_for_again(self, editor: Client, waiting: UploadedFile, media: Path) -> None:
        answer = self.finish(editor, waiting, alt="")

        assert not answer["success"]
        assert "This field is required." in answer["form"]
        assert [path.parent.name for path in stored(media)] == ["wagtail_uploads"]

    def test_heic_becomes_a_jpeg(self, editor: Client) -> None:
        heic = SimpleUploadedFile("IMG_0001.HEIC", saved(ImageOps.flip(scene()), "HEIC"))
        editor.post(reverse("wagtailimages:add_multiple"), {"files[]": heic})

        assert self.finish(editor, UploadedFile.objects.get())["success"]

        assert CustomImage.objects.get().file.name.endswith(".jpg")

    def test_waiting_document_is_left_as_it_is(self, media: Path) -> None:
        documents = ContentType.objects.get_for_model(CustomDocument)

        UploadedFile.objects.create(for_content_type=documents, file=a_document("leaflet.txt", "Come along."))

        assert (media / "wagtail_uploads" / "leaflet.txt").read_text() == "Come along."
