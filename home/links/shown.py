"""Which pages readers see, about as exactly as an editor needs to know; `api.visibility` is what decides for readers."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page


def shown_pages() -> "QuerySet[Page]":
    """The pages that are live now, and neither private nor below one that is private or hidden. One query, beside the
    caller's."""
    now = timezone.now()
    is_shown = Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=now)) & (Q(go_live_at=None) | Q(go_live_at__lte=now))
    hiding = Page.objects.filter(Q(view_restrictions__isnull=False) | ~is_shown & Q(numchild__gt=0), depth__gt=1)
    pages = Page.objects.filter(is_shown)
    for path in set(hiding.values_list("path", flat=True)):
        pages = pages.exclude(path__startswith=path)
    return pages
