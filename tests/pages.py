"""Makes a small site for tests: one page of each kind, published, and whatever a test adds to it."""

import datetime
import uuid
from typing import Any

from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Site

from home.images.renditions import make_renditions
from home.models import (
    ActivityIndexPage,
    ActivityReportPage,
    ArticlePage,
    BasePage,
    ContactPage,
    CustomDocument,
    CustomImage,
    DebateIndexPage,
    HomePage,
    ManifestoPage,
    PositionIndexPage,
    PositionPage,
    StandardPage,
)
from tests.files import a_document, a_picture


class SmallSite:
    """A published site: a home page and one page of each kind below it, each reachable by an attribute."""

    def __init__(self) -> None:
        self.site = Site.objects.get(is_default_site=True)
        self.home = HomePage.objects.get()
        self.home.purpose = "Homes are for living in."
        self.home.save()
        self.section_id = str(uuid.uuid4())
        self.manifesto = self.add(
            ManifestoPage, title="Manifesto", introduction="<p>Why we act.</p>", sections=[self.section()]
        )
        self.positions = self.add(PositionIndexPage, title="Positions")
        self.position = self.add_position(title="Rent cap")
        self.activities = self.add(ActivityIndexPage, title="Activities")
        self.activity = self.add_activity(title="Street stall")
        self.debate = self.add(DebateIndexPage, title="Debate")
        self.article = self.add_article(title="Against the cap")
        self.contact = self.add(ContactPage, title="Contact", email="hello@example.org")
        self.standard = self.add(StandardPage, title="Privacy")

    def section(self, **values: Any) -> dict[str, Any]:
        value = {"heading": "Homes", "anchor": "homes", "body": "<p>One.</p><p>Two.</p>", **values}
        return {"type": "section", "id": self.section_id, "value": value}

    def add(self, model: type[BasePage], parent: Page | None = None, **fields: Any) -> Any:
        """A page of that kind, live, below `parent` (the home page)."""
        parent = Page.objects.get(pk=(parent or self.home).pk)
        page = model(**{"live": True, "first_published_at": timezone.now(), **fields})
        parent.add_child(instance=page)
        return page

    def add_position(self, **fields: Any) -> PositionPage:
        number = PositionPage.objects.count() + 1
        return self.add(PositionPage, self.positions, **{"number": number, "summary": "In a sentence.", **fields})

    def add_activity(self, days: float = -7, **fields: Any) -> ActivityReportPage:
        """An activity that begins in `days`."""
        starts_at = timezone.now() + datetime.timedelta(days=days)
        values = {"kind": "practical", "starts_at": starts_at, "summary": "What we did.", **fields}
        return self.add(ActivityReportPage, self.activities, **values)

    def add_article(self, **fields: Any) -> ArticlePage:
        return self.add(ArticlePage, self.debate, **{"author_names": "A. Nonym", "summary": "An objection.", **fields})

    def translate(self, page: Any, language: str = "de", **fields: Any) -> Any:
        """`page` in another language, live, and so are the pages above it."""
        locale, _ = Locale.objects.get_or_create(language_code=language)
        parent = page.get_parent()
        if not parent.is_root() and not parent.has_translation(locale):
            self.translate(parent.specific, language)
        translation = Page.objects.get(pk=page.pk).specific.copy_for_translation(locale)
        for name, value in {"live": True, "first_published_at": page.first_published_at, **fields}.items():
            setattr(translation, name, value)
        translation.save()
        # Editors' choices are made of revisions.
        translation.save_revision()
        return translation

    def every_page(self) -> list[Any]:
        return [
            self.home,
            self.manifesto,
            self.positions,
            self.position,
            self.activities,
            self.activity,
            self.debate,
            self.article,
            self.contact,
            self.standard,
        ]

    def image(self, **fields: Any) -> CustomImage:
        """A picture whose sizes are made already; on a running site the worker makes them.

        It has one size, since a test with many pictures would spend its time on the others.
        """
        file = a_picture(size=(160, 120))
        image = CustomImage.objects.create(**{"title": "file name", "alt": "A crowd", "file": file, **fields})
        make_renditions.call(image.pk)
        return image

    def document(self, **fields: Any) -> CustomDocument:
        return CustomDocument.objects.create(**{"title": "Leaflet", "file": a_document(), **fields})

    def collection(self, name: str = "Members") -> Collection:
        return Collection.get_first_root_node().add_child(name=name)


def block(name: str, value: Any) -> dict[str, Any]:
    """A block of a body, as it is stored."""
    return {"type": name, "id": str(uuid.uuid4()), "value": value}
