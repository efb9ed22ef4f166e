"""The one gate: what a reader may see now.

Every page, image and document that an answer mentions passes here, whether it is the page asked for, a link in a text,
a parent, a menu entry or an entry of a list. What does not pass is as if it did not exist. The gate goes by the clock,
not by the scheduled command, which can be late.
"""

import datetime
from collections.abc import Iterable
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import CollectionViewRestriction, Page, Site

from home.models import CustomDocument, CustomImage, page_models


class Visibility:
    """What anybody may see of `site` at `now`.

    A page is visible when it is live, not expired and not waiting for its time, when neither it nor a page above it is
    private, and when all pages between it and the site's root are visible too: its address would tell of them.
    """

    def __init__(self, site: Site, now: datetime.datetime) -> None:
        self.site = site
        self.now = now

    @cached_property
    def root(self) -> Page:
        """The page at the root of the site's tree. One query."""
        return self.site.root_page

    def pages(self) -> QuerySet[Page]:
        """The visible pages of the site, root included. One query, the first time, beside the caller's own."""
        pages = Page.objects.filter(self._shown_by_itself(), path__startswith=self.root.path)
        for length, paths in self._hidden_paths.items():
            ancestor = f"ancestor_{length}"
            pages = pages.alias(**{ancestor: Substr("path", 1, length)}).exclude(**{f"{ancestor}__in": paths})
        return pages

    def images(self) -> "QuerySet[CustomImage]":
        return CustomImage.objects.exclude(_in_private_collection())

    def documents(self) -> "QuerySet[CustomDocument]":
        return CustomDocument.objects.exclude(_in_private_collection())

    def _shown_by_itself(self) -> Q:
        """A page of a kind of ours whose own state shows it."""
        return (
            Q(live=True, content_type__in=_content_types(page_models().values()))
            & (Q(expire_at=None) | Q(expire_at__gt=self.now))
            & (Q(go_live_at=None) | Q(go_live_at__lte=self.now))
        )

    @cached_property
    def _hidden_paths(self) -> dict[int, set[str]]:
        """Paths of private pages, and of hidden ones that can have children, by length: all below them is hidden too.

        `numchild` alone can't tell which have children: an editor who saves a page with a stale copy sets it back.
        """
        parents = [model for model in page_models().values() if model.allowed_subpage_models()]
        can_have_children = Q(content_type__in=_content_types(parents)) | Q(numchild__gt=0)
        hides_children = ~self._shown_by_itself() & can_have_children & Q(path__startswith=self.root.path)
        private = Q(view_restrictions__isnull=False)
        by_length: dict[int, set[str]] = {}
        for path in Page.objects.filter(hides_children | private).values_list("path", flat=True):
            by_length.setdefault(len(path), set()).add(path)
        return by_length


def _content_types(models: Iterable[type[Page]]) -> list[ContentType]:
    """The content types of `models`. Costs no query once they are known to the process."""
    return list(ContentType.objects.get_for_models(*models).values())


def _in_private_collection() -> Exists:
    """Whether the collection of the row, or one above it, is private; part of the caller's query."""
    return Exists(
        CollectionViewRestriction.objects.annotate(
            part=Substr(OuterRef("collection__path"), 1, Length("collection__path"))
        ).filter(part=F("collection__path"))
    )
