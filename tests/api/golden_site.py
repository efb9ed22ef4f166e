"""A small site that is the same to the last byte each time it is made: one page of each kind, with something of everything.

Dates, ids of blocks and names of files are given, where elsewhere the clock or chance decide.
"""

import datetime
from typing import Any

import pytest
from django.core.management.color import no_style
from django.db import connection

from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    ArticlePage,
    CustomDocument,
    CustomImage,
    HomePagePosition,
    OrganisationSettings,
    PositionManifestoSection,
    RelatedPosition,
)
from tests.files import a_document
from tests.pages import SmallSite

SECTION = "00000000-0000-4000-8000-000000000001"


def on(month: int, day: int, hour: int = 12, year: int = 2024) -> datetime.datetime:
    return datetime.datetime(year, month, day, hour, tzinfo=datetime.UTC)


class GoldenSite(SmallSite):
    """`SmallSite`, fixed, and filled. Make it with `with_fixed_names`."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = self.image(id=1, alt="A crowd in front of the town hall", credit="A. Photographer")
        self.leaflet = self.document(id=1, title="Leaflet", file=a_document("golden-leaflet.txt"))
        # Postgres knows nothing of ids that it hasn't given out itself, and would give them out once more.
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [CustomDocument, CustomImage]):
                cursor.execute(statement)
        self.answer = self.add(
            ArticlePage,
            self.debate,
            title="In defence of the cap",
            author_names="B. Nonym",
            written_on=datetime.date(2024, 6, 2),
            summary="A reply.",
            responds_to=self.article,
        )
        self._fill_texts()
        self._relate()
        self.home.refresh_from_db()
        pages = self.home.get_descendants(inclusive=True).values_list("pk", flat=True)
        self.numbers = {pk: number for number, pk in enumerate(pages, start=1)}

    def add(self, model: Any, parent: Any = None, **fields: Any) -> Any:
        dates = {"first_published_at": on(3, 1), "last_published_at": on(4, 2)}
        return super().add(model, parent, **dates | fields)

    def with_numbers(self, answer: Any) -> Any:
        """`answer` with the places of pages in the tree for their ids, which the database decides."""
        if isinstance(answer, list):
            return [self.with_numbers(part) for part in answer]
        if not isinstance(answer, dict):
            return answer
        return {
            key: self.numbers[value] if key == "id" and isinstance(value, int) else self.with_numbers(value)
            for key, value in answer.items()
        }

    def section(self, **values: Any) -> dict[str, Any]:
        self.section_id = SECTION
        return super().section(**values)

    def add_activity(self, days: float = -7, **fields: Any) -> Any:
        times = {"starts_at": on(5, 1, 17), "ends_at": on(5, 1, 19), "place": "Market square", "address": "Market 1"}
        return super().add_activity(days, **times | fields)

    def add_article(self, **fields: Any) -> Any:
        return super().add_article(**{"written_on": datetime.date(2024, 5, 20)} | fields)

    def _body(self) -> list[dict[str, Any]]:
        link = f'<a linktype="page" id="{self.position.pk}">the cap</a>'
        file = f'<a linktype="document" id="{self.leaflet.pk}">the leaflet</a>'
        values = [
            ("heading", {"text": "What we ask for", "level": "2"}),
            ("rich_text", f'<p>Read {link}, {file} and <a href="https://example.org/">more</a>.</p><ul><li>One</li></ul>'),
            ("image", {"image": self.picture.pk, "caption": "On the first of May"}),
            ("quote", {"text": "Homes are for living in.", "attribution": "A tenant"}),
            ("document", {"document": self.leaflet.pk, "label": ""}),
            ("chosen_positions", {"heading": "", "positions": [{"type": "item", "id": "1", "value": self.position.pk}]}),
            ("gallery", {"images": [{"type": "item", "id": "2", "value": {"image": self.picture.pk, "caption": ""}}]}),
            ("call_to_action", {"heading": "Act", "label": "Write to us", "page": self.contact.pk}),
            ("embed", {"url": "https://www.youtube.com/watch?v=abcdefghijk", "title": "The rally"}),
            ("table", {"data": [["Year", "Rent"], ["2024", "12"]], "table_caption": "Rents", "table_header_choice": "row"}),
            ("latest_activities", {"heading": "", "count": 3}),
        ]
        return [
            {"type": kind, "id": f"00000000-0000-4000-8000-0000000001{number:02}", "value": value}
            for number, (kind, value) in enumerate(values)
        ]

    def _fill_texts(self) -> None:
        text = f'<p>See <a linktype="page" id="{self.manifesto.pk}">the manifesto</a>.</p>'
        for page in (self.home, self.contact, self.positions, self.activities, self.debate, self.standard, self.answer):
            page.refresh_from_db()
        for page in (self.contact, self.positions, self.activities, self.debate, self.standard):
            page.introduction = text
        for page in (self.position, self.activity, self.article, self.standard):
            page.refresh_from_db()
            page.body = self._body()
        self.home.first_published_at = self.home.last_published_at = on(1, 1)
        self.home.lead, self.home.call_heading, self.home.call_page = text, "Write to us", self.contact
        self.manifesto.adopted_on = self.position.adopted_on = datetime.date(2024, 2, 1)
        self.article.responds_to = self.position
        self.activity.tags.add("Rents", "Town hall")
        self.article.tags.add("Rents")
        for page in self.every_page():
            page.save()

    def _relate(self) -> None:
        second = self.add_position(title="Empty homes", summary="In another sentence.")
        ActivityPhoto.objects.create(page=self.activity, image=self.picture, caption="The stall")
        ActivityDocument.objects.create(page=self.activity, document=self.leaflet)
        ActivityPosition.objects.create(page=self.activity, position=self.position)
        RelatedPosition.objects.create(page=self.position, position=second)
        HomePagePosition.objects.create(page=self.home, position=self.position)
        PositionManifestoSection.objects.create(page=self.position, section=SECTION)
        OrganisationSettings.objects.create(
            site=self.site, name="Tenants together", tagline="For homes", email="hello@example.org", share_image=self.picture
        )


def with_fixed_names(patch: pytest.MonkeyPatch) -> GoldenSite:
    """Uploads are named by chance, so that nobody can guess them; here by number."""
    numbers = iter(range(1, 1000))
    patch.setattr("home.models.images.secrets.token_hex", lambda size: f"{next(numbers):0{2 * size}x}")
    return GoldenSite()
