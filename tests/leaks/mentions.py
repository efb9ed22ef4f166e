"""The public pages point at everything that is hidden, in each way that an editor has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.contrib.redirects.models import Redirect

from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    HomePagePosition,
    NavigationSettings,
    OrganisationSettings,
    PositionManifestoSection,
    RelatedPosition,
)
from tests.pages import block

if TYPE_CHECKING:
    from tests.leaks.world import World


def mention(world: World) -> None:
    pages = world.hidden_pages
    for page in world.public.every_page():
        # Pages were added below it meanwhile; saved as it was, it would count them wrong.
        page.refresh_from_db()
    _in_texts(world, pages)
    _in_relations(world, pages)
    _in_menus_and_redirects(world, pages)


def links_to(pages: list[Any], documents: list[Any]) -> str:
    """Rich text, as it is stored, that links to all of them."""
    to_pages = "".join(f'<a linktype="page" id="{page.pk}">a page</a>' for page in pages)
    to_documents = "".join(f'<a linktype="document" id="{document.pk}">a file</a>' for document in documents)
    return f"<p>{to_pages}{to_documents}</p>"


def _in_texts(world: World, pages: list[Any]) -> None:
    site, text = world.public, links_to(pages, world.hidden_documents)
    positions = [{"type": "item", "id": "1", "value": page.pk} for page in pages if page.page_type == "position"]
    pictures = [{"type": "item", "id": "2", "value": {"image": image.pk, "caption": ""}} for image in world.hidden_images]
    calls = [block("call_to_action", {"heading": "Act", "label": "Go", "page": page.pk}) for page in pages]
    site.standard.body = [
        block("rich_text", text),
        block("chosen_positions", {"heading": "", "positions": positions}),
        block("gallery", {"images": pictures}),
        block("latest_activities", {"heading": "", "count": 12}),
        *[block("image", {"image": image.pk, "caption": ""}) for image in [*world.hidden_images, world.noted_image]],
        *[block("document", {"document": document.pk, "label": ""}) for document in world.hidden_documents],
        *calls,
    ]
    site.manifesto.sections = [site.section(body=text)]
    site.home.lead = site.home.call_text = text
    for page in (site.positions, site.activities, site.debate, site.contact, site.standard):
        page.introduction = text
    for page in site.every_page():
        page.share_image_id = world.mentions.image
        page.save()


def _in_relations(world: World, pages: list[Any]) -> None:
    site = world.public
    section = world.canaries.word("manifesto section", "section", "id")
    for image in world.hidden_images:
        ActivityPhoto.objects.create(page=site.activity, image=image)
    for document in world.hidden_documents:
        ActivityDocument.objects.create(page=site.activity, document=document)
    for page in pages:
        if page.page_type in ("position", "manifesto", "article"):
            site.add_article(title="Answers something hidden", responds_to=page)
        if page.page_type == "position":
            RelatedPosition.objects.create(page=site.position, position=page)
            ActivityPosition.objects.create(page=site.activity, position=page)
            HomePagePosition.objects.create(page=site.home, position=page)
            PositionManifestoSection.objects.create(page=page, section=site.section_id)
        if page.page_type == "activity_report":
            ActivityPosition.objects.create(page=page, position=site.position)
        if page.page_type == "article":
            type(page).objects.filter(pk=page.pk).update(responds_to=site.article if page.pk % 2 else site.position)
        if page.page_type == "manifesto":
            for hidden_section in page.sections:
                PositionManifestoSection.objects.create(page=site.position, section=hidden_section.id)
    PositionManifestoSection.objects.create(page=site.position, section=section)
    type(site.home).objects.filter(pk=site.home.pk).update(call_page=pages[0])


def _in_menus_and_redirects(world: World, pages: list[Any]) -> None:
    # Every answer of the site carries these: some pages of each way to hide and of each kind are enough in each.
    site, in_main, in_footer, in_text = world.public.site, pages[::7], pages[3::7], pages[5::7]
    NavigationSettings.objects.create(site=site, main=_items(in_main), footer=_items(in_footer))
    OrganisationSettings.objects.create(
        site=site,
        name="Tenants",
        share_image_id=world.mentions.image,
        footer_text=links_to(in_text, world.hidden_documents),
    )
    for page in pages:
        Redirect.objects.create(old_path=f"/old/{page.pk}", redirect_page=page, site=site)
        Redirect.objects.create(old_path=f"/gone/{page.pk}", redirect_page=page, is_permanent=False)


def _items(pages: list[Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "id": str(page.pk), "value": {"page": page.pk, "url": "", "label": ""}} for page in pages]
