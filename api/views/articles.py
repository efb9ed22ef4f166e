"""The list of debate articles."""

from typing import Annotated

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from typing_extensions import TypedDict

from api import openapi
from api.views.listing import ListMeta, ListView, RangeParameters
from api.views.parameters import CommaSeparatedField, IdField, TagsField
from home.models import ArticlePage
from home.shapes import ArticleCard, doc


class ArticleList(TypedDict):
    """Part of the list of articles."""

    meta: ListMeta
    items: Annotated[list[ArticleCard], doc("In the order that was asked for.")]


class ArticleListParameters(RangeParameters):
    tag = TagsField()
    responds_to = CommaSeparatedField(
        of=IdField(), help_text="Ids of pages: answers to any of them, or to a translation.", style=openapi.example("7,9")
    )
    order = openapi.order_field(["written_on", "title", "id"], default="-written_on")


class ArticleListView(ListView):
    """All articles."""

    parameters_class = ArticleListParameters
    orders = {"written_on": "written_on", "title": "title", "id": "page_ptr_id"}

    @extend_schema(
        operation_id="list_articles",
        summary="List debate articles",
        description="Articles by the group and by others, the latest first. An article can answer a position, a manifesto or "
        "another article: `responds_to` lists the answers to a page.",
        parameters=[ArticleListParameters],
        responses=openapi.list_responses("ArticleList"),
        tags=["pages"],
    )
    def get(self, request: Request) -> Response | HttpResponse:
        reader, parameters = self.reader, self.parameters
        reader.dependencies.add("type", "article")
        articles = reader.visibility.listed_pages(ArticlePage)
        if tags := parameters.get("tag"):
            articles = articles.filter(tagged_items__tag__slug__in=tags).distinct()
        if answered := parameters.get("responds_to"):
            # Through the gate: otherwise a hidden page's id could be guessed from the articles that answer it.
            shown = reader.visibility.pages().filter(pk__in=answered).values("translation_key")
            articles = articles.filter(responds_to__translation_key__in=shown)
        if day := parameters.get("from"):
            articles = articles.filter(written_on__gte=day)
        if day := parameters.get("to"):
            articles = articles.filter(written_on__lte=day)
        return self.part_of(articles, parameters["order"])
