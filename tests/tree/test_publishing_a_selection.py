"""Pages that are ticked in a list are published together, or an editor is told what is missing."""

from typing import Any

from django.urls import reverse
from wagtail.models import Page

from home.models import PositionPage
from tests.pages import SmallSite
from tests.tree.conftest import Editor


def publish(editor: Editor, *pages: Page, **choices: str) -> Any:
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    return editor.client.post(f"{url}?next=/admin/&{ids}", choices, follow=True)


def draft(editor: Editor, site: SmallSite, title: str, **fields: str) -> PositionPage:
    editor.create("position", site.positions, "save", title=title, slug=title.lower(), **fields)
    return PositionPage.objects.get(title=title)


def last_message(response: Any) -> str:
    """What the admin says about the action; the drafts before it were announced as well."""
    return str([*response.context["messages"]][-1]).strip()


def live() -> set[str]:
    return set(PositionPage.objects.live().values_list("title", flat=True)) - {"Rent cap"}


def test_finished_drafts_are_published(site: SmallSite, editor: Editor):
    publish(editor, draft(editor, site, "One"), draft(editor, site, "Two"))
    assert live() == {"One", "Two"}


def test_unfinished_draft_is_named_and_nothing_is_published(site: SmallSite, editor: Editor):
    response = publish(editor, draft(editor, site, "One"), draft(editor, site, "Two", summary=""))
    assert last_message(response) == "Nothing was published, because there is still something to fill in on “Two”."
    assert live() == set()


def test_unfinished_draft_below_is_named(site: SmallSite, editor: Editor):
    draft(editor, site, "Two", summary="")
    response = publish(editor, site.positions, include_descendants="on")
    assert "“Two”" in last_message(response)


def test_unfinished_draft_below_does_not_matter_when_it_stays_a_draft(site: SmallSite, editor: Editor):
    draft(editor, site, "Two", summary="")
    response = publish(editor, site.positions)
    assert "1 page has been published" in last_message(response)


def test_selection_can_be_unpublished_as_before(site: SmallSite, editor: Editor):
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "unpublish"))
    editor.client.post(f"{url}?next=/admin/&id={site.position.pk}")
    assert not PositionPage.objects.live().exists()
