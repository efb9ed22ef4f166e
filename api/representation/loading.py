"""Loads what a reader asked for: all objects of a kind together, each through the visibility gate.

A loader takes the visibility and what was asked for, by kind, and gives the answers by kind. What a loader finds on the
way that changes an answer by itself, it notes.
"""

from collections.abc import Callable, Mapping, Set
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from taggit.models import Tag as TagModel
from wagtail.models import Page

from api.dependencies import Dependencies
from api.representation.images import load_images
from api.representation.lists import load_lists
from api.visibility import Visibility
from home.models import ActivityPhoto, ActivityTag, ArticlePage, ArticleTag, CustomDocument
from home.shapes import Document, Tag

Wanted = Mapping[str, Set[Any]]
"""Keys by the kind of what they stand for."""
Found = dict[str, dict[Any, Any]]
"""What was found for keys, by kind; what readers may not see is missing."""

CARD_MODELS = ("positionpage", "activityreportpage", "articlepage", "manifestopage")
"""The kinds of pages of which cards and links show fields of their own: joined, so that a mixed list is one query."""


def load_all_lists(visibility: Visibility, dependencies: Dependencies, wanted: Wanted) -> Found:
    return {"list": load_lists(visibility, wanted["list"])}


def load_pages(visibility: Visibility, dependencies: Dependencies, wanted: Wanted) -> Found:
    """Public pages by id, their translations, and what the articles among them answer. One query.

    `page` is for what stands there in the language of the answer: a translation instead of a page that is hidden or in
    another language. `exact_page` is for the page itself, and `translations` for all of a translation key.
    """
    ids, keys = wanted.get("page", set()) | wanted.get("exact_page", set()), wanted.get("translations", set())
    rows = with_own_fields(_asked_for(visibility, ids, keys))
    public = {page.pk: page for page in rows if page.is_public}
    answered = {page.responds_to_id for page in public.values() if isinstance(page, ArticlePage) and page.responds_to_id}
    for pk in answered:
        # Whether it is hidden decides what is noted of its translations, asked for or not.
        dependencies.add("place", pk)
    pages = {pk: public[pk] for pk in {*ids, *answered} & public.keys()}
    if len(visibility.trees) > 1:
        pages |= _translated(rows, {*ids, *answered}, visibility, dependencies)
    return {
        # That a page which an article answers is hidden is known as well.
        "page": dict.fromkeys(answered) | pages,
        "exact_page": public,
        "translations": _by_key(public.values(), keys, visibility),
    }


def _asked_for(visibility: Visibility, ids: Set[int], keys: Set[UUID]) -> "QuerySet[Page]":
    """The rows that matter, public or not: `is_public` says which are."""
    answered = ArticlePage.objects.filter(pk__in=ids, responds_to__isnull=False).values("responds_to")
    named = Q(pk__in=ids) | Q(pk__in=answered)
    wanted = named
    if len(visibility.trees) > 1:
        shared = Page.objects.filter(named).values("translation_key")
        wanted |= Q(path__startswith=visibility.tree.path, translation_key__in=shared, alias_of=None)
        wanted |= Q(translation_key__in=keys, alias_of=None)
    return Page.objects.filter(wanted).annotate(is_public=Exists(visibility.pages().filter(pk=OuterRef("pk"))))


def _translated(rows: list[Any], ids: Set[int], visibility: Visibility, dependencies: Dependencies) -> dict[int, Page]:
    """The public translations that stand for those `ids` that are hidden or in another language."""
    own = {page.pk: page for page in rows if page.is_public and visibility.tree_of(page) == visibility.tree}
    by_key = {page.translation_key: page for page in own.values() if page.alias_of_id is None}
    elsewhere = {page.pk: page.translation_key for page in rows if page.pk in ids and page.pk not in own}
    for key in elsewhere.values():
        dependencies.add("translations", key)
    return {pk: by_key[key] for pk, key in elsewhere.items() if key in by_key}


def _by_key(pages: Any, keys: Set[UUID], visibility: Visibility) -> dict[UUID, list[Page]]:
    """The pages by translation key, the site's first language first."""
    languages = [tree.locale_id for tree in visibility.trees]
    translations = [page for page in pages if page.translation_key in keys and page.alias_of_id is None]
    ordered = sorted(translations, key=lambda page: languages.index(visibility.tree_of(page).locale_id))
    return grouped((page.translation_key, page) for page in ordered)


def with_own_fields(pages: "QuerySet[Page]") -> list[Any]:
    """`pages` as positions, activities, articles and manifestos, where they are such; others as plain pages. One query.

    Each keeps `is_public`, and has `first_photo_id`: the picture of an activity's first photo.
    """
    photos = ActivityPhoto.objects.filter(page=OuterRef("pk")).order_by("sort_order", "pk")
    found = []
    for page in pages.select_related(*CARD_MODELS).annotate(first_photo_id=Subquery(photos.values("image")[:1])):
        own = next((getattr(page, name) for name in CARD_MODELS if hasattr(page, name)), page)
        own.is_public, own.first_photo_id = page.is_public, page.first_photo_id
        found.append(own)
    return found


def load_tags(visibility: Visibility, dependencies: Dependencies, wanted: Wanted) -> Found:
    """The tags of pages, by name, and tags by their ids. One query."""
    of_pages = [
        model.objects.filter(content_object_id__in=wanted.get("page_tags", ())).values_list(
            Value("page_tags", CharField()), "content_object_id", "tag__name", "tag__slug"
        )
        for model in (ActivityTag, ArticleTag)
    ]
    tags = TagModel.objects.filter(pk__in=wanted.get("tag", ()))
    by_id = tags.values_list(Value("tag", CharField()), F("pk"), "name", "slug")
    rows = sorted(by_id.union(*of_pages), key=lambda row: row[2:])
    named: list[tuple[str, int, Tag]] = [(kind, key, {"name": name, "slug": slug}) for kind, key, name, slug in rows]
    return {
        "page_tags": grouped((key, tag) for kind, key, tag in named if kind == "page_tags"),
        "tag": {key: tag for kind, key, tag in named if kind == "tag"},
    }


def load_images_by_id(visibility: Visibility, dependencies: Dependencies, wanted: Wanted) -> Found:
    return {"image": load_images(visibility, wanted["image"])}


def load_documents(visibility: Visibility, dependencies: Dependencies, wanted: Wanted) -> Found:
    documents = visibility.documents().filter(pk__in=wanted["document"])
    return {"document": {document.pk: document_of(document) for document in documents}}


def document_of(document: CustomDocument) -> Document:
    return {
        "title": document.title,
        "url": document.url,
        "filename": document.filename,
        "size": document.file_size or 0,
        "extension": document.file_extension.lower(),
    }


def grouped(rows: Any) -> dict[Any, list[Any]]:
    """The second parts of `rows` by their first, in order."""
    groups: dict[Any, list[Any]] = {}
    for key, value in rows:
        groups.setdefault(key, []).append(value)
    return groups


class Loader(NamedTuple):
    """How things of some kinds are loaded. One query each."""

    kinds: tuple[str, ...]
    load: Callable[[Visibility, Dependencies, Wanted], Found]


STAGES = [
    [Loader(("list",), load_all_lists)],
    [Loader(("page", "exact_page", "translations"), load_pages)],
    [
        Loader(("page_tags", "tag"), load_tags),
        Loader(("image",), load_images_by_id),
        Loader(("document",), load_documents),
    ],
]
"""What is loaded together. What stands in lists is known before the first page is loaded, and all pages before the first
picture: so each kind is asked for once, and not again for what turns up later."""
