"""Pages with the fields of their own kinds, in the query that finds them: Wagtail's `specific` takes one more."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from home.models import BasePage, page_models


def with_kinds(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """`pages` for `of_its_kind`: joined with the tables of all kinds, by their keys. For a few pages, not for lists."""
    return pages.select_related(*(model._meta.model_name for model in page_models().values()))


def of_its_kind(page: Any) -> BasePage:
    """`page`, which comes from `with_kinds`, as an object of its own class. Costs no query."""
    kind: BasePage = getattr(page, page.specific_class._meta.model_name)
    return kind
