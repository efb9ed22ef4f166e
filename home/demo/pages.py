"""Makes a page of each file: first as an empty draft, so that all can be linked to, then filled in and published."""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from wagtail.models import Page

from home.demo.bodies import NAMESPACE, Targets, body, rich_text
from home.demo.dates import relative_date, relative_time
from home.demo.reading import CONTENT, PageFile
from home.models import (
    ActivityDocument,
    ActivityIndexPage,
    ActivityPhoto,
    ActivityPosition,
    ActivityReportPage,
    ArticlePage,
    BasePage,
    ContactPage,
    DebateIndexPage,
    ManifestoPage,
    PositionIndexPage,
    PositionManifestoSection,
    PositionPage,
    RelatedPosition,
    StandardPage,
)

MODELS: dict[str, type[BasePage]] = {
    "manifesto": ManifestoPage,
    "positions": PositionIndexPage,
    "activities": ActivityIndexPage,
    "debate": DebateIndexPage,
    "contact": ContactPage,
    "privacy": StandardPage,
    "accessibility": StandardPage,
}
"""The pages below the home page, in their order in the tree."""

CHILDREN: dict[str, type[BasePage]] = {"positions": PositionPage, "activities": ActivityReportPage, "debate": ArticlePage}

PLAIN_FIELDS = (
    "title",
    "seo_title",
    "search_description",
    "number",
    "summary",
    "kind",
    "place",
    "address",
    "author_names",
    "email",
)
DATES = ("adopted_on", "written_on")
TIMES = ("starts_at", "ends_at")


def page_key(name: str) -> UUID:
    """The `translation_key` of a demo page: it survives whatever editors do to title, address and place of the page."""
    return uuid5(NAMESPACE, name)


def empty_draft(file: PageFile, today: datetime.date) -> BasePage:
    """The page with all that it can say without other pages; not saved."""
    model = CHILDREN[file.parent] if file.parent else MODELS[file.name]
    fields: dict[str, Any] = {name: file.fields[name] for name in PLAIN_FIELDS if name in file.fields}
    fields |= {name: relative_date(file.fields[name], today) for name in DATES if name in file.fields}
    fields |= {name: relative_time(file.fields[name], today) for name in TIMES if name in file.fields}
    page = model(slug=file.slug, translation_key=page_key(file.name), live=False, has_unpublished_changes=True, **fields)
    page.first_published_at = relative_time(file.fields["published"], today)
    return page


def publish(file: PageFile, page: Page, targets: Targets) -> None:
    """Fills in what refers to other objects, and publishes the page as an editor does, through a revision."""
    if name := file.fields.get("share_image"):
        page.share_image_id = targets.images[name]
    FILL[type(page)](file, page, targets)
    page.save_revision().publish()


def opening(file: PageFile, targets: Targets) -> str:
    """What stands before the first heading."""
    return rich_text(file.chapters[0].tokens, targets)


def fill_introduction(file: PageFile, page: Any, targets: Targets) -> None:
    page.introduction = opening(file, targets)


def fill_standard(file: PageFile, page: StandardPage, targets: Targets) -> None:
    page.introduction = opening(file, targets)
    set_stream(page, "body", body(file, file.chapters[1:], targets))


def fill_contact(file: PageFile, page: ContactPage, targets: Targets) -> None:
    page.introduction = opening(file, targets)
    page.privacy = rich_text(file.chapters[1].tokens, targets)
    page.openpgp_key = (CONTENT / file.fields["openpgp_key"]).read_text(encoding="ascii").strip()


def fill_manifesto(file: PageFile, page: ManifestoPage, targets: Targets) -> None:
    page.introduction = opening(file, targets)
    sections = [{"heading": chapter.heading, "body": rich_text(chapter.tokens, targets)} for chapter in file.chapters[1:]]
    stored = [
        {"id": section_id(number), "type": "section", "value": value} for number, value in enumerate(sections, start=1)
    ]
    set_stream(page, "sections", stored)


def section_id(number: int) -> str:
    """The block id of the manifesto's section, by which positions point at it."""
    return str(uuid5(NAMESPACE, f"manifesto#{number}"))


def fill_position(file: PageFile, page: PositionPage, targets: Targets) -> None:
    set_stream(page, "body", body(file, file.chapters, targets))
    page.manifesto_sections = [
        PositionManifestoSection(section=section_id(number)) for number in file.fields["follows_from"]
    ]
    page.related_positions = [RelatedPosition(position_id=pk) for pk in related(file, targets)]


def fill_activity(file: PageFile, page: ActivityReportPage, targets: Targets) -> None:
    set_stream(page, "body", body(file, file.chapters, targets))
    page.photos = [
        ActivityPhoto(image_id=targets.images[photo["image"]], caption=photo["caption"]) for photo in file.fields["photos"]
    ]
    page.documents = [ActivityDocument(document_id=targets.documents[name]) for name in file.fields.get("documents", [])]
    page.related_positions = [ActivityPosition(position_id=pk) for pk in related(file, targets)]
    page.tags.add(*file.fields["tags"])


def fill_article(file: PageFile, page: ArticlePage, targets: Targets) -> None:
    set_stream(page, "body", body(file, file.chapters, targets))
    page.responds_to_id = targets.pages[file.fields["responds_to"]]
    page.tags.add(*file.fields["tags"])


def related(file: PageFile, targets: Targets) -> list[int]:
    return [targets.pages[f"positions/{slug}"] for slug in file.fields["related_positions"]]


def set_stream(holder: Any, field: str, stored: list[dict[str, Any]]) -> None:
    """Gives a page or setting the stored form of a StreamField."""
    stream = holder._meta.get_field(field).stream_block.to_python(stored)
    # The items of lists get their ids when they are stored anew, which happens to blocks that have been read.
    list(stream)
    setattr(holder, field, stream)


FILL: dict[type[Page], Callable[[PageFile, Any, Targets], None]] = {
    ManifestoPage: fill_manifesto,
    PositionIndexPage: fill_introduction,
    PositionPage: fill_position,
    ActivityIndexPage: fill_introduction,
    ActivityReportPage: fill_activity,
    DebateIndexPage: fill_introduction,
    ArticlePage: fill_article,
    ContactPage: fill_contact,
    StandardPage: fill_standard,
}
