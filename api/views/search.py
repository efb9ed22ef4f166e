"""The readers' search."""

from typing import Annotated, cast

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from typing_extensions import TypedDict

from api import openapi
from api.documents.reading import cards_by_id, json_of
from api.rates import admit
from api.search.extracts import Extract, extracts
from api.search.finding import Found, Wanted, find, note_index
from api.search.query import parse
from api.views.base import ReaderView, in_json
from api.views.listing import PartParameters, as_json, cards_with_ids
from api.views.parameters import QueryField, TagsField, TypesField
from home.shapes import PageCard, PageType, doc


class SearchHit(TypedDict):
    """A page that was found, and where."""

    page: Annotated[PageCard, doc("The page as in any list.")]
    extract: Extract


class TypeHits(TypedDict):
    """How many of the pages found are of one type."""

    type: Annotated[PageType, doc("For the parameter `type`.")]
    count: Annotated[int, doc("How many pages.")]


class TagHits(TypedDict):
    """How many of the pages found carry a tag."""

    name: Annotated[str, doc("What readers are shown, plain text.")]
    slug: Annotated[str, doc("For the parameter `tag`.")]
    count: Annotated[int, doc("How many pages.")]


class SearchCounts(TypedDict):
    """How the pages found divide up, the largest number first; what would be 0 is left out.

    Each number is what the search would find if that type, or that tag, were asked for instead of the present ones.
    """

    types: Annotated[list[TypeHits], doc("By kind of page.")]
    tags: Annotated[list[TagHits], doc("By tag.")]


class SearchMeta(TypedDict):
    """What is said about all pages found."""

    total_count: Annotated[int, doc("How many there are in all parts together.")]


class SearchResult(TypedDict):
    """Part of the pages that contain all words, the best first: a word in the title counts most, then the summary."""

    meta: SearchMeta
    items: Annotated[list[SearchHit], doc("The best first.")]
    counts: SearchCounts


class SearchParameters(PartParameters):
    q = QueryField(
        help_text="Words that a page must all contain, in its title, its summary or its text. Accents and capitals make no "
        "difference; the last word may be the beginning of one, so that a search can be offered while somebody types.",
    )
    type = TypesField()
    tag = TagsField()


class SearchView(ReaderView):
    """Full-text search in what readers see."""

    parameters_class = SearchParameters
    # The index follows a change some time later than the date that the change has.
    is_dated = False

    @extend_schema(
        operation_id="search",
        summary="Search pages",
        description="The pages that contain all words, the best first, with extracts in which the words "
        "are marked, and with counts by type and by tag. What isn't public can't be found, and counts for nothing. A client "
        "can ask 120 new questions a minute; what is asked often costs nobody anything.",
        parameters=[SearchParameters, openapi.RETRY_AFTER],
        responses=openapi.responses("SearchResult", 400, 429),
        tags=["pages"],
    )
    def get(self, request: Request) -> Response | HttpResponse:
        parameters = self.parameters
        admit("search", request._request)
        note_index(self.reader.dependencies)
        for name in TypesField.TYPES:
            self.reader.dependencies.add("type", name)
        query = parse(parameters["q"])
        wanted = Wanted(
            parameters["limit"], parameters.get("offset", 0), parameters.get("type", ()), parameters.get("tag", ())
        )
        found = find(query, self.reader.visibility.listed_pages(), wanted)
        meta, shown, counts = {"total_count": found.total_count}, extracts(query, found.page_ids), counts_of(found)
        known = cards_by_id(found.page_ids, self.reader)
        if not known:
            cards = self.reader.complete(lambda: self.reader.cards(found.page_ids))
            items: list[SearchHit] = [{"page": card, "extract": shown[card["id"]]} for card in cards]
            return Response({"meta": meta, "items": items, "counts": counts})
        parts = [
            f'{{"page":{as_json(card)},"extract":{json_of(shown[page_id])}}}'
            for page_id, card in cards_with_ids(found.page_ids, known, self.reader)
        ]
        return in_json(f'{{"meta":{json_of(meta)},"items":[{",".join(parts)}],"counts":{json_of(counts)}}}')


def counts_of(found: Found) -> SearchCounts:
    types = sorted(found.types.items(), key=lambda item: (-item[1], item[0]))
    tags = sorted(found.tags.items(), key=lambda item: (-item[1], item[0].name, item[0].slug))
    return {
        "types": [{"type": cast(PageType, name), "count": count} for name, count in types],
        "tags": [{"name": tag.name, "slug": tag.slug, "count": count} for tag, count in tags],
    }
