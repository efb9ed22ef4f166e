"""The queries behind `DatabaseReader`: each function loads everything of one kind that was asked for, together.

A loader gets the keys that were asked for and returns what it found by key. What is missing from its answer does not
exist or is not public, and nobody is told which.
"""

from collections.abc import Callable, Set
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Min, QuerySet
from taggit.models import Tag as TagModel
from wagtail.models import Page

from api.cursors import cursor_after
from api.dependencies import Dependencies
from api.representation.cards import page_link_of
from api.representation.exchanges import connected_to
from api.representation.images import load_images
from api.visibility import Visibility
from home.models import (
    ActivityPhoto,
    ActivityPosition,
    ActivityReportPage,
    ActivityTag,
    ArticlePage,
    ArticleTag,
    CustomDocument,
    ManifestoPage,
    PositionManifestoSection,
    PositionPage,
)
from home.shapes import ActivityTagCount, Document, Image, KindCount, SectionLink, Tag


class Part(NamedTuple):
    """The beginning of a list: ids, and the cursor for the rest where there is more."""

    ids: list[int]
    cursor: str | None


class Uses(NamedTuple):
    """What activities are and are about, each with how many there are.

    Positions, public or not, by the id of one of their translations.
    """

    kinds: list[KindCount]
    tags: list[ActivityTagCount]
    positions: dict[int, int]


NOTHING = Part([], None)
UNUSED = Uses([], [], {})

Loader = Callable[[Visibility, Dependencies, Set[Any]], dict[Any, Any]]

MOST_IN_A_LIST = 100

CARD_MODELS = ("positionpage", "activityreportpage", "articlepage")
"""The kinds of pages whose cards show fields of their own: joined, so that a mixed list is one query."""


def load_pages(visibility: Visibility, dependencies: Dependencies, ids: Set[int]) -> dict[int, Page]:
    """Public pages, or in their stead translations into the language of the answer. One query; three where some page
    is in another language or hidden."""
    found = load_exact_pages(visibility, dependencies, ids)
    others = {pk for pk in ids if pk not in found or visibility.tree_of(found[pk]) != visibility.tree}
    if not others or len(visibility.trees) < 2:
        return found
    keys = dict(Page.objects.filter(pk__in=others).values_list("pk", "translation_key"))
    for key in keys.values():
        dependencies.add("translations", key)
    translations = visibility.listed_pages().filter(translation_key__in=keys.values(), alias_of=None)
    by_key = {page.translation_key: page for page in with_own_fields(translations)}
    return found | {pk: by_key[key] for pk, key in keys.items() if key in by_key}


def load_exact_pages(visibility: Visibility, dependencies: Dependencies, ids: Set[int]) -> dict[int, Page]:
    return {page.pk: page for page in with_own_fields(visibility.pages().filter(pk__in=ids))}


def with_own_fields(pages: "QuerySet[Page]") -> list[Page]:
    """`pages` as positions, activities and articles, where they are such; others as plain pages. One query."""
    found = pages.select_related(*CARD_MODELS)
    return [next((getattr(page, name) for name in CARD_MODELS if hasattr(page, name)), page) for page in found]


def load_translations(visibility: Visibility, dependencies: Dependencies, keys: Set[UUID]) -> dict[UUID, list[Page]]:
    languages = [tree.locale_id for tree in visibility.trees]
    pages = visibility.pages().filter(translation_key__in=keys, alias_of=None)
    ordered = sorted(pages, key=lambda page: languages.index(visibility.tree_of(page).locale_id))
    return grouped((page.translation_key, page) for page in ordered)


def load_locales(visibility: Visibility, dependencies: Dependencies, ids: Set[int]) -> dict[int, int]:
    """The ids of the languages that pages, public or not, are in: what is copied from them is in these."""
    return dict(Page.objects.filter(pk__in=ids).values_list("pk", "locale_id"))


def load_images_by_id(visibility: Visibility, dependencies: Dependencies, ids: Set[int]) -> dict[int, Image]:
    return load_images(visibility, ids)


def load_documents(visibility: Visibility, dependencies: Dependencies, ids: Set[int]) -> dict[int, Document]:
    return {document.pk: document_of(document) for document in visibility.documents().filter(pk__in=ids)}


def document_of(document: CustomDocument) -> Document:
    return {
        "title": document.title,
        "url": document.url,
        "filename": document.filename,
        "size": document.file_size or 0,
        "extension": document.file_extension.lower(),
    }


def activities(visibility: Visibility, dependencies: Dependencies, when: str) -> "QuerySet[ActivityReportPage]":
    """Public activities, `past` (newest first) or `upcoming` (soonest first); notes when the next one will begin."""
    public = ActivityReportPage.objects.filter(pk__in=visibility.listed_pages().values("pk"))
    upcoming = public.filter(starts_at__gt=visibility.now).order_by("starts_at", "pk")
    dependencies.changes_at(upcoming.values_list("starts_at", flat=True).first())
    return upcoming if when == "upcoming" else public.filter(starts_at__lte=visibility.now).order_by("-starts_at", "-pk")


def load_latest_activities(visibility: Visibility, dependencies: Dependencies, limits: Set[int]) -> dict[int, list[int]]:
    return first_of(activities(visibility, dependencies, "past"), limits)


def load_next_activities(visibility: Visibility, dependencies: Dependencies, limits: Set[int]) -> dict[int, list[int]]:
    return first_of(activities(visibility, dependencies, "upcoming"), limits)


def load_first_positions(visibility: Visibility, dependencies: Dependencies, limits: Set[int]) -> dict[int, list[int]]:
    return first_of(PositionPage.objects.filter(pk__in=visibility.listed_pages().values("pk")).order_by("path"), limits)


def first_of(pages: "QuerySet[Any]", limits: Set[int]) -> dict[int, list[int]]:
    """The ids of the first pages, by how many were asked for: one query for the most."""
    ids = list(pages.values_list("pk", flat=True)[: max(limits)])
    return {limit: ids[:limit] for limit in limits}


def load_children(visibility: Visibility, dependencies: Dependencies, paths: Set[str]) -> dict[str, list[int]]:
    return {path: list(below(visibility.pages(), path).order_by("path").values_list("pk", flat=True)) for path in paths}


def load_activities_below(
    visibility: Visibility, dependencies: Dependencies, keys: Set[tuple[str, str]]
) -> dict[tuple[str, str], Part]:
    return {
        (path, when): part_of(below(activities(visibility, dependencies, when), path), "-starts_at") for path, when in keys
    }


def load_articles_below(visibility: Visibility, dependencies: Dependencies, paths: Set[str]) -> dict[str, Part]:
    public = ArticlePage.objects.filter(pk__in=visibility.pages().values("pk")).order_by("-written_on", "-pk")
    return {path: part_of(below(public, path), "-written_on") for path in paths}


def part_of(pages: "QuerySet[Any]", order: str) -> Part:
    """The first pages of a list, and where the list of their kind goes on with `order`. One query."""
    rows = list(pages.values_list("pk", order.removeprefix("-"))[: MOST_IN_A_LIST + 1])
    has_more = len(rows) > MOST_IN_A_LIST
    last, value = rows[MOST_IN_A_LIST - 1] if has_more else (0, None)
    return Part([pk for pk, _ in rows[:MOST_IN_A_LIST]], cursor_after(order, value, last) if has_more else None)


def below(pages: "QuerySet[Any]", path: str) -> "QuerySet[Any]":
    """The pages of `pages` that are children of the page at `path` of the tree."""
    return pages.filter(path__startswith=path, depth=len(path) // Page.steplen + 1)


def load_responses(visibility: Visibility, dependencies: Dependencies, keys: Set[UUID]) -> dict[UUID, list[int]]:
    public = ArticlePage.objects.filter(pk__in=visibility.listed_pages().values("pk"))
    answers = public.filter(responds_to__translation_key__in=keys)
    rows = answers.order_by("written_on", "pk").values_list("responds_to__translation_key", "pk")
    return {key: found[:MOST_IN_A_LIST] for key, found in grouped(rows).items()}


def load_connected(
    visibility: Visibility, dependencies: Dependencies, keys: Set[tuple[int, ...]]
) -> dict[tuple[int, ...], list[int]]:
    return {key: connected_to(key) for key in keys}


def load_activities_about(visibility: Visibility, dependencies: Dependencies, keys: Set[UUID]) -> dict[UUID, list[int]]:
    public = ActivityPosition.objects.filter(page__in=visibility.listed_pages().values("pk"))
    about = public.filter(position__translation_key__in=keys)
    rows = about.order_by("-page__starts_at", "-page_id").values_list("position__translation_key", "page_id")
    return {key: list(dict.fromkeys(found))[:MOST_IN_A_LIST] for key, found in grouped(rows).items()}


def load_ancestors(visibility: Visibility, dependencies: Dependencies, paths: Set[str]) -> dict[str, list[int]]:
    above = {path: [path[:end] for end in range(Page.steplen, len(path), Page.steplen)] for path in paths}
    wanted = {ancestor for ancestors in above.values() for ancestor in ancestors}
    ids = dict(visibility.pages().filter(path__in=wanted).values_list("path", "pk"))
    return {path: [ids[ancestor] for ancestor in ancestors if ancestor in ids] for path, ancestors in above.items()}


def load_page_tags(visibility: Visibility, dependencies: Dependencies, ids: Set[int]) -> dict[int, list[Tag]]:
    fields = ("content_object_id", "tag__name", "tag__slug")
    of_activities, of_articles = (
        model.objects.filter(content_object_id__in=ids).values_list(*fields) for model in (ActivityTag, ArticleTag)
    )
    rows = sorted(of_activities.union(of_articles), key=lambda row: (row[1], row[2]))
    return grouped((page_id, {"name": name, "slug": slug}) for page_id, name, slug in rows)


def load_tags(visibility: Visibility, dependencies: Dependencies, ids: Set[int]) -> dict[int, Tag]:
    return {tag.pk: {"name": tag.name, "slug": tag.slug} for tag in TagModel.objects.filter(pk__in=ids)}


def load_first_photos(visibility: Visibility, dependencies: Dependencies, ids: Set[int]) -> dict[int, int]:
    photos = ActivityPhoto.objects.filter(page_id__in=ids).order_by("-sort_order", "-pk")
    return dict(photos.values_list("page_id", "image_id"))  # the first photo comes last, and stays


def load_sections(visibility: Visibility, dependencies: Dependencies, block_ids: Set[str]) -> dict[str, SectionLink]:
    sections: dict[str, SectionLink] = {}
    public = ManifestoPage.objects.filter(pk__in=visibility.pages().values("pk"))
    # A translation keeps the ids of the sections: the one in the language of the answer comes last, and stays.
    for manifesto in sorted(public, key=lambda page: visibility.tree_of(page) == visibility.tree):
        path = visibility.tree_of(manifesto).path_of(manifesto.url_path)
        dependencies.changes_at(manifesto.expire_at)
        for number, child in enumerate(manifesto.sections.raw_data, start=1):
            sections[child.get("id") or ""] = {
                "manifesto": page_link_of(manifesto, path),
                "number": number,
                "heading": child["value"].get("heading") or "",
                "anchor": child["value"].get("anchor") or f"section-{number}",
            }
    return sections


def load_positions_from_sections(
    visibility: Visibility, dependencies: Dependencies, keys: Set[tuple[str, ...]]
) -> dict[tuple[str, ...], list[int]]:
    rows = PositionManifestoSection.objects.filter(section__in={block_id for key in keys for block_id in key})
    public = rows.filter(page__in=visibility.listed_pages().values("pk")).order_by("page__path")
    by_section = list(public.values_list("section", "page_id"))
    return {key: list(dict.fromkeys(page_id for section, page_id in by_section if section in key)) for key in keys}


def grouped(rows: Any) -> dict[Any, list[Any]]:
    """The second parts of `rows` by their first, in order."""
    groups: dict[Any, list[Any]] = {}
    for key, value in rows:
        groups.setdefault(key, []).append(value)
    return groups


def load_uses(visibility: Visibility, dependencies: Dependencies, paths: Set[str]) -> dict[str, Uses]:
    return {path: uses_among(below(visibility.pages(), path).values("pk")) for path in paths}


def uses_among(pages: "QuerySet[Any]") -> Uses:
    """What the activities among `pages` are and are about. Three queries."""
    kinds = ActivityReportPage.objects.filter(pk__in=pages).order_by("kind").values_list("kind").annotate(Count("pk"))
    tags = ActivityTag.objects.filter(content_object__in=pages).order_by("tag__name", "tag__slug")
    positions = ActivityPosition.objects.filter(page__in=pages).values_list("position__translation_key")
    counted = positions.annotate(Min("position"), Count("page", distinct=True), Min("position__path"))
    return Uses(
        [{"kind": kind, "activities": count} for kind, count in kinds],
        [
            {"name": name, "slug": slug, "activities": count}
            for name, slug, count in tags.values_list("tag__name", "tag__slug").annotate(
                Count("content_object", distinct=True)
            )
        ],
        {pk: count for _, pk, count, _ in counted.order_by("position__path__min")},
    )


LOADERS: dict[str, Loader] = {
    "page": load_pages,
    "exact_page": load_exact_pages,
    "locale_of": load_locales,
    "translations": load_translations,
    "image": load_images_by_id,
    "document": load_documents,
    "latest_activities": load_latest_activities,
    "next_activities": load_next_activities,
    "first_positions": load_first_positions,
    "children": load_children,
    "activities_below": load_activities_below,
    "articles_below": load_articles_below,
    "responses_to": load_responses,
    "connected": load_connected,
    "uses": load_uses,
    "activities_about": load_activities_about,
    "ancestors": load_ancestors,
    "page_tags": load_page_tags,
    "tag": load_tags,
    "first_photo": load_first_photos,
    "manifesto_section": load_sections,
    "positions_from_sections": load_positions_from_sections,
}
