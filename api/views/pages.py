"""Pages: by path, by id and in lists."""

from typing import cast, get_args

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet
from typing_extensions import TypedDict
from wagtail.models import Page

from api import openapi
from api.representation.loading import below
from api.representation.pages import represent_page
from api.resolving import resolve
from api.views.base import Parameters, ReaderView
from home.models import BasePage, page_models
from home.shapes import PageCard, PageType

LARGEST_ID = 2**31 - 1
MOST_ITEMS = 100
TYPES: tuple[str, ...] = get_args(PageType)

ORDERS = {
    "tree": "path",
    "title": "title",
    "first_published_at": "first_published_at",
    "last_published_at": "last_published_at",
    "id": "pk",
}
"""What lists can be ordered by: only what the API shows, since an order by a hidden field would tell of it."""


class ResolveParameters(Parameters):
    path = serializers.CharField(max_length=2000, help_text="Path of a page, such as `/positions/housing/`.")

    def validate_path(self, path: str) -> str:
        if not path.startswith("/"):
            raise serializers.ValidationError("A path begins with a slash.")
        return path


class ResolveView(ReaderView):
    """From a path to a whole page in one request."""

    parameters_class = ResolveParameters

    @extend_schema(
        operation_id="resolve",
        summary="What stands at a path",
        description="The whole page, or where it has moved. One request is enough to show any address of the site.",
        parameters=[ResolveParameters],
        responses=openapi.responses("Resolution", 400, 404),
        tags=["pages"],
    )
    def get(self, request: Request) -> Response:
        resolution = resolve(self.parameters["path"], self.reader)
        if resolution is None:
            raise NotFound("Nothing is at this path.")
        return Response(resolution)


class ListMeta(TypedDict):
    """What is said about a list."""

    total_count: int


class PageList(TypedDict):
    """Part of a list of pages."""

    meta: ListMeta
    items: list[PageCard]


class PageListParameters(Parameters):
    type = serializers.CharField(
        required=False,
        max_length=300,
        help_text=f"Kinds of pages, separated by commas: {', '.join(f'`{t}`' for t in TYPES)}.",
    )
    child_of = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST_ID, help_text="Id of the page whose children are wanted."
    )
    order = serializers.ChoiceField(
        [*ORDERS, *(f"-{name}" for name in ORDERS)],
        default="tree",
        help_text="`tree` is the editor's order; `-` turns it round.",
    )
    limit = serializers.IntegerField(default=20, min_value=1, max_value=MOST_ITEMS, help_text="How many items at the most.")
    offset = serializers.IntegerField(default=0, min_value=0, max_value=LARGEST_ID, help_text="How many items to pass over.")

    def validate_type(self, value: str) -> list[str]:
        types = value.split(",")
        for name in types:
            if name not in TYPES:
                raise serializers.ValidationError(f"There is no kind of page “{name[:40]}”. Known are: {', '.join(TYPES)}.")
        return types


@extend_schema_view(
    list=extend_schema(
        operation_id="list_pages",
        summary="Pages of one kind or below one page",
        parameters=[PageListParameters],
        responses=openapi.responses("PageList", 400),
        tags=["pages"],
    ),
    retrieve=extend_schema(
        operation_id="get_page",
        summary="A whole page",
        parameters=[openapi.path_parameter("id", "Id of the page.")],
        responses=openapi.responses("Page", 400, 404),
        tags=["pages"],
    ),
)
class PageViewSet(ReaderView, ViewSet):
    """Pages in lists and by id."""

    lookup_field = "id"
    lookup_value_regex = r"[0-9]{1,10}"

    @property
    def parameters_class(self) -> type[Parameters]:  # type: ignore[override]  # decided by the action
        return PageListParameters if self.action == "list" else Parameters

    def list(self, request: Request) -> Response:
        pages = self._filtered()
        start, end = self.parameters["offset"], self.parameters["offset"] + self.parameters["limit"]
        ids = list(pages.values_list("pk", flat=True)[start:end])
        items = self.reader.complete(lambda: self.reader.cards(ids))
        return Response({"meta": {"total_count": pages.count()}, "items": items})

    def retrieve(self, request: Request, id: str) -> Response:
        page = self.reader.visibility.pages().filter(pk=int(id)).first() if int(id) <= LARGEST_ID else None
        if page is None:
            raise NotFound("There is no such page.")
        return Response(represent_page(cast(BasePage, page.specific), self.reader))

    def _filtered(self) -> QuerySet[Page]:
        """The public pages that the parameters ask for, in their order; `pk` settles ties, so that no page is met twice."""
        parameters, dependencies = self.parameters, self.reader.dependencies
        pages = self.reader.visibility.pages()
        types = parameters.get("type", [])
        for name in types or TYPES:
            dependencies.add("type", name)
        if types:
            models = [page_models()[name] for name in types]
            pages = pages.filter(content_type__in=ContentType.objects.get_for_models(*models).values())
        if parent_id := parameters.get("child_of"):
            dependencies.add("children", parent_id)
            parent = self.reader.visibility.pages().filter(pk=parent_id).first()
            pages = below(pages, parent.path) if parent else pages.none()
        order = parameters["order"]
        direction, field = ("-", ORDERS[order[1:]]) if order.startswith("-") else ("", ORDERS[order])
        return pages.order_by(f"{direction}{field}", f"{direction}pk")
