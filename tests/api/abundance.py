"""Fills every page of a small site with as many links, pictures, documents and relations as wanted."""

from typing import Any

from django.db.models import Model

from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    CustomDocument,
    CustomImage,
    CustomRendition,
    HomePagePosition,
    OrganisationSettings,
    PositionManifestoSection,
    PositionPage,
    RelatedPosition,
)
from tests.pages import SmallSite, block
from tests.unwatched import unwatched


def pictures(site: SmallSite, count: int) -> list[CustomImage]:
    """`count` pictures with sizes of their own. Only the first is drawn: that takes longest."""
    first = site.image()
    fields = ("title", "alt", "file", "width", "height", "collection_id", "colour", "preview")
    others = [CustomImage(**{name: getattr(first, name) for name in fields}) for _ in range(count - 1)]
    made = CustomImage.objects.bulk_create(others)
    sizes = [
        CustomRendition(image=image, filter_spec=size.filter_spec, file=size.file, width=size.width, height=size.height)
        for image in made
        for size in first.renditions.all()
    ]
    CustomRendition.objects.bulk_create(sizes)
    return [first, *made]


def fill(site: SmallSite, times: int) -> None:
    """Every page mentions `times` things of each kind that an editor can mention in it, each another one."""
    with unwatched():
        _fill(site, times)


def _fill(site: SmallSite, times: int) -> None:
    images, documents = pictures(site, times), [site.document() for _ in range(times)]
    positions = [site.add_position(title=f"Position {times} {number}") for number in range(times)]
    activities = [site.add_activity(title=f"Activity {times} {number}") for number in range(times)]
    for number, activity in enumerate([*activities, site.add_activity(days=9, title=f"Soon {times}")]):
        ActivityPhoto.objects.create(page=activity, image=images[number % times])
        ActivityPosition.objects.create(page=activity, position=site.position)
        activity.tags.add(f"tag {times} {number}")
        activity.save()
    # One at least answers each kind that can be answered.
    for number in range(times + 2):
        answered = (site.position, site.manifesto, site.article)[number % 3]
        answer = site.add_article(title=f"Answer {times} {number}", responds_to=answered)
        answer.tags.add(f"tag {times} {number}")
        answer.save()
    _fill_texts(site, positions, images, documents)
    _relate(site, positions, images, documents)


def _fill_texts(
    site: SmallSite, positions: list[PositionPage], images: list[CustomImage], documents: list[CustomDocument]
) -> None:
    links = [
        f'<a linktype="page" id="{position.pk}">x</a> <a linktype="document" id="{document.pk}">y</a>'
        for position, document in zip(positions, documents, strict=True)
    ]
    text = f"<p>{' '.join(links)}</p>"
    chosen = [{"type": "item", "id": str(position.pk), "value": position.pk} for position in positions]
    body: list[dict[str, Any]] = [block("chosen_positions", {"heading": "", "positions": chosen})]
    for position, image, document, link in zip(positions, images, documents, links, strict=True):
        body += [
            block("rich_text", f"<p>{link}</p>"),
            block("image", {"image": image.pk, "caption": ""}),
            block("document", {"document": document.pk, "label": ""}),
            block("call_to_action", {"heading": "Act", "label": "Go", "page": position.pk}),
            block("latest_activities", {"heading": "", "count": position.pk % 12 + 1}),
        ]
    for page in site.every_page():
        page.refresh_from_db()
        for field in ("introduction", "lead", "call_text", "privacy"):
            if hasattr(page, field):
                setattr(page, field, text)
        if hasattr(page, "body"):
            page.body = body
        if hasattr(page, "call_page"):
            page.call_page = site.contact
        if hasattr(page, "sections"):
            page.sections = [site.section(body=text)]
        page.share_image = images[-1]
        page.save()


def _relate(
    site: SmallSite, positions: list[PositionPage], images: list[CustomImage], documents: list[CustomDocument]
) -> None:
    """Each kind at once: to save one is to tell all answers of the page."""
    relations: list[list[Model]] = [
        [ActivityPhoto(page=site.activity, image=image) for image in images],
        [ActivityDocument(page=site.activity, document=document) for document in documents],
        [ActivityPosition(page=site.activity, position=position) for position in positions],
        [RelatedPosition(page=site.position, position=position) for position in positions],
        [HomePagePosition(page=site.home, position=position) for position in positions],
        [PositionManifestoSection(page=position, section=site.section_id) for position in positions],
    ]
    for of_one_kind in relations:
        type(of_one_kind[0])._default_manager.bulk_create(of_one_kind)
    PositionManifestoSection.objects.get_or_create(page=site.position, section=site.section_id)
    organisation, _ = OrganisationSettings.objects.get_or_create(site=site.site, defaults={"name": "Tenants"})
    organisation.share_image = images[0]
    organisation.save()
