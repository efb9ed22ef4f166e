"""What an editor sees of the site around a page that isn't published: as it will be once that page is there."""

import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy

from api.dependencies import Dependencies
from api.representation.reading import DatabaseReader
from api.visibility import Visibility


class PreviewVisibility(Visibility):
    """What anybody may see, and those pages besides whose own state hides them so far. Private ones stay hidden."""

    def __init__(self, site: Site, now: datetime.datetime, page_ids: list[int]) -> None:
        super().__init__(site, now)
        self.page_ids = page_ids

    def _shown_by_itself(self) -> Q:
        return super()._shown_by_itself() | Q(pk__in=self.page_ids)


def preview_reader(page: Page, site: Site, user: Any) -> DatabaseReader:
    """Reads for `user`, who may look at `page`: it counts as published, and so does what is above it, as far as this user
    may see that in the admin. Costs a query or two beside the reader's own."""
    above = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    seen = PagePermissionPolicy().explorable_instances(user).filter(path__in=above)
    visibility = PreviewVisibility(site, timezone.now(), list(seen.values_list("pk", flat=True)))
    return DatabaseReader(visibility, Dependencies())
