"""What is wrong with a page, in words: links that lead nowhere, pictures without a description, a title that is cut off.

Nothing of this keeps a page from being saved or published. Colours can't go wrong on a page: words stand on paper or on the
group's own colour alone, never on a picture, and that colour is refused where it can't be read (`home.colours`).
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.links.addresses import tidy
from home.links.mentions import Kind, Mention, Place, mentions_of
from home.links.shown import shown_pages
from home.links.verdicts import broken_among
from home.models.documents import CustomDocument
from home.models.images import CustomImage

LONGEST_TITLE = 60
"""Search engines show some 600 pixels, which is about as many characters."""


class Problem(NamedTuple):
    """Where something is wrong, and what. `mend_url` is where to mend it, if that is elsewhere."""

    place: Place
    words: str
    mend_url: str = ""


def problems_of(page: Any) -> list[Problem]:
    """What is wrong with `page`, of its own kind and perhaps unsaved, in the form's order. Seven queries at most,
    beside those for rows that were not read yet."""
    mentions = list(mentions_of(page))
    told = {**_addresses(mentions), **_pages(mentions, page), **_documents(mentions), **_pictures(mentions)}
    found = ((mention, told.get((mention.kind, mention.target))) for mention in mentions)
    return [*_title(page), *(_problem(mention, words) for mention, words in found if words is not None)]


Told = dict[tuple[Kind, int | str], str]
"""What is wrong with a target, in words that follow "The link leads to"; of a picture, its title."""


def _problem(mention: Mention, told: str) -> Problem:
    if mention.kind == Kind.PICTURE:
        words = f"The picture “{told}” isn’t described for people who can’t see it."
        return Problem(mention.place, words, reverse("wagtailimages:edit", args=[mention.target]))
    subject = f"The link “{mention.words}”" if mention.words else "What is linked here"
    return Problem(mention.place, f"{subject} leads to {told}.")


def _title(page: Any) -> Iterator[Problem]:
    title = page.seo_title or page.title
    if len(title) > LONGEST_TITLE:
        words = (
            f"The title has {len(title)} characters, and search engines cut it off after some {LONGEST_TITLE}. "
            "Under “Promote” you can give them a shorter one."
        )
        yield Problem(Place("Title tag" if page.seo_title else "Title"), words)


def _addresses(mentions: list[Mention]) -> Told:
    written = {str(mention.target): tidy(str(mention.target)) for mention in mentions if mention.kind == Kind.ADDRESS}
    broken = broken_among(written.values()) if written else {}
    return {(Kind.ADDRESS, url): f"{url}, {broken[known]}" for url, known in written.items() if known in broken}


def _pages(mentions: list[Mention], page: Any) -> Told:
    wanted = _targets(mentions, Kind.PAGE) - {page.pk}
    if not wanted:
        return {}
    there = Page.objects.filter(pk__in=wanted).in_bulk()
    shown = set(shown_pages().filter(pk__in=wanted).values_list("pk", flat=True))
    return {(Kind.PAGE, pk): _state(there.get(pk)) for pk in wanted - shown}


def _state(page: Page | None) -> str:
    """What keeps readers from `page`, which they don't see."""
    if page is None:
        return "a page that was deleted"
    title = page.get_admin_display_title()
    has_expired = page.expire_at is not None and page.expire_at <= timezone.now()
    if page.live and not has_expired:
        return f"“{title}”, which readers can’t see"
    return f"“{title}”, which {'was taken back' if page.first_published_at else 'is not published yet'}"


def _documents(mentions: list[Mention]) -> Told:
    wanted = _targets(mentions, Kind.DOCUMENT)
    there = set(CustomDocument.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return {(Kind.DOCUMENT, pk): "a file that was deleted" for pk in wanted - there}


def _pictures(mentions: list[Mention]) -> Told:
    wanted = _targets(mentions, Kind.PICTURE)
    bare = undescribed().filter(pk__in=wanted).values_list("pk", "title") if wanted else []
    return {(Kind.PICTURE, pk): title for pk, title in bare}


def undescribed() -> "QuerySet[CustomImage]":
    """The form asks for a description; what came in past it may lack one."""
    return CustomImage.objects.filter(alt__regex=r"^\s*$")


def _targets(mentions: Iterable[Mention], kind: Kind) -> set[int]:
    return {int(mention.target) for mention in mentions if mention.kind == kind}
