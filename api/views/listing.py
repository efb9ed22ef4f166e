"""What all lists share: parts by offset or by cursor, an order, and answers with only some keys."""

from typing import Annotated, Any

from django.core.exceptions import EmptyResultSet
from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.http import HttpResponse
from pydantic import ConfigDict, with_config
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from typing_extensions import TypedDict

from api import openapi
from api.cursors import LARGEST_ID, behind, cursor_after
from api.documents.reading import CARD, cards_in, json_of, parsed
from api.known import has_room
from api.representation.reading import DatabaseReader
from api.views.base import ReaderView, in_json
from api.views.parameters import CommaSeparatedField, DayField, LanguageParameters
from home.shapes import PageId, PageType, doc

MOST_ITEMS = 100
ALWAYS_GIVEN = ("id", "type")
PARTS = ("limit", "offset", "cursor", "fields", "order")
"""Parameters that make no difference to what is in a list."""
SPARSE = "application/vnd.broadside.sparse+json"


CURSOR = cursor_after("id", 12, 12)
"""An example."""


class PartParameters(LanguageParameters):
    """Parameters of whatever is given in parts."""

    limit = serializers.IntegerField(
        default=20,
        min_value=1,
        max_value=MOST_ITEMS,
        help_text="How many items at the most.",
        style=openapi.example(10),
    )
    offset = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=LARGEST_ID,
        help_text="How many items to pass over.",
        style=openapi.example(20),
    )


class ListParameters(PartParameters):
    """Parameters of every list."""

    cursor = serializers.CharField(
        required=False,
        max_length=500,
        help_text="Where to go on: `meta.next_cursor` of the part before. Unlike an offset it misses and repeats nothing "
        "when pages come and go meanwhile.",
        style=openapi.example(CURSOR),
    )
    fields = CommaSeparatedField(  # type: ignore[assignment]  # the parameter has the name that Wagtail gave it
        of=serializers.CharField(max_length=40),
        help_text="Only these keys of each item, separated by commas; `id` and `type` are always given. The answer is then "
        f"of the media type `{SPARSE}`.",
        style=openapi.example("title,path"),
    )


class RangeParameters(ListParameters):
    """Parameters of a list whose items have a date. `from` is a word of Python, so it is not declared like the others."""

    def get_fields(self) -> Any:
        first = DayField(required=False, help_text="Only those of this day or later, in the site's time zone.")
        last = DayField(required=False, help_text="Only those of this day or earlier, in the site's time zone.")
        return {**super().get_fields(), "from": first, "to": last}


class ListMeta(TypedDict):
    """What is said about a list."""

    total_count: Annotated[int, doc("How many there are in all parts together.")]
    next_cursor: Annotated[str | None, doc("For the parameter `cursor`; null in the last part.")]


@with_config(ConfigDict(extra="allow"))
class SparseItem(TypedDict):
    """A page in a list that was asked for with `fields`: with those keys of its card only."""

    id: PageId
    type: Annotated[PageType, doc("Which kind of page it is.")]


class SparseList(TypedDict):
    """Part of a list that was asked for with `fields`."""

    meta: ListMeta
    items: Annotated[list[SparseItem], doc("In the order that was asked for.")]


class ListView(ReaderView):
    """An endpoint that gives a list. `orders` maps what a client may ask for to a field of the model."""

    parameters_class = ListParameters
    orders: dict[str, str]

    def part_of(self, pages: "QuerySet[Any]", order: str) -> Response | HttpResponse:
        """The part of `pages` that the parameters ask for. Pages with the same value are in the order of their ids.

        One query for the part, with how many there are in all and their finished cards, where it isn't empty.
        """
        parameters = self.parameters
        descending, name = order.startswith("-"), self.orders[order.removeprefix("-")]
        if pages.query.distinct:
            # What is selected besides is not to be compared.
            pages = pages.model._default_manager.filter(pk__in=pages.order_by().values("pk"))
        whole, facts, name_of_total = pages, self.reader.visibility.facts, self._name_of_total()
        if cursor := parameters.get("cursor"):
            if "offset" in parameters:
                raise ValidationError({"offset": "A cursor and an offset can't be given together."})
            pages = pages.filter(_behind(cursor, order, pages.model, name))
        start, limit = parameters.get("offset", 0), parameters["limit"]
        # One more than asked for tells whether there is a next part.
        ordered = pages.order_by(*_ordering(name, descending))
        total = Value(facts[name_of_total]) if name_of_total in facts else _number_of(whole)
        columns = ordered.annotate(list_total=total).values_list("pk", name, "list_total", *CARD)
        rows = list(columns[start : start + limit + 1])
        total_count = rows[0][2] if rows else whole.count()
        if has_room(facts) and "search" not in parameters:
            # The index changes some time after the date of the change that it follows.
            facts[name_of_total] = total_count
        next_cursor = cursor_after(order, rows[limit - 1][1], rows[limit - 1][0]) if len(rows) > limit else None
        known = cards_in({pk: columns for pk, _, _, *columns in rows[:limit]}, self.reader)
        return self.answer([row[0] for row in rows[:limit]], total_count, next_cursor, known)

    def _name_of_total(self) -> Any:
        """What tells this list from all others, whichever part of it is asked for."""
        filters = {name: value for name, value in self.parameters.items() if name not in PARTS}
        return ("total", type(self), self.reader.visibility.tree.path, repr(sorted(filters.items())))

    def answer(
        self, page_ids: list[int], total_count: int, next_cursor: str | None = None, known: dict[int, str] | None = None
    ) -> Response | HttpResponse:
        """The list with a card for each of `page_ids`, or as much of it as the parameters ask for. Of those that are `known`
        it is finished JSON."""
        cards: list[Any]
        meta = {"total_count": total_count, "next_cursor": next_cursor}
        if known:
            cards = [card for _, card in cards_with_ids(page_ids, known, self.reader)]
        else:
            cards = self.reader.complete(lambda: self.reader.cards(page_ids))
        if wanted := self.parameters.get("fields"):
            items = [parsed(card) if isinstance(card, str) else card for card in cards]
            return Response({"meta": meta, "items": sparse(items, wanted)}, content_type=SPARSE)
        if not known:
            return Response({"meta": meta, "items": cards})
        return in_json(f'{{"meta":{json_of(meta)},"items":[{",".join(map(as_json, cards))}]}}')


def cards_with_ids(page_ids: list[int], known: dict[int, str], reader: DatabaseReader) -> list[tuple[int, Any]]:
    """A card for each public page, with its id: the finished JSON of those that are `known`, objects of the others."""
    others = [page_id for page_id in page_ids if page_id not in known]
    built = {card["id"]: card for card in reader.complete(lambda: reader.cards(others))} if others else {}
    cards = {page_id: known.get(page_id) or built.get(page_id) for page_id in page_ids}
    return [(page_id, card) for page_id, card in cards.items() if card]


def as_json(card: Any) -> str:
    return card if isinstance(card, str) else json_of(card)


def _number_of(pages: "QuerySet[Any]") -> Any:
    """How many pages there are, as part of another query."""
    try:
        sql, parameters = pages.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return Value(0)
    return RawSQL(f"SELECT COUNT(*) FROM ({sql}) AS whole", parameters)


def sparse(items: list[Any], wanted: list[str]) -> list[dict[str, Any]]:
    """`items` with the keys in `wanted` only. Raises ValidationError where no item has such a key."""
    known = dict.fromkeys(key for item in items for key in item)
    for name in wanted:
        if items and name not in known:
            raise ValidationError({"fields": f"No item has the key “{name}”. Known are: {', '.join(known)}."})
    return [{key: value for key, value in item.items() if key in wanted or key in ALWAYS_GIVEN} for item in items]


def _ordering(name: str, descending: bool) -> list[Any]:
    field = F(name)
    # A page without a value comes before all others, as if it were the smallest.
    return [field.desc(nulls_last=True), "-pk"] if descending else [field.asc(nulls_first=True), "pk"]


def _behind(cursor: str, order: str, model: type[Model], name: str) -> Q:
    try:
        return behind(cursor, order, model, name)
    except ValueError as error:
        raise ValidationError({"cursor": str(error)}) from error
