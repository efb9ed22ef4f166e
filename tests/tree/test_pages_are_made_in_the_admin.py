"""Every kind of page can be made, previewed and published by an editor who fills in the admin's forms."""

import json
import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, streamfield

from home.models import BasePage, PositionPage, StandardPage, page_models
from tests.pages import SmallSite
from tests.tree.conftest import Editor, errors_of
from tests.tree.forms import NOTHING, page_form, text_block

TYPES = sorted(page_models())


def parent_for(page_type: str, site: SmallSite) -> Page:
    """Where a page of that type can be made, once the one that stands there and may stand there once is gone."""
    model = page_models()[page_type]
    if model.max_count_per_parent:
        model.objects.get().delete()
    parents = [
        Page.get_first_root_node(),
        *(type(page).objects.get(pk=page.pk) for page in site.every_page() if not gone(page)),
    ]
    return next(parent for parent in parents if model.can_create_at(parent))


def gone(page: BasePage) -> bool:
    return not Page.objects.filter(pk=page.pk).exists()


def state_of(response: Any) -> dict[str, Any]:
    """What the frontend is given in the page shell, for the path that it asks first."""
    assert response.status_code == 200
    found = re.search(r'id="state">(.*?)</script>', response.content.decode(), re.S)
    assert found
    state = json.loads(found[1])
    return next(iter(state.values()))["body"]["page"]


@pytest.mark.parametrize("page_type", TYPES)
def test_page_can_be_made_and_published(page_type, site: SmallSite, editor: Editor):
    parent = parent_for(page_type, site)
    response = editor.create(page_type, parent)
    assert errors_of(response) == {}
    assert page_models()[page_type].objects.get(title="A new page").live


@pytest.mark.parametrize("page_type", TYPES)
def test_page_can_be_saved_with_nothing_but_a_title(page_type, site: SmallSite, editor: Editor):
    """Autosave sends unfinished forms; only what the database cannot leave empty may be asked for."""
    parent = parent_for(page_type, site)
    dates = {"starts_at": "2031-05-01 18:00"} if page_type == "activity_report" else {}
    dates |= {"written_on": "2031-05-01"} if page_type == "article" else {}
    empty = dict.fromkeys(("purpose", "summary", "kind", "author_names", "email"), "")
    response = editor.create(page_type, parent, "save", **empty, **dates)
    assert errors_of(response) == {}
    assert not page_models()[page_type].objects.get(title="A new page").live


@pytest.mark.parametrize("page_type", TYPES)
def test_page_can_be_edited_and_published(page_type, site: SmallSite, editor: Editor):
    page = next(page for page in site.every_page() if page.page_type == page_type)
    assert editor.client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).status_code == 200
    response = editor.edit(page, title="Another title", **({"number": "1"} if page_type == "position" else {}))
    assert errors_of(response) == {}
    assert Page.objects.get(pk=page.pk).title == "Another title"


@pytest.mark.parametrize("page_type", TYPES)
def test_page_is_previewed_before_it_is_saved(page_type, site: SmallSite, editor: Editor):
    parent = parent_for(page_type, site)
    model = page_models()[page_type].__name__.lower()
    url = reverse("wagtailadmin_pages:preview_on_add", args=("home", model, parent.pk))
    assert editor.client.post(url, page_form(page_type)).json() == {"is_valid": True, "is_available": True}
    page = state_of(editor.client.get(url))
    assert (page["type"], page["title"]) == (page_type, "A new page")
    assert not Page.objects.filter(title="A new page").exists()


@pytest.mark.parametrize("page_type", TYPES)
def test_unsaved_changes_are_previewed(page_type, site: SmallSite, editor: Editor):
    page = next(page for page in site.every_page() if page.page_type == page_type)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))
    form = page_form(page_type, title="Not saved yet", slug=page.slug)
    assert editor.client.post(url, form).json()["is_valid"]
    assert state_of(editor.client.get(url))["title"] == "Not saved yet"
    assert Page.objects.get(pk=page.pk).title == page.title


@pytest.mark.parametrize("page_type", TYPES)
def test_unfinished_page_is_previewed(page_type, site: SmallSite, editor: Editor):
    """As far as it goes: an editor sees the page grow from its first word on."""
    parent = parent_for(page_type, site)
    model = page_models()[page_type].__name__.lower()
    url = reverse("wagtailadmin_pages:preview_on_add", args=("home", model, parent.pk))
    dates = {"starts_at": "2031-05-01 18:00"} if page_type == "activity_report" else {}
    dates |= {"written_on": "2031-05-01"} if page_type == "article" else {}
    empty = dict.fromkeys(("purpose", "summary", "kind", "author_names", "email"), "")
    assert editor.client.post(url, page_form(page_type, **empty, **dates)).json()["is_valid"]
    assert state_of(editor.client.get(url))["type"] == page_type


@pytest.mark.parametrize("page_type", TYPES)
def test_draft_can_be_looked_at(page_type, site: SmallSite, editor: Editor):
    page = next(page for page in site.every_page() if page.page_type == page_type)
    editor.edit(page, "save", title="A draft", **({"number": "1"} if page_type == "position" else {}))
    response = editor.client.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,)))
    assert state_of(response)["title"] == "A draft"
    assert "no-store" in response["Cache-Control"]


def test_page_below_a_draft_is_previewed(site: SmallSite, editor: Editor):
    site.positions.unpublish()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(site.position.pk,))
    assert editor.client.post(url, page_form("position", number="1")).json()["is_valid"]
    assert state_of(editor.client.get(url))["title"] == "A new page"


def test_preview_is_not_for_readers(site: SmallSite, client):
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=(site.position.pk,)))
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_every_block_can_be_filled_in(site: SmallSite, editor: Editor):
    image, document = site.image().pk, site.document().pk
    table = {"data": [["Year", "Rent"], ["2030", "900"]], "table_caption": "Rents", "table_header_choice": "row"}
    blocks = [
        text_block(),
        ("heading", {"text": "Why", "level": "2"}),
        ("quote", {"text": "Enough.", "attribution": "A tenant"}),
        ("image", {"image": str(image), "caption": "A stall"}),
        ("gallery", {"images": items({"image": str(image), "caption": ""})}),
        ("document", {"document": str(document), "label": ""}),
        ("embed", {"url": "https://vimeo.com/1", "title": "A film"}),
        ("call_to_action", {"heading": "Come", "text": "", "label": "How", "page": str(site.contact.pk), "url": ""}),
        ("chosen_positions", {"heading": "", "positions": items(str(site.position.pk))}),
        ("latest_activities", {"heading": "", "count": "3"}),
        ("table", json.dumps(table)),
    ]
    assert {name for name, _ in blocks} == set(StandardPage.body.field.stream_block.child_blocks)
    assert errors_of(editor.create("standard", site.home, body=streamfield(blocks))) == {}
    page = StandardPage.objects.get(title="A new page")
    assert [block.block_type for block in page.body] == [name for name, _ in blocks]


def items(*values: Any) -> dict[str, Any]:
    """The form of a list inside a block."""
    listed = {str(n): {"value": value, "deleted": "", "order": str(n)} for n, value in enumerate(values)}
    return {"count": str(len(values)), **listed}


def test_activity_takes_photos_documents_positions_and_tags(site: SmallSite, editor: Editor):
    response = editor.create(
        "activity_report",
        site.activities,
        photos=inline_formset([{"image": site.image().pk, "caption": "The stall"}]),
        documents=inline_formset([{"document": site.document().pk}]),
        related_positions=inline_formset([{"position": site.position.pk}]),
        tags="housing, streets",
    )
    assert errors_of(response) == {}
    activity = page_models()["activity_report"].objects.get(title="A new page")
    assert (activity.photos.count(), activity.documents.count(), activity.related_positions.count()) == (1, 1, 1)
    assert sorted(activity.tags.names()) == ["housing", "streets"]


def test_draft_gets_its_slug_from_the_title(site: SmallSite, editor: Editor):
    editor.create("position", site.positions, "save", title="Homes, not hotels", slug="")
    assert PositionPage.objects.get(title="Homes, not hotels").slug == "homes-not-hotels"


def test_new_page_can_be_a_copy(site: SmallSite, editor: Editor):
    url = reverse("wagtailadmin_pages:copy", args=(site.article.pk,))
    form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": site.debate.pk, "copy_subpages": "", "alias": ""}
    assert editor.client.post(url, form).status_code == 302
    assert Page.objects.get(title="A copy").specific.author_names == site.article.author_names


def test_share_image_is_chosen_on_every_page(site: SmallSite, editor: Editor):
    image = site.image()
    editor.create("standard", site.home, share_image=str(image.pk), comments=NOTHING)
    assert StandardPage.objects.get(title="A new page").share_image == image
