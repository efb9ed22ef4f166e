"""Who refers to something: told before it goes, since links to it would lead nowhere then."""

from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str
from wagtail.models import ReferenceIndex

MOST = 20
"""More are counted only."""


class Referrer(NamedTuple):
    """Something that refers to something else, by its kind and title, and where it is edited, if one may."""

    kind: str
    title: str
    edit_url: str | None


def referrers_of(target: Any, user: Any) -> list[Referrer]:
    """The first twenty things whose public state refers to `target`, itself aside. Costs two queries for each.

    The index behind it is written by the worker, so it can be some seconds late.
    """
    references = ReferenceIndex.get_references_to(target).values_list("base_content_type", "object_id").distinct()
    finder = AdminURLFinder(user)
    referrers = []
    for content_type, key in references.order_by("base_content_type", "object_id")[:MOST]:
        model = ContentType.objects.get_for_id(content_type).model_class()
        source = model and model._base_manager.filter(pk=key).first()
        if source is not None and source != target:
            source = getattr(source, "specific", source)
            referrers.append(
                Referrer(capfirst(str(source._meta.verbose_name)), get_latest_str(source), finder.get_edit_url(source))
            )
    return referrers
