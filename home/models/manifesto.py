"""The manifesto: numbered sections whose paragraphs can be cited, and the choice of one of its sections."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from home.anchors import free_anchor, is_reserved
from home.blocks.base import PROSE, StreamBlock
from home.models.base import BasePage


class ManifestoSectionBlock(blocks.StructBlock):
    """A section. Its number is its place; its paragraphs are numbered when it is shown."""

    heading = blocks.CharBlock(max_length=200)
    body = blocks.RichTextBlock(features=PROSE, help_text="Each paragraph gets a number, so that people can cite it.")
    anchor = blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9-]*$",
        required=False,
        max_length=80,
        error_messages={"invalid": "Use small letters, digits and hyphens, and begin with a letter."},
        help_text="The end of links to this section. Leave it empty: it is made from the heading, and stays the same when "
        "the heading changes. If you change it, links to the section lead to the top of the page.",
    )

    class Meta:
        icon = "list-ol"
        label = "Section"


class ManifestoPage(BasePage):
    """What the group holds, in sections. Section 2, paragraph 3 can be cited as `#2.3`."""

    introduction = RichTextField(blank=True, features=PROSE, help_text="Stands before the first section.")
    adopted_on = models.DateField(null=True, blank=True, help_text="The day on which the group agreed on it.")
    sections = StreamField(
        StreamBlock([("section", ManifestoSectionBlock())], required=False),
        blank=True,
        help_text="They are numbered in this order. Click on the plus sign to add one.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("adopted_on"),
        FieldPanel("sections"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction"), index.SearchField("sections")]

    parent_page_types = ["home.HomePage"]
    begins_approval = True
    subpage_types: list[str] = []
    page_description = "Your founding statement or programme, in numbered sections that people can cite."

    class Meta:
        verbose_name = "manifesto"

    def clean(self) -> None:
        super().clean()
        anchors: dict[str, int] = {}
        for position, section in enumerate(self.sections):
            anchor = section.value.get("anchor")
            if anchor and (anchor in anchors or is_reserved(anchor)):
                owner = f"Section {anchors[anchor] + 1}" if anchor in anchors else "Something else on the page"
                error = ValidationError(f"{owner} has this anchor already.")
                raise ValidationError(
                    {
                        "sections": StreamBlockValidationError(
                            {position: blocks.StructBlockValidationError({"anchor": error})}
                        )
                    }
                )
            anchors.setdefault(anchor, position)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.fill_in_anchors()
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        self.fill_in_anchors()
        return super().save_revision(*args, **kwargs)

    def fill_in_anchors(self) -> None:
        """Gives each section that has a heading and no anchor one that no other section has."""
        taken = {section.value.get("anchor") for section in self.sections}
        for section in self.sections:
            heading = section.value.get("heading")
            # A draft's heading may be still to come, and the anchor would not follow it.
            if heading and not section.value.get("anchor"):
                section.value["anchor"] = free_anchor(heading, taken)
                taken.add(section.value["anchor"])


class ManifestoSectionField(models.CharField):  # type: ignore[type-arg]  # it takes none at run time
    """The id of a section's block in some manifesto: it outlives a change of the section's heading, anchor and place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 36
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.ChoiceField(
            choices=lambda: [("", "Choose a section"), *section_choices()],
            required=not self.blank,
            label=kwargs.get("label", "Section"),
            help_text=self.help_text,
            error_messages={
                "required": "Choose a section, or remove this entry.",
                "invalid_choice": "The manifesto has no such section any more. Choose another, or remove this entry.",
            },
        )


def section_choices() -> Iterator[tuple[str, str]]:
    """Every section of the manifestos' latest revisions: the block's id, and what the editor reads.

    A translation of a manifesto has the same sections, so both stand in one choice.
    """
    names: dict[str, list[str]] = {}
    for manifesto in ManifestoPage.objects.order_by("path"):
        sections = manifesto.get_latest_revision_as_object().sections
        for number, section in enumerate(sections, start=1):
            names.setdefault(section.id, []).append(f"{number}. {section.value['heading']} ({manifesto.title})")
    yield from ((section_id, " / ".join(of_each)) for section_id, of_each in names.items())
