"""The tags that readers can filter by."""

from collections import Counter
from typing import Annotated

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from typing_extensions import TypedDict

from api import openapi
from api.views.base import ReaderView
from api.views.parameters import LanguageParameters
from home.models import ActivityTag, ArticleTag
from home.shapes import doc


class TagCount(TypedDict):
    """A tag, and how often it is used."""

    name: Annotated[str, doc("What readers are shown, plain text.")]
    slug: Annotated[str, doc("For the parameter `tag` of lists and of the search.")]
    activities: Annotated[int, doc("How many public activities carry it.")]
    articles: Annotated[int, doc("How many public articles carry it.")]


class TagList(TypedDict):
    """Every tag that a public page carries, by name."""

    items: Annotated[list[TagCount], doc("By name.")]


class TagListView(ReaderView):
    """Every tag in use."""

    parameters_class = LanguageParameters

    @extend_schema(
        operation_id="list_tags",
        summary="List tags",
        description="Every tag that a public activity or article carries, with how many of each carry it. Their slugs are for "
        "the parameter `tag` of `activities/`, `articles/` and `search/`.",
        parameters=[LanguageParameters],
        responses=openapi.responses("TagList", 400),
        tags=["pages"],
    )
    def get(self, request: Request) -> Response:
        activities, articles = self._counts(ActivityTag, "activity_report"), self._counts(ArticleTag, "article")
        items = [
            {"name": name, "slug": slug, "activities": activities[name, slug], "articles": articles[name, slug]}
            for name, slug in sorted({*activities, *articles})
        ]
        return Response({"items": items})

    def _counts(self, model: type[ActivityTag] | type[ArticleTag], page_type: str) -> Counter[tuple[str, str]]:
        self.reader.dependencies.add("type", page_type)
        public = self.reader.visibility.listed_pages().values("pk")
        return Counter(model.objects.filter(content_object__in=public).values_list("tag__name", "tag__slug"))
