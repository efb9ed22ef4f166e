"""What a public page refers to is noted when it is published, and forgotten with it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from home.links.noting import note_all_links
from home.models import ActivityPhoto, PageLink
from tests.desk.world import Desk, member
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db


def noted(page: Page) -> set[Any]:
    rows = PageLink.objects.filter(page_id=page.pk).values_list("kind", "url", "target_id")
    return {(kind, url or target_id) for kind, url, target_id in rows}


def article(site: SmallSite, html: str) -> Any:
    page = site.add_article(title="With links", slug=f"article-{Page.objects.count()}", body=[block("rich_text", html)])
    page.save_revision().publish()
    return page


def test_links_of_each_kind_are_noted(small_site: SmallSite) -> None:
    document, image = small_site.document(), small_site.image()
    html = f'<p><a href="https://example.org/a">1</a> <a linktype="page" id="{small_site.position.pk}">2</a></p>'
    html += f'<p><a linktype="document" id="{document.pk}">3</a> <a href="mailto:a@example.org">4</a></p>'
    body = [block("rich_text", html), block("image", {"image": image.pk, "caption": ""})]
    page = small_site.add_article(title="All", body=body, responds_to=small_site.manifesto)
    page.save_revision().publish()
    assert noted(page) == {
        ("address", "https://example.org/a"),
        ("page", small_site.position.pk),
        ("page", small_site.manifesto.pk),
        ("document", document.pk),
        ("picture", image.pk),
    }


def test_rows_of_a_page_are_looked_at(small_site: SmallSite) -> None:
    image = small_site.image()
    ActivityPhoto.objects.create(page=small_site.activity, image=image)
    small_site.activity.refresh_from_db()
    note_all_links.call()
    assert noted(small_site.activity) == {("picture", image.pk)}


def test_sections_of_a_manifesto_are_looked_at(small_site: SmallSite) -> None:
    small_site.manifesto.sections = [small_site.section(body='<p><a href="https://example.org/a">1</a></p>')]
    small_site.manifesto.save_revision().publish()
    assert noted(small_site.manifesto) == {("address", "https://example.org/a")}


def test_own_addresses_are_not_noted(small_site: SmallSite) -> None:
    small_site.site.hostname = "homes.example.org"
    small_site.site.save()
    page = article(small_site, '<p><a href="https://homes.example.org/a">1</a> <a href="http://localhost:8000/b">2</a></p>')
    assert noted(page) == set()


def test_draft_is_noted_when_it_is_published(small_site: SmallSite, client: Client) -> None:
    page = article(small_site, '<p><a href="https://example.org/old">1</a></p>')
    page.body = [block("rich_text", '<p><a href="https://example.org/new">1</a></p>')]
    revision = page.save_revision()
    assert noted(page) == {("address", "https://example.org/old")}
    revision.publish()
    assert noted(page) == {("address", "https://example.org/new")}


def test_form_that_is_published_notes_its_links(small_site: SmallSite, client: Client) -> None:
    desk = Desk(small_site, client, member("Editors"))
    page = article(small_site, '<p><a href="https://example.org/old">1</a></p>')
    desk.edit(page, **{"action-publish": "action-publish"})
    assert noted(page) == set()


def test_pages_published_before_are_noted_at_the_start(small_site: SmallSite) -> None:
    page = article(small_site, '<p><a href="https://example.org/a">1</a></p>')
    PageLink.objects.all().delete()
    note_all_links.call()
    assert noted(page) == {("address", "https://example.org/a")}


def test_links_go_with_the_page(small_site: SmallSite) -> None:
    page = article(small_site, '<p><a href="https://example.org/a">1</a></p>')
    Page.objects.get(pk=page.pk).delete()
    assert not PageLink.objects.exists()
