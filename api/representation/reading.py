"""Reads what an answer mentions: in few queries, through the visibility gate, and noting each dependency.

Representation is written as if every object were at hand: `reader.page_link(12)`. The first time round the reader only
notes what was asked for; then it loads all of it together and the representation runs again, until nothing new is asked.
So the number of queries depends on how deep references nest, and not on how many there are.
"""

import datetime
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

from django.utils import timezone
from wagtail.models import Page, Site

from api.cursors import cursor_after
from api.dependencies import Dependencies
from api.representation import cards
from api.representation.exchanges import exchange_of
from api.representation.lists import MOST_IN_A_LIST, Entry
from api.representation.loading import STAGES
from api.representation.richtext import safe_html
from api.visibility import Visibility
from home.models import ActivityReportPage, ArticlePage, BasePage, OrganisationSettings, PositionPage
from home.shapes import (
    ActivityFilters,
    ActivityReportCard,
    ActivityTagCount,
    ArticleCard,
    Document,
    Image,
    PageCard,
    PageLink,
    PositionCard,
    SectionLink,
    Tag,
)

Result = TypeVar("Result")

MOST_ROUNDS = 8
"""Lists mention cards, cards mention pictures: four rounds are the deepest there is. More would be a loop of ours."""


class Part(NamedTuple):
    """The beginning of a list: ids, and the cursor for the rest where there is more."""

    ids: list[int]
    cursor: str | None


class DatabaseReader:
    """A `home.shapes.Reader` for one answer. Use it inside `complete`; outside, most methods answer nothing."""

    def __init__(self, visibility: Visibility, dependencies: Dependencies) -> None:
        self.visibility = visibility
        self.dependencies = dependencies
        self.shown_id: int | None = None
        self.may_use_documents = False
        """Whether finished documents (`api.documents`) may be given: for what anybody may see now, and nothing else."""
        self._wanted: dict[str, set[Any]] = {}
        self._found: dict[str, dict[Any, Any]] = {}

    @property
    def now(self) -> datetime.datetime:
        return self.visibility.now

    def complete(self, build: Callable[[], Result]) -> Result:
        """The result of `build` once everything that it asks of this reader is loaded."""
        for _ in range(MOST_ROUNDS):
            result = build()
            if not any(self._wanted.values()):
                return result
            self._load()
        raise RuntimeError(f"Representation still asks for more after {MOST_ROUNDS} rounds: {self._wanted}")

    def rich_text(self, source: str) -> str:
        return safe_html(source, self._page_path, self._document_url)

    def page(self, page_id: int | None) -> Page | None:
        """The public page of that id, or its translation into the language of the answer where that is public.

        Positions, activities and articles come with their own fields.
        """
        page = self._get("page", page_id)
        if page:
            self.dependencies.add("page", page.pk)
            self.dependencies.changes_at(page.expire_at)
        return cast(Page | None, page)

    def page_link(self, page_id: int | None) -> PageLink | None:
        page = self.page(page_id)
        return cards.page_link_of(page, self.path_of(page)) if page else None

    def cards(self, page_ids: list[int]) -> list[PageCard]:
        """A card for each public page, in the order of `page_ids`."""
        return [cards.card_of(page, self) for page_id in page_ids if (page := self.page(page_id))]

    def position_cards(self, page_ids: list[int]) -> list[PositionCard]:
        return cast(list[PositionCard], [card for card in self.cards(page_ids) if card["type"] == "position"])

    def activity_cards(self, page_ids: list[int]) -> list[ActivityReportCard]:
        return cast(list[ActivityReportCard], [card for card in self.cards(page_ids) if card["type"] == "activity_report"])

    def article_cards(self, page_ids: list[int]) -> list[ArticleCard]:
        return cast(list[ArticleCard], [card for card in self.cards(page_ids) if card["type"] == "article"])

    def image(self, image_id: int | None) -> Image | None:
        return cast(Image | None, self._get("image", image_id))

    def document(self, document_id: int | None) -> Document | None:
        return cast(Document | None, self._get("document", document_id))

    def latest_activities(self, limit: int) -> list[ActivityReportCard]:
        self._note_next_activity()
        return self.activity_cards(self._ids("latest_activities", None, depends_on="latest")[:limit])

    def next_activities(self, limit: int) -> list[ActivityReportCard]:
        self._note_next_activity()
        return self.activity_cards(self._ids("next_activities", None, depends_on="latest")[:limit])

    def _note_next_activity(self) -> None:
        """When the next activity begins, all lists by the clock change."""
        for page_id in self._ids("next_activities", None)[:1]:
            if next_activity := self.page(page_id):
                self.dependencies.changes_at(cast(ActivityReportPage, next_activity).starts_at)

    def first_positions(self, limit: int) -> list[int]:
        """Ids of positions in the editor's order."""
        return self._ids("first_positions", limit, depends_on="type:position")

    def children(self, page: BasePage) -> list[int]:
        """Ids of all pages below `page`, in the editor's order."""
        return self._ids("children", page.path, depends_on=f"children:{page.pk}")

    def activities_below(self, page: BasePage, when: str) -> Part:
        """At most 100 activities; `when` is `upcoming` (soonest first) or `past` (newest first)."""
        self._note_next_activity()
        return self._part("activities_below", (page.path, when), page, "-starts_at")

    def activity_filters(self, page: BasePage) -> ActivityFilters:
        """What the activities below `page` can be filtered by."""
        self.dependencies.add("children", page.pk)
        tags = [(self._get("tag", entry.target), entry.text) for entry in self._list("tags_below", page.path)]
        counted: list[ActivityTagCount] = [
            {"name": tag["name"], "slug": tag["slug"], "activities": int(count)} for tag, count in tags if tag
        ]
        positions = [(self.page(entry.target), entry.text) for entry in self._list("positions_below", page.path)]
        kinds = [(entry.text, entry.target) for entry in self._list("kinds_below", page.path)]
        known = [(position, int(count)) for position, count in positions if isinstance(position, PositionPage)]
        return {
            "kinds": [{"kind": cast(Any, kind), "activities": count} for kind, count in sorted(kinds)],
            "tags": sorted(counted, key=lambda tag: (tag["name"], tag["slug"])),
            "positions": [
                {"id": position.pk, "number": position.number or 0, "title": position.title, "activities": count}
                for position, count in sorted(known, key=lambda pair: pair[0].path)
            ],
        }

    def articles_below(self, page: BasePage) -> Part:
        """At most 100 articles, the latest first."""
        return self._part("articles_below", page.path, page, "-written_on")

    def _part(self, kind: str, key: Any, page: BasePage, order: str) -> Part:
        """The first pages of a list below `page`, and where the list of their kind goes on with `order`."""
        ids = self._ids(kind, key, f"children:{page.pk}")
        shown = ids[:MOST_IN_A_LIST]
        last = self.page(shown[-1]) if len(ids) > len(shown) else None
        return Part(shown, cursor_after(order, getattr(last, order.removeprefix("-")), last.pk) if last else None)

    def responses_to(self, page: BasePage) -> list[int]:
        """Ids of at most 100 articles in the language of the answer, which answer `page` or a translation of it, oldest first."""
        return self._ids("responses_to", page.translation_key, depends_on=f"answers:{page.pk}")

    def exchange(self, page: ArticlePage) -> list[tuple[ArticlePage, int]]:
        """At most 100 public articles with their depths: the exchange of `page`, itself included, in reading order."""
        key = tuple(pk for pk in (page.pk, page.responds_to_id) if pk)
        if not self._knows("list", ("connected", key)):
            return []
        connected = self._ids("connected", key)
        for pk in {page.pk, *connected} - {None}:
            self.dependencies.add("answers", pk)
        found = {pk: article for pk in connected if isinstance(article := self.page(pk), ArticlePage)}
        # What an article answers may be hidden, and have a translation that stands for it.
        answered = {article.responds_to_id for article in found.values()}
        found |= {pk: article for pk in answered if isinstance(article := self.page(pk), ArticlePage)}
        # The page in hand goes by what it says itself: in a preview that is not what is stored.
        return exchange_of(page, found, MOST_IN_A_LIST)

    def is_answer_to(self, article: ArticlePage, page: ArticlePage) -> bool:
        """Whether `article`, one of the exchange of `page`, answers `page` itself or a translation of it."""
        target = self.page(article.responds_to_id)
        return bool(target and target.pk == page.pk)

    def activities_about(self, page: BasePage) -> list[int]:
        """Ids of at most 100 activities in the language of the answer, newest first: those about the position `page`,
        or about a translation of it."""
        return self._ids("activities_about", page.translation_key, depends_on=f"about:{page.pk}")

    def neighbours(self, page: BasePage) -> tuple[int | None, int | None]:
        """Ids of the public pages before and after `page` in the editor's order, None where there is none."""
        for parent in self._ids("ancestors", page.path)[-1:]:
            self.dependencies.add("order", parent)
        siblings = self._ids("children", page.path[: -page.steplen])
        if page.pk is None:
            # One that is being made will stand last.
            return (siblings[-1] if siblings else None), None
        if page.pk not in siblings:
            return None, None
        place = siblings.index(page.pk)
        return (siblings[place - 1] if place else None), (siblings[place + 1] if place + 1 < len(siblings) else None)

    def manifesto_sections(self, block_ids: list[str]) -> list[SectionLink]:
        """The sections with these ids of public manifestos; of the one in the language of the answer where there is one."""
        # Asked for in any case: whether it is needed is known when all lists are loaded.
        ids = self._ids("manifestos", None)
        if not block_ids:
            return []
        self.dependencies.add("type", "manifesto")
        sections: dict[str, SectionLink] = {}
        manifestos = [self._get("exact_page", page_id) for page_id in ids]
        # A translation keeps the ids of the sections: the one in the language of the answer comes last, and stays.
        for manifesto in sorted(
            filter(None, manifestos), key=lambda page: self.visibility.tree_of(page) == self.visibility.tree
        ):
            self.dependencies.changes_at(manifesto.expire_at)
            sections |= cards.section_links_of(manifesto, self.path_of(manifesto))
        return [sections[block_id] for block_id in block_ids if block_id in sections]

    def positions_from_sections(self, block_ids: tuple[str, ...]) -> list[int]:
        """Ids of the positions in the language of the answer that follow from these sections, in the editor's order."""
        return self._ids("positions_from_sections", block_ids, depends_on="type:position")

    def breadcrumbs(self, page: BasePage) -> list[PageLink]:
        """The public pages above `page`, from the home page down."""
        return [link for page_id in self._ids("ancestors", page.path) if (link := self.page_link(page_id))]

    def tags_of(self, page_id: int) -> list[Tag]:
        """The tags of an activity or an article as published, by name."""
        return self._get("page_tags", page_id) or []

    def own_tags(self, page: Any) -> list[Tag]:
        """The tags of the page that is being shown, saved or not, by name."""
        if not is_in_hand(page, "tagged_items"):
            return self.tags_of(page.pk)
        tags = [self._get("tag", item.tag_id) for item in page.tagged_items.get_object_list()]
        return sorted((tag for tag in tags if tag), key=lambda tag: tag["name"])

    def rows(self, page: BasePage, relation: str) -> list[Entry]:
        """The inline rows of `page` in the editor's order, saved or not. What they point at is still to be asked for."""
        if not is_in_hand(page, relation):
            return self._list("rows", (page._meta.get_field(relation).related_model, page.pk))
        rows = getattr(page, relation).get_object_list()
        return [Entry.of_row(row) for row in sorted(rows, key=lambda row: (row.sort_order or 0, row.pk or 0))]

    @property
    def organisation(self) -> OrganisationSettings:
        """The site's organisation in the language of the answer; an empty one where nobody has filled it in (Wagtail's
        `for_site` would write it). One query, the first time."""
        self.dependencies.add("site")
        return self._organisation

    @cached_property
    def _organisation(self) -> OrganisationSettings:
        return OrganisationSettings.speaking(self.visibility.site, self.visibility.tree.locale_id)

    @property
    def site_name(self) -> str:
        """What the site is called: like the organisation, or else like its home page if readers may see that."""
        visibility = self.visibility
        home = visibility.tree.title if visibility.tree in visibility.trees else visibility.site.hostname
        return self.organisation.name or home

    def language_of(self, page: Page) -> str:
        """The language that `page` is written in, as Django writes it: for an untranslated copy, that of its source."""
        return self.visibility.tree_of(self._get("exact_page", page.alias_of_id) or page).language

    def canonical_path_of(self, page: Page) -> str:
        """Where `page` is, or what it is a copy of where that is public."""
        if page.alias_of_id:
            self.dependencies.add("place", page.alias_of_id)
        original = self._get("exact_page", page.alias_of_id)
        return self.path_of(original or page)

    def translations_of(self, page: Page) -> list[Page]:
        """`page` in every language that it is public in, the site's first language first; copies are no translations."""
        self.dependencies.add("languages")
        if len(self.visibility.trees) < 2:
            return [page]
        self.dependencies.add("translations", page.translation_key)
        translations: list[Page] = self._get("translations", page.translation_key) or []
        for translation in translations:
            self.dependencies.changes_at(translation.expire_at)
        return translations

    def path_of(self, page: Page) -> str:
        """Where `page` is on this site, with slashes at both ends. Costs no query."""
        return self.visibility.tree_of(page).path_of(page.url_path)

    def _page_path(self, page_id: int) -> str | None:
        """Where a text's link to that page leads. Nothing but its place is read."""
        page = self._get("page", page_id, depends_on="place")
        if page and page.pk == self.shown_id and page.pk != page_id:
            # A text that names another language's version of its own page means that: "The original is in English."
            page = self._get("exact_page", page_id) or page
        if not page:
            return None
        self.dependencies.add("place", page.pk)
        self.dependencies.changes_at(page.expire_at)
        return self.path_of(page)

    def _document_url(self, document_id: int) -> str | None:
        document = self.document(document_id)
        return document["url"] if document else None

    def _ids(self, kind: str, key: Any, depends_on: str | None = None) -> list[int]:
        if depends_on:
            self.dependencies.add(depends_on)
        return [entry.target for entry in self._list(kind, key)]

    def _list(self, kind: str, key: Any) -> list[Entry]:
        return self._get("list", (kind, key)) or []

    def _knows(self, kind: str, key: Any) -> bool:
        """Whether that has been loaded. If not, it is asked for."""
        self._get(kind, key)
        return key in self._found.get(kind, ())

    def _get(self, kind: str, key: Any, depends_on: str | None = None) -> Any:
        if key is None:
            return None
        if depends_on or kind in ("page", "image", "document"):
            self.dependencies.add(depends_on or kind, key)
        found = self._found.setdefault(kind, {})
        if key not in found:
            self._wanted.setdefault(kind, set()).add(key)
        return found.get(key)

    def _load(self) -> None:
        """Loads what was asked for of the first stage that anything was asked of: it leads to more of the later ones."""
        stage = next(stage for stage in STAGES if any(self._wanted.get(kind) for loader in stage for kind in loader.kinds))
        for kinds, load in stage:
            wanted = {kind: self._wanted.pop(kind) for kind in kinds if self._wanted.get(kind)}
            for kind, loaded in (load(self.visibility, self.dependencies, wanted) if wanted else {}).items():
                missing = dict.fromkeys(wanted.get(kind, ()))
                self._found.setdefault(kind, {}).update(missing | loaded)


def is_in_hand(page: Any, relation: str) -> bool:
    """Whether the rows of `page` are to be taken from the object itself, as in a preview, and not from the database."""
    return page.pk is None or relation in getattr(page, "_cluster_related_objects", {})


def reader_for(site: Site, dependencies: Dependencies | None = None) -> DatabaseReader:
    """A reader who sees `site` as anybody does at this moment."""
    return DatabaseReader(Visibility(site, timezone.now()), dependencies or Dependencies())
