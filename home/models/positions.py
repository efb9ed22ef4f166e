"""Positions: what the group demands or holds, one page each, in the editor's order."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from home.blocks import BodyBlock
from home.blocks.base import PROSE
from home.models.base import BasePage
from home.models.manifesto import ManifestoSectionField


class PositionIndexPage(BasePage):
    """The list of all positions, in the order that they have in the page tree."""

    introduction = RichTextField(blank=True, features=PROSE, help_text="Stands above the list of positions.")

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PositionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "list of positions"


class PositionPage(BasePage):
    """One position with its argument."""

    number = models.PositiveSmallIntegerField(
        blank=True, help_text="What people cite it by. Left empty, the next free number is taken."
    )
    summary = models.CharField(max_length=255, help_text="The position in one sentence.")
    adopted_on = models.DateField(null=True, blank=True, help_text="The day on which the group agreed on it.")
    body = StreamField(BodyBlock(required=False), blank=True, help_text="The argument.")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("number"),
        FieldPanel("summary"),
        FieldPanel("adopted_on"),
        FieldPanel("body"),
        InlinePanel("manifesto_sections", heading="Follows from the manifesto", label="section"),
        InlinePanel("related_positions", heading="Related positions", label="position"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]

    parent_page_types = ["home.PositionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "position"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        # Before validation, as Page.full_clean does with the slug: the number is required, but not of the editor.
        if self.number is None:
            self.number = self._next_number()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self._siblings().filter(number=self.number).exists():
            raise ValidationError({"number": f"There is already a position {self.number}."})

    def _siblings(self) -> "models.QuerySet[PositionPage]":
        """The other positions of the same list; all positions while this one has no place in the tree yet."""
        positions = PositionPage.objects.filter(locale=self.locale_id).exclude(pk=self.pk)
        if self.path:
            positions = positions.filter(path__startswith=self.path[: -self.steplen], depth=self.depth)
        return positions

    def _next_number(self) -> int:
        return (self._siblings().aggregate(models.Max("number"))["number__max"] or 0) + 1


class RelatedPosition(Orderable):
    """A position that another position refers to."""

    page = ParentalKey(PositionPage, on_delete=models.CASCADE, related_name="related_positions")
    position = models.ForeignKey(PositionPage, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("position")]

    def clean(self) -> None:
        super().clean()
        if self.position_id and self.position_id == self.page_id:
            raise ValidationError({"position": "A position can't be related to itself."})


class PositionManifestoSection(Orderable):
    """A section of the manifesto that a position follows from."""

    page = ParentalKey(PositionPage, on_delete=models.CASCADE, related_name="manifesto_sections")
    section = ManifestoSectionField(help_text="Only sections of a saved manifesto can be chosen.")

    panels = [FieldPanel("section")]
