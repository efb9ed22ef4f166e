"""Pages: by path, by id and in lists."""

from typing import Annotated, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet
from typing_extensions import TypedDict
from wagtail.models import Page

from api import openapi
from api.cursors import LARGEST_ID
from api.documents.reading import cards_by_id, detail_of
from api.kinds import of_its_kind, with_kinds
from api.representation.lists import below
from api.representation.pages import represent_page
from api.resolving import document_at, resolve
from api.search.finding import Wanted, containing, find, note_index
from api.search.query import Query, parse
from api.views.base import ReaderView, in_json
from api.views.listing import ListMeta, ListParameters, ListView
from api.views.parameters import IdField, Parameters, QueryField, TypesField
from home.models import page_models
from home.shapes import PageCard, doc


class ResolveParameters(Parameters):
    path = serializers.CharField(
        max_length=2000,
        help_text="Path of a page, such as `/positions/housing/`. It decides, whatever the language.",
        style=openapi.example("/positions/"),
    )
    locale = serializers.CharField(
        required=False,
        max_length=35,
        help_text="BCP 47 tag of a language that `site/` names: gives the translation of what stands at the path, and what "
        "stands there where it isn't translated (`meta.locale` says which).",
        style=openapi.example("en-GB"),
    )

    def validate_path(self, path: str) -> str:
        if not path.startswith("/"):
            raise serializers.ValidationError("A path begins with a slash.")
        return path


class ResolveView(ReaderView):
    """From a path to a whole page in one request."""

    parameters_class = ResolveParameters

    @extend_schema(
        operation_id="resolve",
        summary="Get what stands at a path",
        description="The whole page, where it has moved, or that it is gone for good: `kind` tells which. One request is "
        "enough to show any address of the site, since a page brings its breadcrumbs, its pictures, what it is related to "
        "and its head for search engines, and redirects are followed to their end. A path at which readers find nothing is "
        "a 404, whether there is a draft or not.",
        parameters=[ResolveParameters],
        responses=openapi.responses("Resolution", 400, 404),
        tags=["pages"],
    )
    def get(self, request: Request) -> Response | HttpResponse:
        language = self.reader.visibility.tree if "locale" in self.parameters else None
        document = None if language else document_at(self.parameters["path"], self.reader)
        if document:
            return in_json(f'{{"kind":"page","page":{document}}}')
        resolution = resolve(self.parameters["path"], self.reader, language)
        if resolution is None:
            raise NotFound("Nothing is at this path.")
        return Response(resolution)


class PageList(TypedDict):
    """Part of a list of pages."""

    meta: ListMeta
    items: Annotated[
        list[PageCard],
        doc("In the order that was asked for; each is a card, as short as a list needs. `type` says which kind."),
    ]


class PageListParameters(ListParameters):
    locale = serializers.CharField(
        required=False,
        max_length=35,
        help_text="BCP 47 tag of a language that `site/` names, such as `de`. Without it, the language of the page that "
        "`child_of`, `descendant_of` or `ancestor_of` names, or else the site's first one.",
        style=openapi.example("en-GB"),
    )
    type = TypesField()
    child_of = IdField(required=False, help_text="Only children of the page with this id.")
    descendant_of = IdField(required=False, help_text="Only pages below the page with this id, at any depth.")
    ancestor_of = IdField(required=False, help_text="Only pages above the page with this id.")
    slug = serializers.CharField(
        required=False,
        max_length=255,
        help_text="Only pages whose address ends in this word.",
        style=openapi.example("positions"),
    )
    search = QueryField(
        required=False,
        help_text="Only pages that contain these words, as `search/` finds them. Without `order`, the best come first, and "
        "there is no cursor.",
    )
    order = openapi.order_field(["tree", "title", "first_published_at", "last_published_at", "id"])


@extend_schema_view(
    list=extend_schema(
        operation_id="list_pages",
        summary="List pages",
        description="Pages of all kinds as cards: of some kinds (`type`), below or above a page (`child_of`, "
        "`descendant_of`, `ancestor_of`), with words in them (`search`), or all, in the order of the site's tree. Lists of "
        "positions, activities and articles alone have filters of their own: see there.",
        parameters=[PageListParameters],
        responses=openapi.list_responses("PageList"),
        tags=["pages"],
    ),
    retrieve=extend_schema(
        operation_id="get_page",
        summary="Get a page by its id",
        description="The whole page, as `resolve/` gives it. An id stays when the page moves to another path.",
        parameters=[openapi.path_parameter("id", "Id of the page, as in every card and link.", 5)],
        responses=openapi.responses("Page", 400, 404),
        tags=["pages"],
    ),
)
class PageViewSet(ListView, ViewSet):
    """Pages of every kind, in lists and by id."""

    lookup_field = "id"
    lookup_value_regex = r"[0-9]{1,10}"
    # What the API shows and nothing else: an order by a hidden field would tell of it.
    orders = {
        "tree": "path",
        "title": "title",
        "first_published_at": "first_published_at",
        "last_published_at": "last_published_at",
        "id": "id",
    }

    @property
    def parameters_class(self) -> type[Parameters]:  # type: ignore[override]  # decided by the action
        return PageListParameters if self.action == "list" else Parameters

    def list(self, request: Request) -> Response | HttpResponse:
        pages, order = self._filtered(), self.parameters.get("order")
        if "search" in self.parameters:
            note_index(self.reader.dependencies)
            query = parse(self.parameters["search"])
            if order is None:
                return self._best_of(pages, query)
            pages = pages.filter(pk__in=containing(query))
        return self.part_of(pages, order or "tree")

    def _best_of(self, pages: "QuerySet[Page]", query: Query) -> Response | HttpResponse:
        parameters = self.parameters
        if "cursor" in parameters:
            raise ValidationError({"cursor": "Pages in the order of how well they match have no cursor: give an order."})
        found = find(query, pages, Wanted(parameters["limit"], parameters.get("offset", 0)))
        return self.answer(found.page_ids, found.total_count, known=cards_by_id(found.page_ids, self.reader))

    def retrieve(self, request: Request, id: str) -> Response | HttpResponse:
        public = self._public(int(id))
        document = detail_of(public, self.reader)
        if document:
            return in_json(document)
        page = with_kinds(public).first()
        if page is None:
            raise NotFound("There is no such page.")
        return Response(represent_page(of_its_kind(page), self.reader))

    def _public(self, page_id: int) -> "QuerySet[Page]":
        """The page of that id or none, noted as a dependency whether there is one or not."""
        self.reader.dependencies.add("page", page_id)
        pages = self.reader.visibility.pages()
        return pages.filter(pk=page_id) if page_id <= LARGEST_ID else pages.none()

    def _filtered(self) -> "QuerySet[Page]":
        parameters, visibility = self.parameters, self.reader.visibility
        named = {relation: self._public(parameters[relation]).first() for relation in RELATIONS if relation in parameters}
        for page in named.values():
            if page and "locale" not in parameters:
                visibility.tree = visibility.tree_of(page)
        pages = visibility.listed_pages()
        types = parameters.get("type") or TypesField.TYPES
        for name in types:
            self.reader.dependencies.add("type", name)
        if "type" in parameters:
            models = [page_models()[name] for name in types]
            pages = pages.filter(content_type__in=ContentType.objects.get_for_models(*models).values())
        if "slug" in parameters:
            pages = pages.filter(slug=parameters["slug"])
        for relation, page in named.items():
            pages = RELATIONS[relation](pages, page) if page else pages.none()
        return pages


def _descendants(pages: Any, page: Page) -> Any:
    return pages.filter(path__startswith=page.path, depth__gt=page.depth)


def _ancestors(pages: Any, page: Page) -> Any:
    steps = range(Page.steplen, len(page.path), Page.steplen)
    return pages.filter(path__in=[page.path[:end] for end in steps])


RELATIONS = {
    "child_of": lambda pages, page: below(pages, page.path),
    "descendant_of": _descendants,
    "ancestor_of": _ancestors,
}
