"""The one gate: what a reader may see now.

Every page, image and document that an answer mentions passes here, whether it is the page asked for, a link in a text,
a parent, a menu entry or an entry of a list. What does not pass is as if it did not exist. The gate goes by the clock,
not by the scheduled command, which can be late.
"""

import datetime
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
        content_types = ContentType.objects.get_for_models(*page_models().values()).values()
        pages = Page.objects.filter(self._shown_by_itself(), content_type__in=content_types, path__startswith=self.root.path)
        for length, paths in self._hidden_paths.items():
            ancestor = f"ancestor_{length}"
            pages = pages.alias(**{ancestor: Substr("path", 1, length)}).exclude(**{f"{ancestor}__in": paths})
        return pages

    def sees(self, page: Page) -> bool:
        """Whether `page`, as it is in the database, is visible. One query at most, shared with `pages`."""
        if not page.path.startswith(self.root.path) or not page.live:
            return False
        if (page.expire_at and page.expire_at <= self.now) or (page.go_live_at and page.go_live_at > self.now):
            return False
        return not any(page.path[:length] in paths for length, paths in self._hidden_paths.items())

    def images(self) -> "QuerySet[CustomImage]":
        return CustomImage.objects.exclude(_in_private_collection())

    def documents(self) -> "QuerySet[CustomDocument]":
        return CustomDocument.objects.exclude(_in_private_collection())

    def _shown_by_itself(self) -> Q:
        return (
            Q(live=True)
            & (Q(expire_at=None) | Q(expire_at__gt=self.now))
            & (Q(go_live_at=None) | Q(go_live_at__lte=self.now))
        )

    @cached_property
    def _hidden_paths(self) -> dict[int, set[str]]:
        """Paths of private pages, and of hidden ones that have children, by length: all below them is hidden as well."""
        hides_children = ~self._shown_by_itself() & Q(numchild__gt=0, path__startswith=self.root.path)
        private = Q(view_restrictions__isnull=False)
        by_length: dict[int, set[str]] = {}
        for path in Page.objects.filter(hides_children | private).values_list("path", flat=True):
            by_length.setdefault(len(path), set()).add(path)
        return by_length


def _in_private_collection() -> Exists:
    """Whether the collection of the row, or one above it, is private; part of the caller's query."""
    return Exists(
        CollectionViewRestriction.objects.annotate(
            part=Substr(OuterRef("collection__path"), 1, Length("collection__path"))
        ).filter(part=F("collection__path"))
    )
