"""Wagtail's APIs v2 and v3 as its guide mounts them, with all fields of each kind of page."""

from typing import Any

from django.urls import path
from modelcluster.models import get_all_child_relations
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from cms import urls
from home.models import page_models


def show_all_fields() -> None:
    """Gives each kind of page, and the rows of its form, the list of fields that both APIs show."""
    for model in page_models().values():
        own = [field.name for field in model._meta.concrete_fields if field.model is not Page and not field.primary_key]
        rows = [row for row in get_all_child_relations(model) if row.related_model._meta.app_label == "home"]
        lists = ["tags" if row.get_accessor_name() == "tagged_items" else row.get_accessor_name() for row in rows]
        _show(model, [*own, *lists])
        for row in rows:
            names = [field.name for field in row.related_model._meta.concrete_fields]
            _show(row.related_model, [name for name in names if name not in ("id", "page", "content_object")])


def _show(model: Any, names: list[str]) -> None:
    model.api_fields = [APIField(name) for name in names]


show_all_fields()
from wagtail.api.v3.urls import api  # noqa: E402  # it reads the fields when it is imported

router = WagtailAPIRouter("wagtailapi")
for name, view in {"pages": PagesAPIViewSet, "images": ImagesAPIViewSet, "documents": DocumentsAPIViewSet}.items():
    router.register_endpoint(name, view)

urlpatterns = [path("api/v2/", router.urls), path("api/v3/", api.urls), *urls.urlpatterns]
