"""Enlarges the demo to as many pages as a measurement or a test needs: with copies of its positions, activities and articles.

The same number always gives the same pages. Copies come in volumes that refer to each other as the demo's pages do: so a
page of a large site has as many relations as one of a small site. They are written past `save`, in some seconds for 10,000:
nobody is told of them, they have no revisions, and the search index doesn't know them yet.
"""

import datetime
import json
import re
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max
from wagtail.models import Page

from home.demo.bodies import NAMESPACE
from home.demo.loading import page_files
from home.demo.pages import CHILDREN, page_key
from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    ActivityReportPage,
    ActivityTag,
    ArticlePage,
    ArticleTag,
    PositionManifestoSection,
    PositionPage,
    RelatedPosition,
)

ROUND = (ActivityReportPage,) * 5 + (ArticlePage,) * 4
"""What comes again and again behind the positions of a volume."""
ROUNDS = 5
MOST_DAYS = 3000
"""Articles are dated back by at most so many days."""

LINK = re.compile(r'(<a linktype="page" id=")(\d+)')
"""The beginning of a link to a page, in rich text as it is stored."""

NOT_COPIED = {"id", "latest_revision_id", "latest_revision_created_at", "live_revision_id", "alias_of_id"}
ROWS: dict[type[Any], str] = {
    ActivityDocument: "page_id",
    ActivityPhoto: "page_id",
    ActivityPosition: "page_id",
    ActivityTag: "content_object_id",
    ArticleTag: "content_object_id",
    PositionManifestoSection: "page_id",
    RelatedPosition: "page_id",
}
"""What stands in the rows of pages' forms, with the column that names the page."""


class Copy(NamedTuple):
    """The copy with a `number`, of the page `source`: the `place`-th of its kind in its volume."""

    number: int
    source: Any
    volume: int
    place: int

    @property
    def key(self) -> UUID:
        return key_of(self.volume, type(self.source), self.place)

    @property
    def title(self) -> str:
        return f"{self.source.title} ({self.number})"


def key_of(volume: int, kind: type[Any], place: int) -> UUID:
    """The `translation_key` of a copy."""
    return uuid5(NAMESPACE, f"copy {volume} {kind.__name__} {place}")


class Enlargement:
    """Makes copies of the pages of a loaded demo."""

    def __init__(self) -> None:
        keys = [page_key(file.name) for file in page_files()]
        self._demo_pages = len(keys) + 1
        # What an article answers is older than the article, so its copy is made before.
        orders = {PositionPage: "number", ActivityReportPage: "starts_at", ArticlePage: "written_on"}
        self._sources: dict[type[Any], list[Any]] = {
            model: list(model._default_manager.filter(translation_key__in=keys).order_by(order, "pk"))
            for model, order in orders.items()
        }
        self._places = {
            source.pk: (kind, place) for kind, sources in self._sources.items() for place, source in enumerate(sources)
        }
        self._volume_size = len(self._sources[PositionPage]) + ROUNDS * len(ROUND)
        self._ids: dict[UUID, int] = {}

    def to(self, pages: int) -> int:
        """Makes so many copies that the site has that number of pages; how many copies were made."""
        there = Page.objects.filter(depth__gt=1).count() - self._demo_pages
        copies = [self._copy(number) for number in range(there, pages - self._demo_pages)]
        self._ids = dict(Page.objects.values_list("translation_key", "pk"))
        of_kinds = {kind: [copy for copy in copies if type(copy.source) is kind] for kind in CHILDREN.values()}
        for kind, of_kind in of_kinds.items():
            self._write_pages(of_kind, kind)
        # What they say names other pages, so that all of them have to be there.
        for kind, of_kind in of_kinds.items():
            self._write_fields(of_kind, kind)
        return len(copies)

    def _copy(self, number: int) -> Copy:
        volume, rest = divmod(number, self._volume_size)
        positions = self._sources[PositionPage]
        if rest < len(positions):
            return Copy(number, positions[rest], volume, rest)
        turn, step = divmod(rest - len(positions), len(ROUND))
        kind = ROUND[step]
        place = turn * ROUND.count(kind) + step - ROUND.index(kind)
        sources = self._sources[kind]
        return Copy(number, sources[place % len(sources)], volume, place)

    def _write_pages(self, copies: list[Copy], kind: type[Any]) -> None:
        if not copies:
            return
        parent = Page.objects.get(pk=self._sources[kind][0].get_parent().pk)
        last = parent.get_children().aggregate(last=Max("path"))["last"]
        first_step = Page._str2int(last[-Page.steplen :]) + 1
        made = Page.objects.bulk_create(page_of(copy, parent, first_step + place) for place, copy in enumerate(copies))
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(made))
        self._ids.update({copy.key: page.pk for copy, page in zip(copies, made, strict=True)})

    def _write_fields(self, copies: list[Copy], kind: type[Any]) -> None:
        rows = [self._own_fields(copy) for copy in copies]
        # `bulk_create` refuses models whose fields stand in two tables.
        kind._base_manager.all()._batched_insert(rows, fields=kind._meta.local_concrete_fields, batch_size=None)
        for model, column in ROWS.items():
            if model._meta.get_field(column.removesuffix("_id")).related_model is kind:
                model.objects.bulk_create(self._rows(model, column, copies))

    def _own_fields(self, copy: Copy) -> Any:
        """The copy with the fields of its own kind alone."""
        source, kind = copy.source, type(copy.source)
        fields = {field.attname: getattr(source, field.attname) for field in kind._meta.local_concrete_fields}
        fields["body"] = json.dumps(self._as_said_by(copy, list(source.body.raw_data)))
        hours = datetime.timedelta(hours=copy.number + 1)
        if kind is PositionPage:
            fields["number"] = source.number + (copy.volume + 1) * len(self._sources[PositionPage])
        elif kind is ActivityReportPage:
            fields |= {name: fields[name] and fields[name] - hours for name in ("starts_at", "ends_at")}
        else:
            fields["written_on"] -= datetime.timedelta(days=copy.number % MOST_DAYS)
            fields["responds_to_id"] = self._counterpart(source.responds_to_id, copy)
        return kind(**{**fields, "page_ptr_id": self._ids[copy.key]})

    def _as_said_by(self, copy: Copy, content: Any) -> Any:
        """What stands in a body, as it is stored, with the pages of the copy's volume instead of those of the demo."""
        if isinstance(content, str):
            return LINK.sub(lambda link: f"{link[1]}{self._named_by(copy, int(link[2]))}", content)
        if isinstance(content, list):
            return [self._as_said_by(copy, part) for part in content]
        if not isinstance(content, dict):
            return content
        said = {name: self._as_said_by(copy, part) for name, part in content.items()}
        if isinstance(said.get("page"), int):
            said["page"] = self._named_by(copy, said["page"])
        if "positions" in said:
            said["positions"] = [{**item, "value": self._named_by(copy, item["value"])} for item in said["positions"]]
        return said

    def _named_by(self, copy: Copy, page_id: int) -> int:
        """The page that stands for one that the demo names: where there is no copy of that in the volume, itself."""
        counterpart = self._key_of_counterpart(page_id, copy) if page_id in self._places else None
        return self._ids.get(counterpart, page_id) if counterpart else page_id

    def _counterpart(self, page_id: int | None, copy: Copy) -> int | None:
        """What the copy says instead of a page of the demo: the copy of it in the same volume. For the manifesto, which is
        not copied, a position stands in."""
        if page_id is None:
            return None
        return self._ids[self._key_of_counterpart(page_id, copy)]

    def _key_of_counterpart(self, page_id: int, copy: Copy) -> UUID:
        kind, place = self._places.get(page_id, (PositionPage, 0))
        if kind is type(copy.source):
            # There are several of each in a volume.
            sources = len(self._sources[kind])
            place += copy.place // sources * sources
        return key_of(copy.volume, kind, place)

    def _rows(self, model: type[Any], column: str, copies: list[Copy]) -> list[Any]:
        """The rows of the copies' forms."""
        names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        by_page: dict[int, list[dict[str, Any]]] = {}
        sources = {copy.source.pk for copy in copies}
        for row in model._default_manager.filter(**{f"{column}__in": sources}).order_by("pk").values(*names):
            by_page.setdefault(row[column], []).append(row)
        rows = []
        for copy in copies:
            for row in by_page.get(copy.source.pk, []):
                fields = {**row, column: self._ids[copy.key]}
                if "position_id" in fields:
                    fields["position_id"] = self._counterpart(row["position_id"], copy)
                rows.append(model(**fields))
        return rows


def page_of(copy: Copy, parent: Page, step: int) -> Page:
    """The copy as a plain page, the `step`-th below `parent`."""
    source = copy.source
    fields = {
        field.attname: getattr(source, field.attname)
        for field in Page._meta.concrete_fields
        if field.attname not in NOT_COPIED
    }
    slug = f"{source.slug}-{copy.number}"
    published = source.first_published_at - datetime.timedelta(hours=copy.number + 1)
    fields |= {
        "path": Page._get_path(parent.path, parent.depth + 1, step),
        "slug": slug,
        "url_path": f"{parent.url_path}{slug}/",
        "title": copy.title,
        "draft_title": copy.title,
        "translation_key": copy.key,
        "first_published_at": published,
        "last_published_at": published,
    }
    return Page(**fields)


def enlarge(pages: int) -> int:
    """Makes so many copies of the demo's pages that the site has that number of pages; how many copies were made.

    Nothing is made where it has as many already.
    """
    with transaction.atomic():
        return Enlargement().to(pages)
