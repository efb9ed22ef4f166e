"""A site with something of everything that answers are made of, and all that editors do to it."""

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import timezone
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from api import changes
from home.images.renditions import make_renditions
from home.models import (
    ActivityPhoto,
    ActivityPosition,
    ArticlePage,
    CustomDocument,
    CustomImage,
    HomePagePosition,
    NavigationSettings,
    OrganisationSettings,
    OrganisationTranslation,
    PositionManifestoSection,
    PositionPage,
    RelatedPosition,
    StandardPage,
)
from tests.api.golden_site import SECTION, GoldenSite
from tests.files import a_picture

HOUR = 3600


class World(GoldenSite):
    """`GoldenSite` with a second language, menus, redirects, an exchange, and dates that are still to come."""

    def __init__(self) -> None:
        super().__init__()
        self.rebuttal = self.add(
            ArticlePage,
            self.debate,
            title="Once more",
            author_names="C. Nonym",
            written_on=datetime.date(2024, 7, 1),
            summary="A third word.",
            responds_to=self.answer,
        )
        self.coming = self.add_activity(title="Rally", starts_at=timezone.now() + datetime.timedelta(hours=5), ends_at=None)
        ActivityPosition.objects.create(page=self.coming, position=self.position)
        self.second = PositionPage.objects.get(title="Empty homes")
        self.third = self.add_position(title="Repairs")
        self.below = self.add(StandardPage, self.standard, title="Cookies")
        self.german = self.translate(self.position, title="Mietendeckel")
        self.translate(self.article, title="Gegen den Deckel")
        self.site.refresh_from_db()
        self.menus = NavigationSettings.objects.create(
            site=self.site,
            main=[("item", {"page": self.positions}), ("item", {"page": self.standard, "label": "Rules"})],
        )
        self.redirect = Redirect.objects.create(old_path="/old", redirect_page=self.position, is_permanent=True)
        self.organisation = OrganisationSettings.objects.get()
        self.members = self.collection()
        CollectionViewRestriction.objects.create(collection=self.members, restriction_type="login")
        # Nothing of it is private, until it is moved.
        self.shown = self.collection("Shown")
        CustomImage.objects.filter(pk=self.picture.pk).update(collection=self.shown)
        self.picture.refresh_from_db()
        sizes = list(self.picture.renditions.order_by("pk"))
        self.shown_size = sizes[0].url
        self._files = {
            Path(file.path): Path(file.path).read_bytes() for file in (self.picture.file, *(s.file for s in sizes))
        }

    def put_files_back(self) -> None:
        """Those of the picture: what tests undo in the database they don't undo on the disk."""
        for path, content in self._files.items():
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def addresses(self) -> list[str]:
        """Some of each kind that the store keeps answers for."""
        pages = [self.home, self.manifesto, self.second, self.german, self.activities, self.coming, self.debate, self.answer]
        return [
            *PATHS,
            self.shown_size,
            *(f"/api/v1/{address}" for address in ENDPOINTS),
            *(f"/api/v1/pages/{page.pk}/" for page in pages),
        ]


PATHS = [
    "/",
    "/de/",
    "/positions/",
    "/positions/rent-cap/",
    "/positions/repairs/",
    "/activities/street-stall/",
    "/debate/once-more/",
    "/contact/",
    "/privacy/",
    "/privacy/cookies/",
    "/old/",
    "/nothing/",
    "/search/",
    "/feed.xml",
    "/de/feed.json",
    "/feeds/positions.json",
    "/feeds/tags/rents.xml",
    "/activities.ics",
    "/activities/street-stall.ics",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
]

ENDPOINTS = [
    "site/",
    "site/?locale=de",
    "navigation/",
    "tags/",
    "positions/",
    "positions/?locale=de",
    "activities/?when=upcoming",
    "activities/?tag=rents",
    "articles/?limit=1",
    "pages/?limit=5",
    "pages/?order=-last_published_at",
    "search/?q=homes",
    "resolve/?path=%2Fpositions%2Frent-cap%2F",
    "resolve/?locale=de&path=%2Fpositions%2Frent-cap%2F",
    "resolve/?path=%2Fold%2F",
    "resolve/?path=%2Fnew%2F",
]

Action = Callable[[World, int], Any]


def current(page: Any) -> Any:
    """The page as it is stored; None where it has been deleted."""
    found = Page.objects.filter(pk=page.pk).first()
    return found.specific if found else None


def any_page(world: World, number: int) -> Any:
    """One of all pages but the home pages."""
    pages = list(Page.objects.filter(depth__gt=2).order_by("pk"))
    return pages[number % len(pages)].specific


def publish(page: Any, **fields: Any) -> None:
    """As an editor does, from a form. A copy that Wagtail keeps like its source has none."""
    if page.alias_of_id:
        return
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def edit(world: World, number: int) -> None:
    publish(any_page(world, number), title=f"Title {number}")


def summarise(world: World, number: int) -> None:
    pages = [page for page in Page.objects.filter(depth__gt=2).specific() if hasattr(page, "summary")]
    publish(pages[number % len(pages)], summary=f"Summary {number}.")


def save_a_draft(world: World, number: int) -> None:
    page = any_page(world, number)
    if not page.alias_of_id:
        page.title = f"Draft {number}"
        page.save_revision()


def unpublish(world: World, number: int) -> None:
    any_page(world, number).unpublish()


def publish_again(world: World, number: int) -> None:
    hidden = list(Page.objects.filter(live=False, depth__gt=2))
    if hidden:
        publish(hidden[number % len(hidden)].specific)


def expire_soon(world: World, number: int) -> None:
    publish(any_page(world, number), expire_at=timezone.now() + datetime.timedelta(seconds=HOUR * (1 + number % 3)))


def go_live_soon(world: World, number: int) -> None:
    page = any_page(world, number)
    page.go_live_at = timezone.now() + datetime.timedelta(seconds=HOUR * (1 + number % 3))
    page.save()


def schedule(world: World, number: int) -> None:
    publish(
        any_page(world, number),
        title="Later",
        go_live_at=timezone.now() + datetime.timedelta(seconds=HOUR * (1 + number % 3)),
    )


def run_the_schedule(world: World, number: int) -> None:
    call_command("publish_scheduled")
    changes.date_what_is_due()


def move(world: World, number: int) -> None:
    parents = [world.home, world.standard, world.debate, world.positions]
    page, target = any_page(world, number), current(parents[number % len(parents)])
    is_free = target and not target.get_children().filter(slug=page.slug).exists()
    if is_free and not target.path.startswith(page.path):
        page.move(target, pos="last-child")


def reorder(world: World, number: int) -> None:
    page = any_page(world, number)
    siblings = list(page.get_siblings(inclusive=False))
    if siblings:
        page.move(siblings[number % len(siblings)], pos=("left", "right")[number % 2])


def rename(world: World, number: int) -> None:
    """A new address, for all pages below as well."""
    publish(any_page(world, number), slug=f"slug-{number}")


def delete(world: World, number: int) -> None:
    any_page(world, number).delete()


def add_a_position(world: World, number: int) -> None:
    if current(world.positions):
        world.add_position(title=f"Position {number}", number=1000 + number)


def add_an_activity(world: World, number: int) -> None:
    if current(world.activities):
        activity = world.add_activity(
            title=f"Activity {number}", starts_at=timezone.now() + datetime.timedelta(hours=number % 7 - 3), ends_at=None
        )
        if current(world.position):
            publish(activity, related_positions=[ActivityPosition(position=current(world.position))])


def fill_the_calendar(world: World, number: int) -> None:
    """With more activities than any list of the latest or the next ones shows."""
    if current(world.activities):
        for days in range(1, 14):
            world.add_activity(title=f"Stall {number} {days}", days=days if number % 3 == 0 else -days)


def add_an_article(world: World, number: int) -> None:
    articles = list(ArticlePage.objects.all())
    if current(world.debate) and articles:
        answered = articles[number % len(articles)]
        world.add_article(title=f"Article {number}", responds_to_id=answered.pk, slug=f"article-{number}")


def add_a_page_in_the_way(world: World, number: int) -> None:
    """At an address where nothing was so far."""
    if not Page.objects.filter(slug="new").exists():
        world.add(StandardPage, world.home, title="New", slug="new")


def answer_another(world: World, number: int) -> None:
    articles = list(ArticlePage.objects.order_by("pk"))
    if len(articles) > 1:
        article, other = articles[number % len(articles)], articles[(number + 1) % len(articles)]
        publish(article, responds_to=Page.objects.get(pk=other.pk))


def make_an_alias(world: World, number: int) -> None:
    page = any_page(world, number)
    page.create_alias(update_slug=f"alias-{Page.objects.count()}-{number}")


def copy_into_german(world: World, number: int) -> None:
    page, german = any_page(world, number), Locale.objects.get(language_code="de")
    if page.locale_id != german.pk and not page.has_translation(german) and page.get_parent().has_translation(german):
        page.copy_for_translation(german, alias=bool(number % 2)).specific.save()


def close_a_page(world: World, number: int) -> None:
    PageViewRestriction.objects.get_or_create(page=any_page(world, number).page_ptr, restriction_type="login")


def open_pages(world: World, number: int) -> None:
    for restriction in PageViewRestriction.objects.all():
        restriction.delete()


def close_the_collection(world: World, number: int) -> None:
    collection = Collection.objects.order_by("pk")[number % Collection.objects.count()]
    CollectionViewRestriction.objects.get_or_create(collection=collection, restriction_type="login")


def open_collections(world: World, number: int) -> None:
    for restriction in CollectionViewRestriction.objects.all():
        restriction.delete()


def move_the_collection(world: World, number: int) -> None:
    """Below another one, which may be private."""
    moved = Collection.objects.get(pk=world.shown.pk)
    root, members = Collection.get_first_root_node(), Collection.objects.get(pk=world.members.pk)
    moved.move(root if moved.get_parent() == members else members, "sorted-child")


def put_selected_pictures_away(world: World, number: int) -> None:
    """As Wagtail does with those that are selected in its list: all at once."""
    collection = Collection.objects.order_by("pk")[number % Collection.objects.count()]
    CustomImage.objects.filter(pk__in=[world.picture.pk]).update(collection=collection)
    CustomDocument.objects.filter(pk__in=[world.leaflet.pk]).update(collection=collection)


def put_the_picture_away(world: World, number: int) -> None:
    image = CustomImage.objects.get(pk=world.picture.pk)
    image.collection = Collection.objects.order_by("pk")[number % Collection.objects.count()]
    image.save()


def describe_the_picture(world: World, number: int) -> None:
    image = CustomImage.objects.get(pk=world.picture.pk)
    image.alt = f"Picture {number}"
    image.focal_point_x = image.focal_point_y = number % 100
    image.focal_point_width = image.focal_point_height = 10
    image.save()


def replace_the_picture(world: World, number: int) -> None:
    image = CustomImage.objects.get(pk=world.picture.pk)
    image.file = a_picture(size=(100 + number % 50, 90))
    image.save()


def draw_the_picture(world: World, number: int) -> None:
    make_renditions.call(world.picture.pk)


def lose_the_sizes(world: World, number: int) -> None:
    CustomImage.objects.get(pk=world.picture.pk).renditions.all().delete()


def title_the_document(world: World, number: int) -> None:
    document = CustomDocument.objects.get(pk=world.leaflet.pk)
    document.title = f"Leaflet {number}"
    document.save()


def show_another_photo(world: World, number: int) -> None:
    activity = current(world.activity)
    if activity:
        ActivityPhoto.objects.create(page=activity, image=world.image(alt=f"Photo {number}"), sort_order=-number)


def choose_positions(world: World, number: int) -> None:
    positions = list(PositionPage.objects.order_by("pk"))
    chosen = positions[number % len(positions)]
    HomePagePosition.objects.create(page=world.home, position=chosen)
    if current(world.position):
        RelatedPosition.objects.create(page=current(world.position), position=chosen)


def take_rows_away(world: World, number: int) -> None:
    for model in (ActivityPosition, PositionManifestoSection, HomePagePosition):
        row = model.objects.order_by("pk").first()
        if row:
            row.delete()


def follow_from_the_manifesto(world: World, number: int) -> None:
    positions = list(PositionPage.objects.order_by("pk"))
    PositionManifestoSection.objects.create(page=positions[number % len(positions)], section=SECTION)


def tag(world: World, number: int) -> None:
    activity = current(world.activity)
    if activity:
        activity.tags.add(f"tag {number % 5}")
        publish(activity)


def rename_a_tag(world: World, number: int) -> None:
    tag = Tag.objects.order_by("pk")[number % Tag.objects.count()]
    tag.name = f"Tag {number}"
    tag.save()


def name_the_organisation(world: World, number: int) -> None:
    organisation = OrganisationSettings.objects.get()
    organisation.tagline = f"Tagline {number}"
    organisation.save()


def name_the_organisation_in_german(world: World, number: int) -> None:
    OrganisationTranslation.objects.update_or_create(
        organisation=world.organisation,
        locale=Locale.objects.get(language_code="de"),
        defaults={"name": f"Verein {number}"},
    )


def arrange_the_menu(world: World, number: int) -> None:
    menus = NavigationSettings.objects.get()
    menus.main = [("item", {"page": any_page(world, number), "label": f"Entry {number}"})]
    menus.save()


def lead_somewhere_else(world: World, number: int) -> None:
    Redirect.objects.update_or_create(old_path="/old", defaults={"redirect_page": any_page(world, number).page_ptr})


def lead_nowhere(world: World, number: int) -> None:
    redirect = Redirect.objects.first()
    if redirect:
        redirect.delete()
    else:
        Redirect.objects.create(old_path="/nothing", redirect_link="")


def move_the_site(world: World, number: int) -> None:
    site = Site.objects.get(is_default_site=True)
    site.hostname = f"site{number % 3}.example"
    site.save()


def title_the_home_page(world: World, number: int) -> None:
    publish(current(world.home), title=f"Home {number}")


def deploy_the_frontend(world: World, number: int) -> None:
    from django.conf import settings

    shell: Path = settings.FRONTEND_BUILD / "shell.html"
    before = shell.stat().st_mtime_ns
    shell.write_text(shell.read_text() + f"<!--{number}-->")
    os.utime(shell, ns=(before + 1_000_000_000, before + 1_000_000_000))


ACTIONS: list[Action] = [
    edit,
    summarise,
    save_a_draft,
    unpublish,
    publish_again,
    expire_soon,
    go_live_soon,
    schedule,
    run_the_schedule,
    move,
    reorder,
    rename,
    delete,
    add_a_position,
    add_an_activity,
    fill_the_calendar,
    add_an_article,
    add_a_page_in_the_way,
    answer_another,
    make_an_alias,
    copy_into_german,
    close_a_page,
    open_pages,
    close_the_collection,
    open_collections,
    move_the_collection,
    put_selected_pictures_away,
    put_the_picture_away,
    describe_the_picture,
    replace_the_picture,
    draw_the_picture,
    lose_the_sizes,
    title_the_document,
    show_another_photo,
    choose_positions,
    take_rows_away,
    follow_from_the_manifesto,
    tag,
    rename_a_tag,
    name_the_organisation,
    name_the_organisation_in_german,
    arrange_the_menu,
    lead_somewhere_else,
    lead_nowhere,
    move_the_site,
    title_the_home_page,
    deploy_the_frontend,
]
