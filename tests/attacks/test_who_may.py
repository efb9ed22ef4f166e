"""Nobody gets at somebody else's words by a way around: by copying or translating them, by their number, by a letter."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, Locale, Page

from home.models import StandardPage, User
from tests.desk.world import Desk, again, member
from tests.pages import SmallSite
from tests.tree.forms import page_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client: Client, small_site: SmallSite) -> Desk:
    return Desk(small_site, client, member("Authors"))


@pytest.fixture
def editor(client: Client, small_site: SmallSite) -> Desk:
    return Desk(small_site, client, member("Editors"))


def draft(desk: Desk, owner: User, parent: Page | None = None, **fields: Any) -> Any:
    return desk.site.add(StandardPage, parent, live=False, owner=owner, **fields)


def copy(desk: Desk, page: Page, **more: str) -> None:
    form = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": str(desk.site.home.pk)}
    desk.post("copy", page, **form, **more)


def copies(title: str) -> int:
    return Page.objects.filter(draft_title=title).count() - 1


def test_somebody_elses_draft_is_not_copied(author: Desk) -> None:
    copy(author, draft(author, author.colleague, title="Secret"))
    assert not Page.objects.filter(slug="copied").exists()


def test_somebody_elses_draft_is_not_copied_with_the_page_above_it(author: Desk) -> None:
    mine = draft(author, author.user, title="Mine")
    draft(author, author.colleague, mine, title="Secret")
    copy(author, mine, copy_subpages="on")
    assert copies("Secret") == 0


def test_page_is_copied_without_somebody_elses_draft_below_it(author: Desk) -> None:
    mine = draft(author, author.user, title="Mine")
    draft(author, author.colleague, mine, title="Secret")
    copy(author, mine)
    assert (Page.objects.filter(slug="copied").count(), copies("Secret")) == (1, 0)


def test_own_draft_is_copied_with_the_page_above_it(author: Desk) -> None:
    mine = draft(author, author.user, title="Mine")
    draft(author, author.user, mine, title="Mine too")
    copy(author, mine, copy_subpages="on")
    assert copies("Mine too") == 1


def test_whoever_may_change_all_pages_copies_them_with_what_is_below(editor: Desk) -> None:
    page = draft(editor, editor.user, title="Mine")
    draft(editor, editor.colleague, page, title="Theirs")
    copy(editor, page, copy_subpages="on")
    assert copies("Theirs") == 1


def test_somebody_elses_draft_is_not_translated_with_the_page_above_it(author: Desk) -> None:
    author.site.translate(author.site.home)
    mine = draft(author, author.user, title="Mine")
    draft(author, author.colleague, mine, title="Secret")
    url = reverse("simple_translation:submit_page_translation", args=[mine.pk])
    author.client.post(url, {"locales": [Locale.objects.get(language_code="de").pk], "include_subtree": "on"})
    assert copies("Secret") == 0


def comments(comment: Comment, **changes: str) -> dict[str, str]:
    """A form's comments: one that is there already, as `changes` would have it."""
    told = {"id": str(comment.pk), "text": comment.text, "contentpath": comment.contentpath, "position": "", "resolved": ""}
    counts = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    return {
        **{f"comments-{name}": value for name, value in {**counts, "TOTAL_FORMS": "1", "INITIAL_FORMS": "1"}.items()},
        **{f"comments-0-replies-{name}": value for name, value in counts.items()},
        **{f"comments-0-{name}": value for name, value in {**told, **changes}.items()},
    }


WORDS: dict[str, str] = {"text": "Other words"}
PLACE: dict[str, str] = {"contentpath": "slug"}
GONE: dict[str, str] = {"DELETE": "on"}


@pytest.mark.parametrize(
    ("is_elsewhere", "changes"), [(False, WORDS), (False, PLACE), (True, WORDS), (True, PLACE), (True, GONE)]
)
def test_somebody_elses_comment_is_left_alone(editor: Desk, is_elsewhere: bool, changes: dict[str, str]) -> None:
    """Whoever may change a page may take a comment off it, and no more."""
    page, other = draft(editor, editor.user, title="One"), draft(editor, editor.colleague, title="Other")
    commented = other if is_elsewhere else page
    comment = Comment.objects.create(page=commented, user=editor.colleague, text="Their words", contentpath="title")
    editor.post("edit", page, **page_form("standard", slug=page.slug) | comments(comment, **changes))
    left = again(comment)
    assert left
    assert (left.page_id, left.text, left.contentpath) == (commented.pk, "Their words", "title")


def test_letter_about_a_new_password_leads_to_this_site(client: Client, small_site: SmallSite, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    User.objects.create_superuser("editor@example.org", "seven plain words for a test")
    form = {"email": "editor@example.org"}
    client.post(
        reverse("wagtailadmin_password_reset"), form, headers={"host": "evil.example", "x-forwarded-host": "evil.example"}
    )
    (letter,) = mail.outbox
    assert re.findall(r"https?://[^/\s]+", str(letter.body)) == [settings.SITE_URL]
