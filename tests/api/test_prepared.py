"""A prepared query answers as the query itself does, each time for another text."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, QuerySet
from wagtail.models import Page

from api.models import PublishedDocument
from api.prepared import Prepared
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db


def pages_titled(title: str) -> "QuerySet[Page, Any]":
    pages = Page.objects.filter(title=title).annotate(has_document=Exists(PublishedDocument.objects.all())).order_by("pk")
    return pages.values_list("title", "live", "first_published_at", "translation_key", "has_document")


def test_rows_are_those_of_the_query_with_values_of_the_same_types(small_site: SmallSite) -> None:
    prepared = Prepared(pages_titled)
    for page in (small_site.add_position(title="One"), small_site.add_position(title="Two", live=False)):
        [row] = prepared.rows(page.title)
        [values] = pages_titled(page.title)
        assert (tuple(row), [type(value) for value in row]) == (values, [type(value) for value in values])


def test_what_has_changed_is_found(small_site: SmallSite) -> None:
    prepared = Prepared(pages_titled)
    assert prepared.rows("New") == []
    small_site.add_position(title="New")
    assert len(prepared.rows("New")) == 1


def test_sql_is_made_once(small_site: SmallSite, django_assert_num_queries: Any) -> None:
    made = []

    def make(title: str) -> "QuerySet[Page, Any]":
        made.append(title)
        return pages_titled(title)

    prepared = Prepared(make)
    with django_assert_num_queries(3):
        for title in ("One", "Two", "Three"):
            prepared.rows(title)
    assert len(made) == 1


def test_each_thread_has_its_own_as_it_has_its_own_connection() -> None:
    makers = []

    def make(title: str) -> "QuerySet[Page, Any]":
        makers.append(threading.get_ident())
        return pages_titled(title)

    prepared = Prepared(make)
    prepared.rows("One")

    def ask() -> None:
        prepared.rows("One")
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(set(makers)) == len(makers) == 2
