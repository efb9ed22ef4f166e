"""Positions: what the group demands or holds, one page each, in the editor's order."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from home.blocks import BodyBlock
from home.blocks.base import PROSE
from home.models.base import HOW_TO_ADD, BasePage
from home.models.manifesto import ManifestoSectionField


class PositionIndexPage(BasePage):
    """The list of all positions, in the order that they have in the page tree."""

    introduction = RichTextField(blank=True, features=PROSE, help_text="Stands above the list of positions.")

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PositionPage"]
    max_count_per_parent = 1
    begins_approval = True
    page_description = "The page that lists all positions, in the order that they have here."
    admin_default_ordering = "ord"

    class Meta:
        verbose_name = "list of positions"


class PositionForm(WagtailAdminPageForm):
    """Tells what is validated where it belongs, which Wagtail does only when it is saved.

    A position learns its list before it has a place in the tree: numbers are free or taken within a list.
    """

    def __init__(self, *args: Any, parent_page: Page | None = None, **kwargs: Any) -> None:
        super().__init__(*args, parent_page=parent_page, **kwargs)
        self.instance.list_page = parent_page
        # A row that is not saved yet does not know its page, and could not tell that it points at it.
        for form in self.formsets["related_positions"].forms:
            form.instance.page_id = self.instance.pk


class PositionPage(BasePage):
    """One position with its argument."""

    number = models.PositiveSmallIntegerField(
        blank=True, help_text="What people cite it by. Left empty, the next free number is taken."
    )
    summary = models.CharField(max_length=255, help_text="The position in one sentence.")
    adopted_on = models.DateField(null=True, blank=True, help_text="The day on which the group agreed on it.")
    body = StreamField(BodyBlock(required=False), blank=True, help_text=f"The argument. {HOW_TO_ADD}")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("number"),
        FieldPanel("summary", widget=AdminAutoHeightTextInput),
        FieldPanel("adopted_on"),
        FieldPanel("body"),
        InlinePanel("manifesto_sections", heading="Follows from the manifesto", label="section"),
        InlinePanel("related_positions", heading="Related positions", label="position"),
    ]
    search_fields = [
        *BasePage.search_fields,
        # For the chooser: this index is the admin's own.
        index.AutocompleteField("number"),
        index.AutocompleteField("summary"),
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    parent_page_types = ["home.PositionIndexPage"]
    subpage_types: list[str] = []
    page_description = "One thing that you demand or hold, with the argument for it."
    base_form_class = PositionForm
    # A copy gets a number of its own.
    exclude_fields_in_copy = ["number"]

    list_page: Page | None = None

    class Meta:
        verbose_name = "position"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        # Before validation, as Page.full_clean does with the slug: the number is required, but not of the editor.
        self._fill_in_number()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if title := self._taken_numbers().get(self.number):
            raise ValidationError({"number": f"The position “{title}” has the number {self.number} already."})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        # Drafts and copies are saved without full_clean.
        self._fill_in_number()
        return super().save(*args, **kwargs)

    def _fill_in_number(self) -> None:
        if self.number is None:
            taken = self._taken_numbers()
            # People cite a position by the same number in every language.
            translations = PositionPage.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
            numbers = [number for number in translations.values_list("number", flat=True) if number not in taken]
            self.number = numbers[0] if numbers else max(taken, default=0) + 1

    def _taken_numbers(self) -> dict[int, str]:
        """The titles of the list's other positions by their numbers, live ones and those of drafts. One query.

        While this position has no place in the tree and no form, the other positions are those of all lists.
        """
        list_path = self.path[: -self.steplen] if self.path else getattr(self.list_page, "path", "")
        others = PositionPage.objects.filter(path__startswith=list_path).exclude(pk=self.pk)
        taken: dict[int, str] = {}
        for title, live, drafted in others.values_list("draft_title", "number", "latest_revision__content__number"):
            taken |= {number: title for number in (live, drafted) if number is not None}
        return taken


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
