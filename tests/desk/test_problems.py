"""Whoever writes a page is told, beside the form and in words, what is wrong with it, and can save it all the same."""

import datetime
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import rich_text

from home.desk.problems import problems_of
from home.links.asking import INSIDE, NO_ANSWER
from home.models import ActivityPhoto, CustomImage, LinkCheck, User
from tests.desk.world import Desk, member
from tests.pages import SmallSite, block
from tests.tree.forms import page_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, small_site: SmallSite) -> Desk:
    return Desk(small_site, client, member("Editors"))


def words_of(page: Any) -> list[str]:
    return [problem.words for problem in problems_of(page)]


def linking(site: SmallSite, target: Page, words: str = "rents") -> Any:
    """A page with a link to `target` in its text."""
    html = f'<p>See <a linktype="page" id="{target.pk}">{words}</a>.</p>'
    return site.add_article(title="With a link", slug=f"article-{Page.objects.count()}", body=[block("rich_text", html)])


def leading_to(site: SmallSite, url: str) -> Any:
    return site.add_article(title="With a link", body=[block("rich_text", f'<p><a href="{url}">source</a></p>')])


def checked(url: str, *statuses: int) -> None:
    """What came of trying `url` on the last days, the latest first."""
    for days, status in enumerate(statuses):
        LinkCheck.objects.create(url=url, status=status, checked_at=timezone.now() - datetime.timedelta(days=days))


def connected() -> None:
    checked("https://example.net/", 200)


def beside_the_form(client: Client, page: Page) -> str:
    """What stands in the panel, as a reader sees it."""
    content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    panel = re.search(r'data-side-panel="problems".*?(?=data-side-panel=|</aside>)', content, re.S)
    assert panel
    return " ".join(strip_tags(panel[0]).split())


def test_page_without_problems_says_so(editor: Desk) -> None:
    assert words_of(editor.site.article) == []
    assert "None was found" in beside_the_form(editor.client, editor.site.article)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"live": False}, "“Rent cap”, which was taken back"),
        ({"live": False, "first_published_at": None}, "“Rent cap”, which is not published yet"),
        ({"expire_at": timezone.now() - datetime.timedelta(days=1)}, "“Rent cap”, which was taken back"),
    ],
    ids=["unpublished", "never published", "expired"],
)
def test_link_to_a_page_that_readers_do_not_see(change: dict[str, Any], words: str, small_site: SmallSite) -> None:
    page = linking(small_site, small_site.position)
    assert words_of(page) == []
    Page.objects.filter(pk=small_site.position.pk).update(**change)
    assert words_of(page) == [f"The link “rents” leads to {words}."]


def test_link_to_a_page_that_was_deleted(small_site: SmallSite) -> None:
    page = linking(small_site, small_site.position)
    Page.objects.get(pk=small_site.position.pk).delete()
    assert words_of(page) == ["The link “rents” leads to a page that was deleted."]


def test_link_to_a_page_below_one_that_was_taken_back(small_site: SmallSite) -> None:
    page = linking(small_site, small_site.position)
    Page.objects.filter(pk=small_site.positions.pk).update(live=False)
    assert words_of(page) == ["The link “rents” leads to “Rent cap”, which readers can’t see."]


def test_link_to_a_private_page(small_site: SmallSite) -> None:
    page = linking(small_site, small_site.position)
    PageViewRestriction.objects.create(page=small_site.position, restriction_type="login")
    assert words_of(page) == ["The link “rents” leads to “Rent cap”, which readers can’t see."]


def test_draft_that_links_to_itself_is_fine(small_site: SmallSite) -> None:
    page = linking(small_site, small_site.position)
    page.body = [block("rich_text", f'<p><a linktype="page" id="{page.pk}">here</a></p>')]
    page.live = False
    page.save()
    assert words_of(page) == []


def test_page_that_is_chosen_and_was_taken_back(small_site: SmallSite) -> None:
    """In a field, in a row and in a block alike."""
    Page.objects.filter(pk=small_site.position.pk).update(live=False)
    body = [block("chosen_positions", {"heading": "", "positions": [small_site.position.pk]})]
    page = small_site.add_article(title="An answer", responds_to=small_site.position, body=body)
    said = "What is linked here leads to “Rent cap”, which was taken back."
    assert words_of(page) == [said, said]
    places = [problem.place.words for problem in problems_of(page)]
    assert places == ["Body, 1st block: Chosen positions", "Answer to"]


def test_file_that_was_deleted(small_site: SmallSite) -> None:
    document = small_site.document()
    html = f'<p><a linktype="document" id="{document.pk}">leaflet</a></p>'
    page = small_site.add_article(title="With a file", body=[block("rich_text", html)])
    assert words_of(page) == []
    document.delete()
    assert words_of(page) == ["The link “leaflet” leads to a file that was deleted."]


def test_picture_without_a_description(small_site: SmallSite) -> None:
    image = small_site.image(title="crowd.jpg")
    ActivityPhoto.objects.create(page=small_site.activity, image=image)
    assert words_of(small_site.activity) == []
    CustomImage.objects.filter(pk=image.pk).update(alt=" ")
    (problem,) = problems_of(small_site.activity)
    assert problem.words == "The picture “crowd.jpg” isn’t described for people who can’t see it."
    assert problem.place.words == "Photos"
    assert problem.mend_url == reverse("wagtailimages:edit", args=[image.pk])


@pytest.mark.parametrize("name", ["image", "gallery"])
def test_picture_in_a_body_without_a_description(name: str, small_site: SmallSite) -> None:
    image = small_site.image(alt="")
    value = {"image": image.pk, "caption": ""}
    page = small_site.add_article(title="Seen", body=[block(name, value if name == "image" else {"images": [value]})])
    assert len(words_of(page)) == 1


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ((404,), "where nothing is to be found"),
        ((410, 200), "where nothing is to be found"),
        ((INSIDE,), "which is inside a private network, where readers don’t get"),
        ((NO_ANSWER, NO_ANSWER, NO_ANSWER), "which has not answered for 3 days"),
        ((503, NO_ANSWER, 500), "where something has been broken for 3 days"),
    ],
)
def test_link_out_of_the_site_that_leads_nowhere(statuses: tuple[int, ...], words: str, small_site: SmallSite) -> None:
    connected()
    checked("https://example.org/paper", *statuses)
    page = leading_to(small_site, "https://example.org/paper#page-2")
    assert words_of(page) == [f"The link “source” leads to https://example.org/paper#page-2, {words}."]


@pytest.mark.parametrize(
    "statuses", [(200,), (403,), (429, 429, 429), (NO_ANSWER, NO_ANSWER), (NO_ANSWER, 200, NO_ANSWER), (200, 404, 404)]
)
def test_link_that_may_be_there_is_not_told(statuses: tuple[int, ...], small_site: SmallSite) -> None:
    connected()
    checked("https://example.org/paper", *statuses)
    assert words_of(leading_to(small_site, "https://example.org/paper")) == []


def test_server_without_a_connection_tells_nothing(small_site: SmallSite) -> None:
    checked("https://example.org/paper", NO_ANSWER, NO_ANSWER, NO_ANSWER)
    assert words_of(leading_to(small_site, "https://example.org/paper")) == []


def test_address_of_a_button_and_of_a_video_are_looked_at(small_site: SmallSite) -> None:
    checked("https://example.org/gone", 404)
    button = {"heading": "Act", "text": "", "label": "Go", "page": None, "url": "https://example.org/gone"}
    video = {"url": "https://example.org/gone", "title": "A film"}
    page = small_site.add_article(title="Act", body=[block("call_to_action", button), block("embed", video)])
    assert [problem.place.words for problem in problems_of(page)] == [
        "Body, 1st block: Call to action",
        "Body, 2nd block: Video or sound",
    ]


def test_title_that_search_engines_cut_off(small_site: SmallSite) -> None:
    page = small_site.standard
    page.title = "x" * 61
    assert words_of(page)[0].startswith("The title has 61 characters")
    page.seo_title = "Short"
    assert words_of(page) == []
    page.title, page.seo_title = "Short", "x" * 61
    assert [problem.place.words for problem in problems_of(page)] == ["Title tag"]


@pytest.mark.parametrize("page_type", ["home", "manifesto", "position", "activity", "article", "contact", "standard"])
def test_form_of_each_kind_of_page_has_the_panel(page_type: str, editor: Desk) -> None:
    assert "Problems" in beside_the_form(editor.client, getattr(editor.site, page_type))


@pytest.mark.parametrize("view", ["history", "usage", "workflow_history", "delete", "copy", "move", "unpublish"])
@pytest.mark.parametrize("page_type", ["home", "manifesto", "positions", "position", "activity", "article", "standard"])
def test_other_views_of_each_kind_of_page_answer(view: str, page_type: str, editor: Desk) -> None:
    editor.client.force_login(User.objects.create_superuser("root@example.org"))
    page = getattr(editor.site, page_type)
    assert editor.client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk])).status_code == 200


def test_form_of_a_new_page_has_the_panel(editor: Desk) -> None:
    answer = editor.client.get(reverse("wagtailadmin_pages:add", args=["home", "articlepage", editor.site.debate.pk]))
    assert "Once the page has been saved" in answer.content.decode()


def test_form_shows_what_is_wrong_and_leads_to_its_block(editor: Desk) -> None:
    page = linking(editor.site, editor.site.position)
    Page.objects.filter(pk=editor.site.position.pk).update(live=False)
    said = beside_the_form(editor.client, page)
    assert "Body, 1st block: Text The link “rents” leads to “Rent cap”, which was taken back." in said
    content = editor.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'href="#block-{page.body[0].id}-section"' in content


def test_form_that_is_saved_by_itself_brings_panel_and_count_up_to_date(editor: Desk) -> None:
    page = editor.site.article
    Page.objects.filter(pk=editor.site.position.pk).update(live=False)
    html = f'<p><a linktype="page" id="{editor.site.position.pk}">rents</a></p>'
    body = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "rich_text", "body-0-id": ""}
    form = page_form("article", title=page.title, slug=page.slug) | body | {"body-0-value": rich_text(html)}
    answer = editor.client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form, headers={"Accept": "application/json"}
    )
    saved = json.loads(answer.content)
    assert saved["success"]
    assert "leads to “Rent cap”, which was taken back." in saved["html"]
    count = re.search(r"data-side-panel-toggle-counter[^>]*>(\d+)<", saved["html"])
    assert count
    assert count[1] == "1"


def test_page_with_problems_is_published(editor: Desk) -> None:
    page = linking(editor.site, editor.site.position)
    Page.objects.filter(pk=editor.site.position.pk).update(live=False)
    editor.edit(page, **{"action-publish": "action-publish"})
    page.refresh_from_db()
    assert page.title == "Changed at the desk"


def test_many_links_cost_no_more_than_a_few(
    small_site: SmallSite, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    images = [small_site.image(alt="") for _ in range(4)]
    html = "".join(
        f'<p><a linktype="page" id="{number}">x</a> <a href="https://{number}.org">y</a></p>' for number in range(9)
    )
    html += "".join(f'<p><a linktype="document" id="{number}">x</a></p>' for number in range(9))
    pictures = [block("image", {"image": image.pk, "caption": ""}) for image in images]
    page = small_site.add_article(title="Long", body=[block("rich_text", html), *pictures])
    with django_assert_max_num_queries(8):
        assert len(words_of(page)) > 12
