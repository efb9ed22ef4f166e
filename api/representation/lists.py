"""Which objects stand in which list of an answer. All lists that are asked for together are found in one query."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, F, Min, QuerySet, Value, Window
from django.db.models.functions import Cast, RowNumber
from wagtail.models import Page

from api.representation.exchanges import connected_to
from api.visibility import Visibility
from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    ActivityReportPage,
    ActivityTag,
    ArticlePage,
    HomePagePosition,
    ManifestoPage,
    PositionManifestoSection,
    PositionPage,
    RelatedPosition,
)

MOST_IN_A_LIST = 100
MOST_IN_A_BLOCK = 12
"""Of the activities that a block or the home page shows."""


class Entry(NamedTuple):
    """One place of a list: the id of what stands there, or 0, and what is said about it, such as a caption or a number."""

    target: int
    text: str

    @classmethod
    def of_row(cls, row: Any) -> "Entry":
        """What an inline row, saved or not, says."""
        target, text = COLUMNS[type(row)]
        return cls(getattr(row, target) or 0 if target else 0, getattr(row, text) if text else "")


@dataclass(frozen=True)
class Listing:
    """How a list is found: its rows, in which order (none: in any), which columns of them are wanted, and at most how many."""

    rows: "QuerySet[Any]"
    order: tuple[str, ...]
    target: str = "pk"
    text: str = ""
    most: int | None = None

    def numbered(self, number: int) -> "QuerySet[Any]":
        """The rows as (number, place, target, text): of this form, several lists can be had in one query."""
        in_order = [F(name[1:]).desc() if name.startswith("-") else F(name).asc() for name in self.order]
        columns = {
            "list_number": Value(number),
            "list_place": Window(RowNumber(), order_by=in_order) if in_order else Value(0),
            "list_target": F(self.target) if self.target else Value(0),
            "list_text": Cast(self.text, CharField()) if self.text else Value(""),
        }
        rows = self.rows.order_by().annotate(**columns)
        return (rows.filter(list_place__lte=self.most) if self.most else rows).values_list(*columns)


def load_lists(visibility: Visibility, asked: Iterable[tuple[str, Any]]) -> dict[tuple[str, Any], list[Entry]]:
    """Every list in `asked`, which names them by kind and key as in `LISTS`. One query."""
    keys = list(asked)
    parts = [LISTS[kind](visibility, key).numbered(number) for number, (kind, key) in enumerate(keys)]
    found: dict[tuple[str, Any], list[Entry]] = {key: [] for key in keys}
    for number, _, target, text in sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row[:2]):
        found[keys[number]].append(Entry(target, text))
    return found


def below(pages: "QuerySet[Any]", path: str) -> "QuerySet[Any]":
    """The pages of `pages` that are children of the page at `path` of the tree."""
    return pages.filter(path__startswith=path, depth=len(path) // Page.steplen + 1)


def _activities(visibility: Visibility, when: str, path: str = "", most: int = MOST_IN_A_BLOCK) -> Listing:
    """Public activities, `past` (newest first) or `upcoming` (soonest first), of all or of those below `path`."""
    public = ActivityReportPage.objects.filter(pk__in=visibility.listed_pages().values("pk"))
    if path:
        public = below(public, path)
    if when == "upcoming":
        return Listing(public.filter(starts_at__gt=visibility.now), ("starts_at", "pk"), most=most)
    return Listing(public.filter(starts_at__lte=visibility.now), ("-starts_at", "-pk"), most=most)


def _first_positions(visibility: Visibility, limit: int) -> Listing:
    return Listing(PositionPage.objects.filter(pk__in=visibility.listed_pages().values("pk")), ("path",), most=limit)


def _articles_below(visibility: Visibility, path: str) -> Listing:
    public = ArticlePage.objects.filter(pk__in=visibility.pages().values("pk"))
    return Listing(below(public, path), ("-written_on", "-pk"), most=MOST_IN_A_LIST + 1)


def _responses(visibility: Visibility, translation_key: UUID) -> Listing:
    public = ArticlePage.objects.filter(pk__in=visibility.listed_pages().values("pk"))
    answers = public.filter(responds_to__translation_key=translation_key)
    return Listing(answers, ("written_on", "pk"), most=MOST_IN_A_LIST)


def _activities_about(visibility: Visibility, translation_key: UUID) -> Listing:
    about = ActivityPosition.objects.filter(position__translation_key=translation_key).values("page")
    public = ActivityReportPage.objects.filter(pk__in=visibility.listed_pages().values("pk")).filter(pk__in=about)
    return Listing(public, ("-starts_at", "-pk"), most=MOST_IN_A_LIST)


def _ancestors(visibility: Visibility, path: str) -> Listing:
    above = [path[:end] for end in range(Page.steplen, len(path), Page.steplen)]
    return Listing(visibility.pages().filter(path__in=above), ("path",))


def _positions_from_sections(visibility: Visibility, block_ids: tuple[str, ...]) -> Listing:
    following = PositionManifestoSection.objects.filter(section__in=block_ids).values("page")
    return Listing(visibility.listed_pages().filter(pk__in=following), ("path",))


def _connected(visibility: Visibility, keys: tuple[int, ...]) -> Listing:
    # Only public ones: what an answer asks for is told to caches, and would tell of a draft.
    return Listing(connected_to(keys, visibility.pages()), ("pk",))


def _kinds_below(visibility: Visibility, path: str) -> Listing:
    """How many activities below `path` there are of each kind."""
    kinds = _below_public(visibility, path).values("kind").annotate(activities=Count("pk"))
    return Listing(kinds, (), target="activities", text="kind")


def _tags_below(visibility: Visibility, path: str) -> Listing:
    """How many activities below `path` each tag has."""
    tags = ActivityTag.objects.filter(content_object__in=_below_public(visibility, path)).values("tag")
    counted = tags.annotate(activities=Count("content_object", distinct=True))
    return Listing(counted, (), target="tag", text="activities")


def _positions_below(visibility: Visibility, path: str) -> Listing:
    """How many activities below `path` each position has, its translations included."""
    positions = ActivityPosition.objects.filter(page__in=_below_public(visibility, path))
    counted = positions.values("position__translation_key").annotate(
        first=Min("position"), activities=Count("page", distinct=True)
    )
    return Listing(counted, (), target="first", text="activities")


def _below_public(visibility: Visibility, path: str) -> "QuerySet[ActivityReportPage]":
    return below(ActivityReportPage.objects.filter(pk__in=visibility.pages().values("pk")), path)


def _rows(visibility: Visibility, key: tuple[type[Any], int]) -> Listing:
    """The inline rows of a page in the editor's order; what they point at is still to pass the gate."""
    model, page_id = key
    target, text = COLUMNS[model]
    return Listing(model.objects.filter(page=page_id), ("sort_order", "pk"), target, text)


COLUMNS: dict[type[Any], tuple[str, str]] = {
    ActivityPhoto: ("image_id", "caption"),
    ActivityDocument: ("document_id", ""),
    ActivityPosition: ("position_id", ""),
    RelatedPosition: ("position_id", ""),
    HomePagePosition: ("position_id", ""),
    PositionManifestoSection: ("", "section"),
}
"""What is shown of inline rows: what they point at, and what they say."""

LISTS: dict[str, Callable[[Visibility, Any], Listing]] = {
    "latest_activities": lambda visibility, _: _activities(visibility, "past"),
    "next_activities": lambda visibility, _: _activities(visibility, "upcoming"),
    "first_positions": _first_positions,
    "manifestos": lambda visibility, _: Listing(
        ManifestoPage.objects.filter(pk__in=visibility.pages().values("pk")), ("path",)
    ),
    "children": lambda visibility, path: Listing(below(visibility.pages(), path), ("path",)),
    "activities_below": lambda visibility, key: _activities(visibility, key[1], key[0], MOST_IN_A_LIST + 1),
    "articles_below": _articles_below,
    "responses_to": _responses,
    "activities_about": _activities_about,
    "ancestors": _ancestors,
    "positions_from_sections": _positions_from_sections,
    "connected": _connected,
    "kinds_below": _kinds_below,
    "tags_below": _tags_below,
    "positions_below": _positions_below,
    "rows": _rows,
}
"""How each kind of list is found, by its key: a path, a translation key, ids, or None where there is only one."""
