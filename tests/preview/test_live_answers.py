"""While an editor types, the form is answered with the page that it makes, and nothing of it is kept."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import streamfield

from home.models import User, page_models
from tests.pages import SmallSite
from tests.preview.conftest import Writer
from tests.tree.forms import page_form, section, text_block

pytestmark = pytest.mark.django_db

TYPES = sorted(page_models())


@pytest.mark.parametrize("page_type", TYPES)
def test_unsaved_form_is_answered_with_its_page(page_type: str, site: SmallSite, writer: Writer) -> None:
    page = next(page for page in site.every_page() if page.page_type == page_type)
    shown = writer.edit(page, title="Not saved yet").json()["page"]
    assert (shown["type"], shown["id"], shown["title"]) == (page_type, page.pk, "Not saved yet")
    assert Page.objects.get(pk=page.pk).title == page.title


def test_page_is_the_one_that_readers_would_get(site: SmallSite, writer: Writer) -> None:
    """But for when it was changed last: there is one way to show a page."""
    body = streamfield([text_block("Rents have trebled.")])
    shown = writer.edit(site.position, summary="Another sentence.", body=body).json()["page"]
    site.position.summary = "Another sentence."
    site.position.body = [("rich_text", "<p>Rents have trebled.</p>")]
    site.position.save()
    public = Client().get(f"/api/v1/pages/{site.position.pk}/").json()
    for page in (shown, public):
        page["body"][0].pop("id")
        page["meta"]["last_published_at"] = None
    assert {**shown, "meta": {**shown["meta"], "seo": public["meta"]["seo"]}} == public


def test_page_that_does_not_exist_yet_is_shown(site: SmallSite, writer: Writer) -> None:
    shown = writer.add("position", site.positions, title="Brand new", slug="brand-new").json()["page"]
    assert (shown["id"], shown["title"], shown["meta"]["path"]) == (0, "Brand new", "/positions/brand-new/")
    assert not Page.objects.filter(title="Brand new").exists()


def test_nothing_is_kept_of_a_form(site: SmallSite, writer: Writer) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert writer.edit(site.position).status_code == 200
    verbs = {query["sql"].split()[0] for query in asked.captured_queries}
    assert not verbs & {"INSERT", "UPDATE", "DELETE", "REPLACE"}
    assert not FormState.objects.exists()


def test_answer_is_for_this_editor_and_this_moment(site: SmallSite, writer: Writer) -> None:
    response = writer.edit(site.position)
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == "application/json"
    assert "Cache-Tag" not in response


def test_form_with_errors_names_what_to_correct(site: SmallSite, writer: Writer) -> None:
    response = writer.edit(site.position, seo_title="x" * 300)
    assert response.status_code == 200
    answer = response.json()
    assert (answer["refused"], answer["troubles"], "page" in answer) == (["Title tag"], [], False)


@pytest.mark.parametrize("page_type", TYPES)
def test_refused_form_comes_with_the_page_as_it_was_saved(page_type: str, site: SmallSite, writer: Writer) -> None:
    [page] = page_models()[page_type].objects.all()
    page.title = "As it was saved"
    page.save_revision()
    answer = writer.edit(page, title="As it is written", seo_title="x" * 300).json()
    assert answer["saved"]["title"] == "As it was saved"


def test_refused_form_of_a_page_that_was_never_saved_comes_with_none(site: SmallSite, writer: Writer) -> None:
    assert writer.add("position", site.positions, seo_title="x" * 300).json()["saved"] is None


def test_block_that_is_not_finished_is_told_in_its_place(site: SmallSite, writer: Writer) -> None:
    """A draft may lack what a published page may not."""
    call = ("call_to_action", {"heading": "", "text": "", "label": "Write", "page": "", "url": ""})
    body = streamfield([text_block(), call, ("image", {"image": "", "caption": ""})])
    ids = {f"body-{number}-id": name for number, name in enumerate(("first", "second", "third"))}
    answer = writer.edit(site.position, body=body, **ids).json()
    assert [block["id"] for block in answer["page"]["body"]] == ["first", "second", "third"]
    assert [(trouble["path"], trouble["after"], trouble["label"]) for trouble in answer["troubles"]] == [
        ("body.second", "body.first", "Call to action"),
        ("body.third", "body.second", "Picture"),
    ]
    assert answer["troubles"][0]["words"] == ["Heading: This field is required."]
    assert answer["troubles"][1]["words"] == ["Image: This field is required."]


def test_block_that_is_refused_is_told_with_the_refusal(site: SmallSite, writer: Writer) -> None:
    call = ("call_to_action", {"heading": "Come", "text": "", "label": "Write", "page": "", "url": "no address"})
    body = streamfield([call, text_block()])
    answer = writer.edit(site.position, body=body, **{"body-0-id": "first", "body-1-id": "second"}).json()
    assert answer["refused"] == ["Body"]
    trouble = answer["troubles"][0]
    assert (trouble["path"], trouble["after"], trouble["words"]) == (
        "body.first",
        None,
        ["Address elsewhere: Enter a valid URL."],
    )


def test_rows_of_a_block_are_told_of_without_their_numbers(site: SmallSite, writer: Writer) -> None:
    picture = {"images-count": "1", "images-0-deleted": "", "images-0-order": "0", "images-0-id": "row"}
    gallery = ("gallery", {**picture, "images-0-value-image": "", "images-0-value-caption": ""})
    answer = writer.edit(site.position, body=streamfield([gallery]), **{"body-0-id": "first"}).json()
    assert answer["troubles"][0]["words"] == ["Pictures: Image: This field is required."]


def test_sections_of_a_manifesto_are_told_of_too(site: SmallSite, writer: Writer) -> None:
    sections = streamfield([section("Homes", "homes"), section("Streets", "homes")])
    ids = {"sections-0-id": "first", "sections-1-id": "second"}
    answer = writer.edit(site.manifesto, sections=sections, **ids).json()
    assert answer["refused"] == ["Sections"]
    assert answer["troubles"] == [
        {
            "path": "sections.second",
            "after": "sections.first",
            "label": "Section",
            "words": ["Anchor: Section 1 has this anchor already."],
        }
    ]


def test_page_in_order_has_no_troubles(site: SmallSite, writer: Writer) -> None:
    assert writer.edit(site.position).json()["troubles"] == []


@pytest.mark.parametrize("is_drawn", [True, False])
def test_picture_whose_sizes_are_still_drawn_is_told_of(is_drawn: bool, site: SmallSite, writer: Writer) -> None:
    image = site.image()
    if not is_drawn:
        image.renditions.all().delete()
    body = streamfield([("image", {"image": image.pk, "caption": ""})])
    answer = writer.edit(site.position, body=body).json()
    assert answer["is_awaiting_pictures"] is not is_drawn
    assert (answer["page"]["body"][0]["image"] is not None) is is_drawn


def test_reader_is_shown_nothing(site: SmallSite, client: Client) -> None:
    url = reverse("live_preview_on_edit", args=(site.position.pk,))
    response = client.post(url, page_form("position"))
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")  # type: ignore[attr-defined]


def editor_of(page: Page) -> User:
    """Somebody who may change `page` and what is below it, and nothing else."""
    user = User.objects.create_user("other@example.org", "plain words for a test")
    group = Group.objects.create(name="Others")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for action in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=action)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)
    return user


def test_editor_of_other_pages_is_shown_nothing(site: SmallSite, client: Client) -> None:
    writer = Writer(client, editor_of(site.debate))
    assert writer.edit(site.article).status_code == 200
    for response in (writer.edit(site.position), writer.add("position", site.positions)):
        # Wagtail leads whoever lacks a permission to the admin's front page, and says why there.
        assert (response.status_code, response.headers.get("Location")) == (302, "/admin/")
        assert "no-store" in response["Cache-Control"]


def test_whoever_is_not_sent_by_the_form_is_refused(site: SmallSite, writer: Writer) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = writer.client.cookies
    url = reverse("live_preview_on_edit", args=(site.position.pk,))
    assert client.post(url, page_form("position")).status_code == 403
    assert client.get(url).status_code == 405


@pytest.mark.parametrize("name", ["view_draft", "preview_on_edit"])
def test_shell_of_a_preview_may_be_framed_by_the_admin_alone(site: SmallSite, writer: Writer, name: str) -> None:
    preview_url = reverse("wagtailadmin_pages:preview_on_edit", args=(site.position.pk,))
    assert writer.client.post(preview_url, page_form("position", number="1")).json()["is_valid"]
    response = writer.client.get(reverse(f"wagtailadmin_pages:{name}", args=(site.position.pk,)))
    assert response["Content-Security-Policy"].endswith("; frame-ancestors 'self'")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in response["Cache-Control"]
