"""The one gate: what a reader may see now.

Every page, image and document that an answer mentions passes here, whether it is the page asked for, a link in a text,
a parent, a menu entry or an entry of a list. What does not pass is as if it did not exist. The gate goes by the clock,
not by the scheduled command, which can be late.
"""

import datetime
from collections.abc import Iterable
from copy import copy
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Length, Substr
from django.db.models.lookups import In
from wagtail.models import CollectionViewRestriction, Page, Site

from api.copies import with_copies
from api.kinds import with_kinds
from api.known import Facts
from api.trees import Tree
from home.models import CustomDocument, CustomImage, page_models


class Visibility:
    """What anybody may see of `site` at `now`, in all of its languages.

    A page is visible when it is live, not expired and not waiting for its time, when neither it nor a page above it is
    private, and when all pages between it and its home page are visible too: its address would tell of them. A copy of
    a page that Wagtail keeps in another language until it is translated (an alias) is visible as long as the page is.
    """

    def __init__(self, site: Site, now: datetime.datetime, facts: Facts | None = None) -> None:
        """facts: what is known already (`api.known`), and is added to."""
        self.site = site
        self.now = now
        self.facts: Facts = {} if facts is None else facts

    def pages(self, model: type[Any] = Page) -> "QuerySet[Any]":
        """The visible pages of the site, or those of one kind, home pages included. Two queries, the first time, beside the
        caller's."""
        pages: QuerySet[Any] = model.objects.filter(self._shown_by_itself(), self._in_a_tree)
        for length, paths in self._hidden_paths.items():
            ancestor = f"ancestor_{length}"
            pages = pages.alias(**{ancestor: Substr("path", 1, length)}).exclude(**{f"{ancestor}__in": paths})
        return pages

    def listed_pages(self, model: type[Any] = Page) -> "QuerySet[Any]":
        """The visible pages in the language of `tree`, or those of one kind: what lists are made of."""
        return self.pages(model).filter(path__startswith=self.tree.path)

    def page_at(self, path: str, language: Tree | None = None) -> Page | None:
        """The visible page at `path`, whose slash at the end may be missing; for `of_its_kind`. One query.

        With a `language`, its visible translation, if there is one.
        """
        places = [place for tree in self.trees if (place := tree.url_path_at(path))]
        wanted = Q(url_path__in=places)
        if language:
            keys = self.pages().filter(wanted).values("translation_key")
            wanted |= Q(path__startswith=language.path, translation_key__in=keys, alias_of=None)
        found = list(with_kinds(self.pages().filter(wanted)))
        # A page may be called like a language, at an address that the pages in that language have now.
        by_prefix = sorted(found, key=lambda page: len(self.tree_of(page).prefix), reverse=True)
        page = next((page for page in by_prefix if page.url_path in places), None)
        translations = [other for other in found if page and other.translation_key == page.translation_key]
        return next((other for other in translations if self.tree_of(other) == language and not other.alias_of_id), page)

    def translation_of(self, page: Page, tree: Tree) -> Page | None:
        """The visible translation of `page` in `tree`; None where it isn't translated; for `of_its_kind`. One query."""
        translations = self.pages().filter(path__startswith=tree.path, translation_key=page.translation_key, alias_of=None)
        return with_kinds(translations).first()

    def images(self) -> "QuerySet[CustomImage]":
        return CustomImage.objects.exclude(_in_private_collection())

    def documents(self) -> "QuerySet[CustomDocument]":
        return CustomDocument.objects.exclude(_in_private_collection())

    def in_first_language(self) -> "Visibility":
        """The same with the site's first language; costs no query that this one has made already."""
        twin = copy(self)
        twin.__dict__.pop("tree", None)
        return twin

    @cached_property
    def tree(self) -> Tree:
        """The language that readers are answered in: the site's first, unless the caller sets another."""
        return self._homes[0][0]

    @cached_property
    def trees(self) -> list[Tree]:
        """The languages whose home page is visible, the site's first one first."""
        return [tree for tree, is_shown in self._homes if is_shown and not self._is_below_hidden(tree.path)]

    def tree_of(self, page: Page) -> Tree:
        """The tree that `page` stands in, or is to stand in. Costs no query."""
        return self.tree_of_url_path(page.url_path)

    def tree_of_url_path(self, url_path: str) -> Tree:
        """The same for a page whose `url_path` is known."""
        trees = [tree for tree, _ in self._homes if url_path.startswith(tree.url_path)]
        return max(trees, key=lambda tree: len(tree.url_path), default=self.tree)

    def tree_at(self, path: str) -> Tree:
        """The tree that addresses like `path` lead into."""
        trees = [tree for tree in self.trees if tree.url_path_at(path)]
        return max(trees, key=lambda tree: len(tree.prefix), default=self.tree)

    @cached_property
    def _homes(self) -> list[tuple[Tree, bool]]:
        """Every tree of the site, the first language first, and whether its home page itself is shown. One query, unless it is
        known."""
        if "homes" not in self.facts:
            self.facts["homes"] = self._find_homes()
        homes: list[tuple[Tree, bool]] = self.facts["homes"]
        return homes

    def _find_homes(self) -> list[tuple[Tree, bool]]:
        translations = Page.objects.filter(sites_rooted_here=self.site).values("translation_key")
        homes = Page.objects.filter(translation_key__in=translations).annotate(shown=self._shown_by_itself())
        is_first = Q(pk=self.site.root_page_id)
        rows = homes.annotate(is_first=is_first).order_by("-is_first", "locale__language_code")
        fields = ("is_first", "locale_id", "locale__language_code", "path", "url_path", "title")
        return [(Tree(*row), bool(shown)) for shown, *row in rows.values_list("shown", *fields)]

    @property
    def _in_a_tree(self) -> Q:
        condition = Q()
        for tree, _ in self._homes:
            condition |= Q(path__startswith=tree.path)
        return condition

    def _shown_by_itself(self) -> Q:
        """A page of a kind of ours whose own state shows it."""
        return (
            Q(_is_of(page_models().values()), live=True)
            & (Q(expire_at=None) | Q(expire_at__gt=self.now))
            & (Q(go_live_at=None) | Q(go_live_at__lte=self.now))
        )

    @cached_property
    def _hidden_paths(self) -> dict[int, set[str]]:
        """Paths of private pages, and of hidden ones that can have children, by length: all below them is hidden too.

        `numchild` alone can't tell which have children: an editor who saves a page with a stale copy sets it back.
        """
        if "hidden" not in self.facts:
            self.facts["hidden"] = self._find_hidden_paths()
        hidden: dict[int, set[str]] = self.facts["hidden"]
        return hidden

    def _find_hidden_paths(self) -> dict[int, set[str]]:
        parents = [model for model in page_models().values() if model.allowed_subpage_models()]
        can_have_children = Q(_is_of(parents)) | Q(numchild__gt=0)
        is_private = Q(view_restrictions__isnull=False)
        is_hidden = ~self._shown_by_itself() & self._in_a_tree
        if len(self._homes) < 2:
            # Two parts, since the database would join every page with all restrictions for one.
            paths = Page.objects.order_by().values_list("path", flat=True)
            return _by_length(paths.filter(is_hidden, can_have_children).union(paths.filter(is_private)))
        # Any hidden page can have been copied, also one of another site.
        has_copies = Exists(Page.objects.filter(alias_of=OuterRef("pk")))
        hidden = Page.objects.filter(is_hidden | ~self._shown_by_itself() & Q(has_copies) | is_private)
        hides_others = ExpressionWrapper(can_have_children | is_private, BooleanField())
        return _by_length(with_copies(hidden.annotate(hides_others=hides_others).values_list("path", "hides_others")))

    def _is_below_hidden(self, path: str) -> bool:
        return any(path[:length] in paths for length, paths in self._hidden_paths.items())


def _by_length(paths: Iterable[str]) -> dict[int, set[str]]:
    groups: dict[int, set[str]] = {}
    for path in paths:
        groups.setdefault(len(path), set()).add(path)
    return groups


def _is_of(models: Iterable[type[Page]]) -> In:
    """Whether a page is of one of `models`. As a sum, so that the database doesn't go by the index of content types: nearly
    all pages are of these, and have to be in another order."""
    return In(F("content_type_id") + Value(0), _content_types(models))


def _content_types(models: Iterable[type[Page]]) -> list[int]:
    """The ids of the content types of `models`. Costs no query once they are known to the process."""
    return [content_type.pk for content_type in ContentType.objects.get_for_models(*models).values()]


def _in_private_collection() -> Exists:
    """Whether the collection of the row, or one above it, is private; part of the caller's query."""
    return Exists(
        CollectionViewRestriction.objects.annotate(
            part=Substr(OuterRef("collection__path"), 1, Length("collection__path"))
        ).filter(part=F("collection__path"))
    )
