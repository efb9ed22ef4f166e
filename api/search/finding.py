"""The search itself: one query finds, asks the gate, ranks and counts; a second one fetches passages of what is shown."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from taggit.models import Tag
from wagtail.models import Page

from api.dependencies import Dependencies
from api.search.engines import engine
from api.search.query import Query


@dataclass(frozen=True)
class Wanted:
    """Which of the pages that contain the words are wanted. Without types or tags, those of all."""

    limit: int
    offset: int = 0
    types: Collection[str] = ()
    tags: Collection[str] = ()
    """Slugs: a page with any of them is wanted."""


@dataclass
class Found:
    """What a search found, for one part of it and as counts of the whole."""

    page_ids: list[int] = field(default_factory=list)
    """The part that was wanted, the best first."""
    total_count: int = 0
    types: Counter[str] = field(default_factory=Counter)
    """How many pages of each type there are among those with the wanted tags."""
    tags: Counter[Tag] = field(default_factory=Counter)
    """How many pages carry each tag among those of the wanted types."""


def find(query: Query, among: "QuerySet[Page]", wanted: Wanted) -> Found:
    """The pages of `among` that contain the words; whether a reader may see those is the caller's to ask of the gate.

    One query, one more for the names of the tags, and one more for the ids of wanted tags.
    """
    try:
        visible = among.order_by().values("id").query.sql_with_params()
    except EmptyResultSet:
        return Found()
    if not query.phrases:
        return Found()
    *best, (_, _, types, tags) = _best_and_facets(query, visible, wanted)
    best.sort(key=lambda row: (row[1], row[0]))
    count_by_type = Counter((types or "").split())
    count_by_tag = Counter((tags or "").replace(",", " ").split())
    return Found(
        page_ids=[page_id for page_id, *_ in best],
        total_count=sum(count_by_type[name] for name in wanted.types or count_by_type),
        types=count_by_type,
        tags=Counter({tag: count_by_tag[str(tag.pk)] for tag in _tags(pk__in=list(count_by_tag))}),
    )


def note_index(dependencies: Dependencies) -> None:
    """Notes that an answer is made of the index, which the worker writes some time after the change that it belongs to:
    the date of the last change may be the date of one that cannot be found yet."""
    dependencies.add("search")
    dependencies.changed_at = None


def containing(query: Query) -> RawSQL:
    """The ids of all pages that contain the words, for a filter `pk__in`. They may be hidden ones."""
    if not query.phrases:
        return RawSQL("SELECT page_id FROM api_searchentry WHERE FALSE", [])
    return RawSQL(engine().PAGE_IDS, engine().match_parameters(query))


def _ids_of(slugs: Collection[str]) -> set[str]:
    return {str(pk) for pk in Tag.objects.filter(slug__in=slugs).values_list("pk", flat=True)} if slugs else set()


def _best_and_facets(query: Query, visible: tuple[str, tuple[Any, ...]], wanted: Wanted) -> list[tuple[Any, ...]]:
    """The wanted part as rows of id and rank, and one more row with the types and the tags of all matches.

    `visible` selects the ids that may be found. Types and tags come as two texts, `article position` and `,3,17, ,3,`:
    a row for each match would take longer to fetch than all matches to find, and groups longer to sort.
    """
    of_type, of_type_parameters = _of_types(wanted.types)
    tagged, tagged_parameters = _with_tags(wanted.tags)
    # CROSS JOIN is SQLite's way to be told the order: from matches to pages, never to look each page up among the matches.
    sql = f"""
    WITH found AS MATERIALIZED (
        SELECT hit.page_id, hit.rank, entry.page_type, entry.tags
        FROM ({engine().HITS}) AS hit CROSS JOIN api_searchentry AS entry CROSS JOIN ({visible[0]}) AS visible
        WHERE entry.page_id = hit.page_id AND visible.id = hit.page_id
    )
    SELECT page_id, rank, NULL, NULL FROM (
        SELECT page_id, rank FROM found WHERE {of_type} AND {tagged} ORDER BY rank, page_id LIMIT %s OFFSET %s
    ) AS best
    UNION ALL SELECT
        NULL, NULL,
        (SELECT {engine().JOINED}(page_type, ' ') FROM found WHERE {tagged}),
        (SELECT {engine().JOINED}(tags, ' ') FROM found WHERE {of_type})
    """
    parameters = [*engine().match_parameters(query), *visible[1], *of_type_parameters, *tagged_parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, wanted.limit, wanted.offset, *tagged_parameters, *of_type_parameters])
        return cursor.fetchall()


def _of_types(types: Collection[str]) -> tuple[str, list[str]]:
    return (f"page_type IN ({', '.join(['%s'] * len(types))})", list(types)) if types else ("TRUE", [])


def _with_tags(slugs: Collection[str]) -> tuple[str, list[str]]:
    if not slugs:
        return "TRUE", []
    patterns = [f"%,{tag.pk},%" for tag in _tags(slug__in=slugs)]
    return f"({' OR '.join(['tags LIKE %s'] * len(patterns)) or 'FALSE'})", patterns


def _tags(**condition: Collection[str]) -> "Iterable[Tag]":
    return Tag.objects.filter(**condition) if any(condition.values()) else []
