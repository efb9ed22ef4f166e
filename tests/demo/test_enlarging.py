"""The demo can be enlarged to any number of pages, always the same ones."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from api.search.index import bring_up_to_date
from home.demo.enlarging import enlarge
from home.models import ActivityPosition, ActivityReportPage, ArticlePage, PositionPage

pytestmark = pytest.mark.django_db


def test_site_has_that_number_of_pages(loaded: None) -> None:
    before = Page.objects.filter(depth__gt=1).count()
    assert enlarge(120) == 120 - before
    assert Page.objects.filter(depth__gt=1).count() == 120
    assert enlarge(100) == 0


@pytest.mark.once("It is for measurements alone.")
def test_same_pages_are_made_at_once_and_in_parts(loaded: None) -> None:
    enlarge(60)
    enlarge(130)
    paths = list(Page.objects.order_by("path").values_list("path", "slug", "translation_key"))
    Page.objects.filter(slug__regex=r"-\d+$", title__endswith=")").delete()
    enlarge(130)
    assert list(Page.objects.order_by("path").values_list("path", "slug", "translation_key")) == paths


def test_tree_is_whole(loaded: None) -> None:
    enlarge(200)
    assert Page.find_problems() == ([], [], [], [], [])


def test_copies_are_pages_like_others(loaded: None, client: Client) -> None:
    enlarge(200)
    bring_up_to_date()
    for model in (PositionPage, ActivityReportPage, ArticlePage):
        last = model.objects.order_by("pk").last()
        assert last is not None
        answer = client.get(f"/api/v1/pages/{last.pk}/").json()
        assert answer["title"] == last.title
        assert client.get(answer["meta"]["path"]).status_code == 200
    assert client.get("/api/v1/search/?q=rent").json()["meta"]["total_count"] > 30


def test_copies_refer_to_copies_as_often_as_the_demo_does(loaded: None) -> None:
    enlarge(1000)
    counts = [position.activities.count() for position in PositionPage.objects.filter(title__endswith=")")]
    assert max(counts) < 20
    assert ActivityPosition.objects.values("position").distinct().count() > 80


def test_texts_of_copies_name_copies(loaded: None) -> None:
    enlarge(1000)
    named = Counter(re.findall(r'linktype=."page." id=."(\d+)', " ".join(bodies(ArticlePage, are_copies=True))))
    own = {str(pk) for pk in Page.objects.filter(title__endswith=")").values_list("pk", flat=True)}
    assert len(named.keys() & own) > 100
    assert max(count for pk, count in named.items() if pk in own) < 20


@pytest.mark.parametrize("model", [PositionPage, ActivityReportPage, ArticlePage])
def test_texts_of_copies_are_those_of_the_demo_but_for_that(loaded: None, model: type[Any]) -> None:
    enlarge(200)
    demo, copies = ({re.sub(r"\d+", "", body) for body in bodies(model, are_copies)} for are_copies in (False, True))
    assert copies == demo


def bodies(model: type[Any], are_copies: bool) -> list[str]:
    """What is stored in the bodies of the pages of a kind: of the copies, or of the demo's own."""
    pages = model.objects.filter(title__regex=r" \(\d+\)$") if are_copies else model.objects.exclude(title__endswith=")")
    return [json.dumps(list(page.body.raw_data)) for page in pages]


def test_publishing_a_copy_is_like_publishing_any_page(loaded: None, client: Client) -> None:
    enlarge(100)
    copy = ArticlePage.objects.order_by("pk").last()
    assert copy is not None
    copy.title = "Published once more"
    copy.save_revision().publish()
    assert client.get(f"/api/v1/pages/{copy.pk}/").json()["title"] == "Published once more"
