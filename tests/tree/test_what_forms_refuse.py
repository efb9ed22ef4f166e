"""Bad input gets one clear sentence beside the field that it is about."""

import pytest
from wagtail.test.utils.form_data import inline_formset, streamfield

from home.models import ArticlePage, ContactPage
from home.models.contact import KEY_FOOTER, KEY_HEADER
from tests.pages import SmallSite
from tests.tree.conftest import Editor, errors_of

REQUIRED = [
    ("home", "purpose"),
    ("position", "summary"),
    ("activity_report", "kind"),
    ("activity_report", "starts_at"),
    ("activity_report", "summary"),
    ("article", "author_names"),
    ("article", "written_on"),
    ("article", "summary"),
    ("contact", "email"),
]
KEY = f"{KEY_HEADER}\n\nmDMEZxyz\n=abcd\n{KEY_FOOTER}"


@pytest.mark.parametrize(("page_type", "field"), REQUIRED)
def test_required_field_is_asked_for_when_publishing(page_type, field, site: SmallSite, editor: Editor):
    page = next(page for page in site.every_page() if page.page_type == page_type)
    response = editor.edit(page, **{field: ""})
    assert errors_of(response) == {field: ["This field is required."]}


def test_activity_cannot_end_before_it_begins(site: SmallSite, editor: Editor):
    response = editor.edit(site.activity, starts_at="2031-05-01 18:00", ends_at="2031-05-01 17:59")
    assert errors_of(response) == {"ends_at": ["The end is before the start."]}


def test_activity_may_end_when_it_begins(site: SmallSite, editor: Editor):
    response = editor.edit(site.activity, starts_at="2031-05-01 18:00", ends_at="2031-05-01 18:00")
    assert errors_of(response) == {}


def test_article_cannot_answer_itself(site: SmallSite, editor: Editor):
    response = editor.edit(site.article, responds_to=str(site.article.pk))
    assert errors_of(response) == {"responds_to": ["An article can't answer itself."]}


@pytest.mark.parametrize("answered", ["position", "manifesto", "activity"])
def test_article_answers_what_can_be_argued_with(answered, site: SmallSite, editor: Editor):
    page = getattr(site, answered)
    errors = errors_of(editor.edit(site.article, responds_to=str(page.pk)))
    if answered == "activity":
        assert errors == {"responds_to": ["Choose a position, a manifesto or an article."]}
    else:
        assert errors == {}
        assert ArticlePage.objects.get(pk=site.article.pk).responds_to_id == page.pk


def test_position_is_not_related_to_itself(site: SmallSite, editor: Editor):
    related = inline_formset([{"position": site.position.pk}])
    response = editor.edit(site.position, number="1", related_positions=related)
    assert b"A position can&#x27;t be related to itself." in response.content


def test_public_key_is_taken(site: SmallSite, editor: Editor):
    assert errors_of(editor.edit(site.contact, openpgp_key=f"  {KEY.replace(chr(10), chr(13) + chr(10))}\r\n")) == {}
    assert ContactPage.objects.get().openpgp_key == KEY


def test_private_key_is_refused(site: SmallSite, editor: Editor):
    response = editor.edit(site.contact, openpgp_key=KEY.replace("PUBLIC", "PRIVATE"))
    assert errors_of(response) == {"openpgp_key": ["This is a private key. Never show it to anybody; paste the public one."]}


@pytest.mark.parametrize("part", [KEY_HEADER, KEY[:-10], KEY[10:], "0x1234ABCD"])
def test_part_of_a_key_is_refused(part, site: SmallSite, editor: Editor):
    response = editor.edit(site.contact, openpgp_key=part)
    assert errors_of(response) == {"openpgp_key": ["This is not a public key block, or a part of it is missing."]}


@pytest.mark.parametrize("targets", [(False, False), (True, True)])
def test_call_to_action_leads_to_one_place(targets, site: SmallSite, editor: Editor):
    response = editor.edit(site.standard, body=streamfield([call_to_action(site, *targets)]))
    assert response.status_code == 200
    assert b"Choose either a page or an address elsewhere." in response.content


@pytest.mark.parametrize("targets", [(True, False), (False, True)])
def test_call_to_action_leads_to_a_page_or_elsewhere(targets, site: SmallSite, editor: Editor):
    response = editor.edit(site.standard, body=streamfield([call_to_action(site, *targets)]))
    assert errors_of(response) == {}


def test_unfinished_call_to_action_can_be_saved_as_a_draft(site: SmallSite, editor: Editor):
    response = editor.edit(site.standard, "save", body=streamfield([call_to_action(site, False, False)]))
    assert errors_of(response) == {}


def call_to_action(site: SmallSite, page: bool, url: bool) -> tuple[str, dict[str, str]]:
    targets = {"page": str(site.contact.pk) if page else "", "url": "https://example.org/" if url else ""}
    return ("call_to_action", {"heading": "Come along", "text": "", "label": "See how", **targets})
