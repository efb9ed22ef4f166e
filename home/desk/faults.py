"""Which public pages have something wrong with them: asked of what was noted of them, without reading a page again."""

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet

from home.desk.problems import undescribed
from home.links.shown import shown_pages
from home.links.verdicts import broken_among
from home.models.documents import CustomDocument
from home.models.links import PageLink

Kind = PageLink.Kind


def faults() -> dict[int, str]:
    """What is wrong with public pages, in words and by their ids. Seven queries, however many they are."""
    to_pages, to_documents = (PageLink.objects.filter(kind=kind) for kind in (Kind.PAGE, Kind.DOCUMENT))
    links = Counter[int]()
    for dead in (
        PageLink.objects.filter(kind=Kind.ADDRESS, url__in=broken_among()),
        to_pages.exclude(target_id__in=shown_pages().values("pk")),
        to_documents.exclude(target_id__in=CustomDocument.objects.values("pk")),
    ):
        links.update(_counted(dead))
    pictures = _counted(PageLink.objects.filter(kind=Kind.PICTURE, target_id__in=undescribed().values("pk")))
    return {page_id: _in_words(links[page_id], pictures.get(page_id, 0)) for page_id in links.keys() | pictures.keys()}


def _counted(links: "QuerySet[PageLink]") -> dict[int, int]:
    rows: Any = links.values("page_id").annotate(count=Count("pk")).values_list("page_id", "count")
    return dict(rows)


def _in_words(links: int, pictures: int) -> str:
    told = []
    if links:
        told.append("A link leads nowhere" if links == 1 else f"{links} links lead nowhere")
    if pictures:
        told.append("A picture isn’t described" if pictures == 1 else f"{pictures} pictures aren’t described")
    return ". ".join(told)
