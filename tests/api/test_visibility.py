"""What is not public is as if it did not exist: each way of hiding a page, against each place that could mention it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, PageViewRestriction, Site

from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    HomePagePosition,
    NavigationSettings,
    PositionIndexPage,
    PositionManifestoSection,
    RelatedPosition,
    StandardPage,
)
from tests.pages import SmallSite, block

CANARY = "canary"

pytestmark = pytest.mark.django_db


def hide_as_draft(page: Any) -> None:
    page.live = False


def hide_by_expiry(page: Any) -> None:
    page.expire_at = timezone.now() - datetime.timedelta(seconds=1)


def hide_until_later(page: Any) -> None:
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)


def hide_as_private(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


WAYS_TO_HIDE = [hide_as_draft, hide_by_expiry, hide_until_later, hide_as_private]


def hide_itself(page: Any, hide: Callable[[Any], None]) -> None:
    hide(page)
    page.save()


def hide_parent(page: Any, hide: Callable[[Any], None]) -> None:
    parent = page.get_parent()
    hide(parent)
    parent.save()


def mention_in_rich_text(site: SmallSite, target: Any) -> str:
    site.standard.introduction = f'<p><a linktype="page" id="{target.pk}">a link</a></p>'
    site.standard.save()
    return "/privacy/"


def mention_in_body_text(site: SmallSite, target: Any) -> str:
    site.standard.body = [block("rich_text", f'<p><a linktype="page" id="{target.pk}">a link</a></p>')]
    site.standard.save()
    return "/privacy/"


def mention_in_section(site: SmallSite, target: Any) -> str:
    site.manifesto.sections = [site.section(body=f'<p><a linktype="page" id="{target.pk}">a link</a></p>')]
    site.manifesto.save()
    return "/manifesto/"


def mention_in_chosen_positions_block(site: SmallSite, target: Any) -> str:
    positions = [{"type": "item", "id": "1", "value": target.pk}]
    site.standard.body = [block("chosen_positions", {"heading": "", "positions": positions})]
    site.standard.save()
    return "/privacy/"


def mention_in_call_to_action(site: SmallSite, target: Any) -> str:
    site.standard.body = [block("call_to_action", {"heading": "Act", "label": "Go", "page": target.pk})]
    site.standard.save()
    return "/privacy/"


def mention_as_related_position(site: SmallSite, target: Any) -> str:
    RelatedPosition.objects.create(page=site.position, position=target)
    return "/positions/rent-cap/"


def mention_as_position_of_activity(site: SmallSite, target: Any) -> str:
    ActivityPosition.objects.create(page=site.activity, position=target)
    return "/activities/street-stall/"


def mention_on_home_page(site: SmallSite, target: Any) -> str:
    HomePagePosition.objects.create(page=site.home, position=target)
    return "/"


def mention_as_call_of_home_page(site: SmallSite, target: Any) -> str:
    site.home.call_page = target
    site.home.save()
    return "/"


def mention_as_what_is_answered(site: SmallSite, target: Any) -> str:
    site.article.responds_to = target
    site.article.save()
    return "/debate/against-the-cap/"


def mention_as_following_from_manifesto(site: SmallSite, target: Any) -> str:
    PositionManifestoSection.objects.create(page=target, section=site.section_id)
    return "/manifesto/"


def mention_by_parent(site: SmallSite, target: Any) -> str:
    return "/positions/"


MENTIONS = [
    mention_in_rich_text,
    mention_in_body_text,
    mention_in_section,
    mention_in_chosen_positions_block,
    mention_in_call_to_action,
    mention_as_related_position,
    mention_as_position_of_activity,
    mention_on_home_page,
    mention_as_call_of_home_page,
    mention_as_what_is_answered,
    mention_as_following_from_manifesto,
    mention_by_parent,
]


@pytest.fixture
def target(small_site: SmallSite) -> Any:
    """A position whose title, slug, address and summary can be recognised, in a list of its own."""
    return small_site.add_position(title=f"{CANARY} title", slug=f"{CANARY}-slug", summary=f"{CANARY} summary")


def canaries(client: Client, address: str) -> int:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().lower().count(CANARY)


@pytest.mark.parametrize("mention", MENTIONS)
def test_public_page_is_mentioned(client: Client, small_site: SmallSite, target: Any, mention: Any) -> None:
    path = mention(small_site, target)
    assert canaries(client, f"/api/v1/resolve/?path={path}")


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
@pytest.mark.parametrize("mention", MENTIONS)
def test_hidden_page_is_not_mentioned(client: Client, small_site: SmallSite, target: Any, mention: Any, hide: Any) -> None:
    path = mention(small_site, target)
    hide_itself(target, hide)
    assert not canaries(client, f"/api/v1/resolve/?path={path}")


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_page_below_a_hidden_one_is_not_found(client: Client, small_site: SmallSite, target: Any, hide: Any) -> None:
    hide_parent(target, hide)
    assert client.get(f"/api/v1/pages/{target.pk}/").status_code == 404
    assert client.get(f"/api/v1/resolve/?path=/positions/{CANARY}-slug/").status_code == 404


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
@pytest.mark.parametrize("where", [hide_itself, hide_parent])
def test_hidden_page_is_in_no_list(client: Client, small_site: SmallSite, target: Any, hide: Any, where: Any) -> None:
    where(target, hide)
    for query in ("", "?type=position", f"?child_of={target.get_parent().pk}", "?order=-title"):
        assert not canaries(client, f"/api/v1/pages/{query}")


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_hidden_page_is_not_counted(get: Any, small_site: SmallSite, target: Any, hide: Any) -> None:
    before = get("pages/", type="position")["meta"]["total_count"]
    hide_itself(target, hide)
    assert get("pages/", type="position")["meta"]["total_count"] == before - 1


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_hidden_page_is_found_neither_by_path_nor_by_id(
    client: Client, small_site: SmallSite, target: Any, hide: Any
) -> None:
    hide_itself(target, hide)
    for address in (
        f"/api/v1/resolve/?path=/positions/{CANARY}-slug/",
        f"/api/v1/pages/{target.pk}/",
        f"/positions/{CANARY}-slug/",
    ):
        response = client.get(address)
        assert response.status_code == 404
        assert f"{CANARY} title" not in response.content.decode()


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_hidden_page_is_not_told_from_a_missing_one(client: Client, small_site: SmallSite, target: Any, hide: Any) -> None:
    hide_itself(target, hide)
    assert client.get(f"/api/v1/pages/{target.pk}/").content == client.get("/api/v1/pages/99999/").content


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_menu_leaves_out_a_hidden_page(client: Client, small_site: SmallSite, target: Any, hide: Any) -> None:
    item = {"type": "item", "id": "1", "value": {"page": target.pk, "url": "", "label": ""}}
    NavigationSettings.objects.create(site=small_site.site, main=[item], footer=[item])
    assert canaries(client, "/api/v1/navigation/")
    hide_itself(target, hide)
    assert not canaries(client, "/api/v1/navigation/")


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_redirect_to_a_hidden_page_is_none(client: Client, small_site: SmallSite, target: Any, hide: Any) -> None:
    Redirect.objects.create(old_path="/old", redirect_page=target)
    assert canaries(client, "/api/v1/resolve/?path=/old/")
    hide_itself(target, hide)
    assert client.get("/api/v1/resolve/?path=/old/").status_code == 404
    assert client.get("/old/").status_code == 404


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_answers_of_hidden_articles_are_not_listed(client: Client, small_site: SmallSite, hide: Any) -> None:
    answer = small_site.add_article(title=f"{CANARY} answer", responds_to=small_site.article)
    path = "/debate/against-the-cap/"
    assert canaries(client, f"/api/v1/resolve/?path={path}")
    hide_itself(answer, hide)
    assert not canaries(client, f"/api/v1/resolve/?path={path}")


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_section_of_a_hidden_manifesto_is_not_named(client: Client, small_site: SmallSite, hide: Any) -> None:
    small_site.manifesto.sections = [small_site.section(heading=f"{CANARY} heading")]
    small_site.manifesto.save()
    PositionManifestoSection.objects.create(page=small_site.position, section=small_site.section_id)
    assert canaries(client, "/api/v1/resolve/?path=/positions/rent-cap/")
    hide_itself(small_site.manifesto, hide)
    assert not canaries(client, "/api/v1/resolve/?path=/positions/rent-cap/")


@pytest.mark.parametrize("hide", WAYS_TO_HIDE)
def test_hidden_activities_are_not_among_the_latest(client: Client, small_site: SmallSite, hide: Any) -> None:
    activity = small_site.add_activity(days=-1, title=f"{CANARY} activity")
    small_site.standard.body = [block("latest_activities", {"heading": "", "count": 3})]
    small_site.standard.save()
    for path in ("/", "/privacy/", "/activities/"):
        assert canaries(client, f"/api/v1/resolve/?path={path}")
    hide_itself(activity, hide)
    for path in ("/", "/privacy/", "/activities/"):
        assert not canaries(client, f"/api/v1/resolve/?path={path}")


def test_page_below_a_hidden_one_is_not_found_when_its_count_of_children_is_wrong(client: Client, target: Any) -> None:
    parent = target.get_parent()
    parent.live, parent.numchild = False, 0
    parent.save()
    assert client.get(f"/api/v1/pages/{target.pk}/").status_code == 404


def test_draft_changes_of_a_live_page_are_not_shown(client: Client, small_site: SmallSite, target: Any) -> None:
    target.title = "Secret plan"
    target.save_revision()
    assert "Secret plan" not in client.get(f"/api/v1/pages/{target.pk}/").content.decode()


def test_alias_does_not_tell_of_its_source(client: Client, small_site: SmallSite, target: Any) -> None:
    other = small_site.add_position(title="Alias", alias_of=target)
    hide_itself(target, hide_as_draft)
    assert not canaries(client, f"/api/v1/pages/{other.pk}/")


def test_page_of_another_site_is_not_found(client: Client, small_site: SmallSite) -> None:
    root = small_site.home.get_parent().add_child(
        instance=type(small_site.home)(title="Other", slug="other", purpose=CANARY)
    )
    Site.objects.create(hostname="other.example", root_page=root)
    page = small_site.add(StandardPage, root, title=f"{CANARY} page")
    assert client.get(f"/api/v1/pages/{page.pk}/").status_code == 404
    assert not canaries(client, "/api/v1/pages/")


def test_editor_gets_what_everybody_gets(admin_client: Client, client: Client, small_site: SmallSite, target: Any) -> None:
    hide_itself(target, hide_as_private)
    assert admin_client.get(f"/api/v1/pages/{target.pk}/").status_code == 404
    assert admin_client.get("/api/v1/pages/").content == Client().get("/api/v1/pages/").content


@pytest.fixture
def private_collection(small_site: SmallSite) -> Any:
    """A collection below a private one."""
    collection = small_site.collection()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    return collection.add_child(name="Board")


def test_private_picture_is_nowhere(client: Client, small_site: SmallSite, private_collection: Any) -> None:
    image = small_site.image(alt=CANARY)
    ActivityPhoto.objects.create(page=small_site.activity, image=image)
    address = "/api/v1/resolve/?path=/activities/street-stall/"
    assert canaries(client, address)
    url = client.get(address).json()["page"]["photos"][0]["image"]["src"]
    assert client.get(url).status_code == 200
    image.collection = private_collection
    image.save()
    assert not canaries(client, address)
    assert client.get(url).status_code == 404


def test_private_document_is_nowhere(client: Client, small_site: SmallSite, private_collection: Any) -> None:
    document = small_site.document(title=f"{CANARY} document")
    ActivityDocument.objects.create(page=small_site.activity, document=document)
    small_site.activity.body = [
        block("document", {"document": document.pk, "label": ""}),
        block("rich_text", f'<p><a linktype="document" id="{document.pk}">minutes</a></p>'),
    ]
    small_site.activity.save()
    address = "/api/v1/resolve/?path=/activities/street-stall/"
    assert canaries(client, address)
    document.collection = private_collection
    document.save()
    assert not canaries(client, address)
    assert document.url not in client.get(address).content.decode()
    assert "minutes" in client.get(address).content.decode()


def test_original_of_a_picture_has_no_address(client: Client, small_site: SmallSite) -> None:
    image = small_site.image()
    assert client.get(f"/media/{image.file.name}").status_code == 404


def test_name_of_an_uploaded_file_is_not_given(client: Client, small_site: SmallSite) -> None:
    image = small_site.image(title=f"{CANARY}.jpg")
    ActivityPhoto.objects.create(page=small_site.activity, image=image)
    assert not canaries(client, "/api/v1/resolve/?path=/activities/street-stall/")


def test_lists_know_nothing_of_a_list_that_is_hidden(client: Client, small_site: SmallSite, target: Any) -> None:
    index = PositionIndexPage.objects.get(pk=small_site.positions.pk)
    index.title = f"{CANARY} index"
    hide_itself(index, hide_as_draft)
    assert not canaries(client, "/api/v1/pages/")
    assert not canaries(client, "/api/v1/resolve/?path=/")
