"""Wagtail's own API v2 as a straightforward headless site mounts it, for the crawler to prove itself on."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import path
from modelcluster.models import get_all_child_relations
from rest_framework.settings import api_settings
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from cms import urls
from home.models import page_models

router = WagtailAPIRouter("stock")
ENDPOINTS = {
    "pages": PagesAPIViewSet,
    "images": ImagesAPIViewSet,
    "documents": DocumentsAPIViewSet,
    "redirects": RedirectsAPIViewSet,
}
for name, view in ENDPOINTS.items():
    router.register_endpoint(name, view)

urlpatterns = [path("stock/", router.urls), *urls.urlpatterns]
PARAMETERS = ["type", "slug", "search", "child_of", "descendant_of", "ancestor_of", "fields", "order", "html_path", "id"]
IDS = ("child_of", "descendant_of", "ancestor_of", "id")


def described() -> dict[str, Any]:
    """Its endpoints in the form of an OpenAPI document, as far as the crawler reads one."""
    paths: dict[str, Any] = {}
    for name in ENDPOINTS:
        for list_path in (f"/stock/{name}/", f"/stock/{name}/find/"):
            paths[list_path] = {"get": {"parameters": [_query(parameter) for parameter in PARAMETERS]}}
        in_path = {"name": "id", "in": "path", "schema": {"type": "integer"}}
        paths[f"/stock/{name}/{{id}}/"] = {"get": {"parameters": [in_path, _query("fields")]}}
    return {"paths": paths}


def _query(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "integer" if name in IDS else "string"}}


def set_up(patch: Any) -> None:
    """Django's settings as that API expects them, and the fields of every model in `api_fields`, as Wagtail's guide has it."""
    patch.setattr(api_settings, "UNAUTHENTICATED_USER", AnonymousUser, raising=False)
    for model in page_models().values():
        relations = [
            relation for relation in get_all_child_relations(model) if relation.related_model._meta.app_label == "home"
        ]
        for relation in relations:
            names = [
                field.name for field in relation.related_model._meta.concrete_fields if field.name not in ("id", "page")
            ]
            patch.setattr(relation.related_model, "api_fields", [APIField(name) for name in names], raising=False)
        own = [field.name for field in model._meta.concrete_fields if field.model is not Page and not field.primary_key]
        shown = [
            *own,
            *(relation.get_accessor_name() for relation in relations if not relation.related_model.__name__.endswith("Tag")),
        ]
        patch.setattr(model, "api_fields", [APIField(name) for name in shown], raising=False)
