"""What readers get of a picture: files that exist, in every format and size, and what to show before they arrive."""

from base64 import b64decode
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from home.images.renditions import make_renditions
from home.models import ActivityPhoto, CustomImage, OrganisationSettings
from tests.api.contract import assert_fits
from tests.files import a_picture
from tests.images.dirty import saved, scene
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(get: Any, small_site: SmallSite) -> Any:
    """Puts a picture into a page and gives the JSON of it."""

    def of(**fields: Any) -> Any:
        small_site.position.body = [block("image", {"image": small_site.image(**fields).pk, "caption": ""})]
        small_site.position.save()
        return get(f"pages/{small_site.position.pk}/")["body"][0]["image"]

    return of


def widths(image: Any) -> dict[str, list[int]]:
    return {source["type"]: [size["width"] for size in source["sizes"]] for source in image["sources"]}


def transparent() -> ContentFile[bytes]:
    return ContentFile(saved(Image.new("RGBA", (60, 40), (200, 0, 0, 90)), "PNG"), name="a.png")


def test_picture_fits_the_document(shown) -> None:
    assert_fits(shown(), "Image")


def test_picture_comes_in_three_formats_the_best_first(shown) -> None:
    assert [source["type"] for source in shown()["sources"]] == ["image/avif", "image/webp", "image/jpeg"]


def test_sizes_of_a_picture_are_given_once_each(shown) -> None:
    image = shown(file=a_picture(size=(800, 600)))
    assert list(widths(image).values()) == [[320, 640, 800]] * 3
    assert (image["width"], image["height"]) == (800, 600)


def test_size_is_the_same_once_where_wagtail_made_it_again(shown, small_site: SmallSite, get) -> None:
    shown()
    CustomImage.objects.get().get_rendition("width-640|format-webp")
    image = get(f"pages/{small_site.position.pk}/")["body"][0]["image"]
    assert widths(image)["image/webp"] == [160]


def test_every_size_is_a_file_of_that_size_and_type(shown, client: Client) -> None:
    for source in shown(file=a_picture(size=(350, 150)))["sources"]:
        for size in source["sizes"]:
            response: Any = client.get(size["src"])
            picture = Image.open(BytesIO(response.getvalue()))
            assert response["Content-Type"] == source["type"] == picture.get_format_mimetype()
            assert (size["width"], size["height"]) == picture.size


def test_fallback_is_the_largest_jpeg(shown) -> None:
    image = shown(file=a_picture(size=(400, 300)))
    assert {key: image[key] for key in ("src", "width", "height")} == image["sources"][-1]["sizes"][-1]
    assert image["src"].endswith(".jpg")


def test_original_is_nowhere(shown) -> None:
    image = shown()
    original = CustomImage.objects.get().file.name
    assert original not in str(image)
    assert original.rpartition("/")[2] not in str(image)


def test_picture_without_sizes_is_left_out_until_they_are_made(get, small_site: SmallSite) -> None:
    image = small_site.image()
    ActivityPhoto.objects.create(page=small_site.activity, image=image)
    image.renditions.all().delete()
    assert get("resolve/", path="/activities/street-stall/")["page"]["photos"] == []
    make_renditions.call(image.pk)
    assert len(get("resolve/", path="/activities/street-stall/")["page"]["photos"]) == 1


def test_alt_text_and_credit_come_with_the_picture(shown) -> None:
    image = shown(alt="Two people at a stall", credit="R. Anders")
    assert (image["alt"], image["credit"]) == ("Two people at a stall", "R. Anders")


def test_focal_point_is_the_middle_of_what_the_editor_marked(shown) -> None:
    image = shown(focal_point_x=40, focal_point_y=90, focal_point_width=20, focal_point_height=20)
    assert image["focal_point"] == {"x": 0.25, "y": 0.75}


def test_picture_in_which_nothing_was_marked_has_no_focal_point(shown) -> None:
    assert shown()["focal_point"] is None


def test_average_colour_comes_with_the_picture(shown) -> None:
    assert shown(file=ContentFile(saved(Image.new("RGB", (40, 20), "#336699"), "PNG"), name="a.png"))["average_colour"] == (
        "#336699"
    )


def test_preview_is_a_tiny_picture_inside_the_answer(shown) -> None:
    start, _, code = shown(file=a_picture(size=(400, 300)))["preview"].partition(",")
    assert start == "data:image/webp;base64"
    assert Image.open(BytesIO(b64decode(code))).size == (20, 15)


def test_transparent_picture_has_no_preview_that_would_show_through(shown) -> None:
    assert shown(file=transparent())["preview"] is None


def test_picture_that_nobody_has_looked_at_yet_has_neither_colour_nor_preview(get, shown, small_site: SmallSite) -> None:
    shown()
    CustomImage.objects.update(colour="", preview="")
    image = get(f"pages/{small_site.position.pk}/")["body"][0]["image"]
    assert (image["average_colour"], image["preview"]) == (None, None)
    assert_fits(image, "Image")


def test_animation_says_that_it_moves(shown) -> None:
    frames = [scene(), scene().rotate(180)]
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)
    image = shown(file=ContentFile(moving, name="a.gif"))
    assert image["animated"] is True
    assert_fits(image, "Image")


def test_still_does_not_say_that_it_moves(shown) -> None:
    assert shown()["animated"] is False


def test_networks_get_a_jpeg_of_the_width_that_they_show(get, small_site: SmallSite) -> None:
    large = small_site.image(file=a_picture(size=(2000, 200)), alt="A banner")
    OrganisationSettings.objects.create(site=small_site.site, share_image=large)
    graph = get("resolve/", path="/contact/")["page"]["meta"]["seo"]["open_graph"]
    assert (graph["image_width"], graph["image_height"], graph["image_alt"]) == (1280, 128, "A banner")
    assert graph["image"] == f"http://localhost/media/images/{large.file.name.split('/')[1].split('.')[0]}/1280.jpg"


def test_networks_get_the_largest_jpeg_of_a_small_picture(get, small_site: SmallSite) -> None:
    OrganisationSettings.objects.create(site=small_site.site, share_image=small_site.image())
    seo = get("resolve/", path="/")["page"]["meta"]["seo"]
    assert (seo["open_graph"]["image_width"], seo["open_graph"]["image_height"]) == (160, 120)
    assert seo["json_ld"][0]["logo"] == seo["open_graph"]["image"]


def test_page_without_a_share_image_has_none(get, small_site: SmallSite) -> None:
    graph = get("resolve/", path="/contact/")["page"]["meta"]["seo"]["open_graph"]
    assert (graph["image"], graph["image_width"], graph["image_height"], graph["image_alt"]) == (None, None, None, "")
