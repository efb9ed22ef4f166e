"""What an editor sets once for the whole site: who the organisation is, and its menus."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FilteredRelation
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Site

from home.blocks.base import INLINE, StreamBlock
from home.blocks.pages import require_one_target
from home.colours import DEFAULT_ACCENT, validate_accent

SPOKEN = ("name", "tagline", "footer_text")
"""What an organisation says in each language."""


@register_setting(icon="group")
class OrganisationSettings(ClusterableModel, BaseSiteSetting):
    """The organisation that speaks on this site, in the words of the site's first language."""

    name = models.CharField(max_length=120, blank=True, help_text="Stands at the top of every page.")
    tagline = models.CharField(max_length=200, blank=True, help_text="A few words that say who you are.")
    email = models.EmailField(
        "e-mail address", blank=True, help_text="For the whole world to write to. Everybody can read it."
    )
    share_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown when somebody shares a page that has no picture of its own.",
    )
    accent = models.CharField(
        "colour",
        max_length=7,
        blank=True,
        default=DEFAULT_ACCENT,
        validators=[validate_accent],
        help_text="The site's one colour beside paper and ink. It has to be readable by light and by dark.",
    )
    footer_text = RichTextField(blank=True, features=INLINE, help_text="Stands at the bottom of every page.")

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("email"),
        FieldPanel("share_image"),
        FieldPanel("accent", widget=forms.TextInput(attrs={"type": "color"})),
        FieldPanel("footer_text"),
        InlinePanel("translations", heading="In other languages", label="language"),
    ]

    class Meta:
        verbose_name = "organisation"

    def clean(self) -> None:
        super().clean()
        self.accent = self.accent.lower() or DEFAULT_ACCENT

    @classmethod
    def speaking(cls, site: Site, locale_id: int) -> "OrganisationSettings":
        """The organisation of `site` in the words for that language, where there are any; an empty one where there is none.

        Not to be saved. One query.
        """
        spoken = FilteredRelation("translations", condition=models.Q(translations__locale=locale_id))
        words = {f"spoken_{field}": models.F(f"spoken__{field}") for field in SPOKEN}
        organisation = cls.objects.filter(site=site).annotate(spoken=spoken).annotate(**words).first() or cls(site=site)
        for field in SPOKEN:
            setattr(organisation, field, getattr(organisation, f"spoken_{field}", None) or getattr(organisation, field))
        return organisation


class OrganisationTranslation(models.Model):
    """What the organisation says about itself in one more language."""

    organisation = ParentalKey(OrganisationSettings, on_delete=models.CASCADE, related_name="translations")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name="language")
    name = models.CharField(max_length=120, blank=True, help_text="Left empty, it is the same in every language.")
    tagline = models.CharField(max_length=200, blank=True)
    footer_text = RichTextField(blank=True, features=INLINE)

    panels = [FieldPanel("locale"), FieldPanel("name"), FieldPanel("tagline"), FieldPanel("footer_text")]

    class Meta:
        verbose_name = "organisation in another language"
        unique_together = [("organisation", "locale")]


class MenuItemBlock(blocks.StructBlock):
    """One entry of a menu: a page of this site, or an address elsewhere."""

    page = blocks.PageChooserBlock(required=False)
    url = blocks.URLBlock(required=False, label="Address elsewhere", help_text="Instead of a page.")
    label = blocks.CharBlock(required=False, max_length=60, help_text="Left empty, the page's title is shown.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        require_one_target(cleaned)
        if cleaned.get("url") and not cleaned.get("label"):
            raise blocks.StructBlockValidationError(block_errors={"label": ValidationError("Say what the link leads to.")})
        return cleaned

    class Meta:
        icon = "link"
        label = "Entry"


@register_setting(icon="list-ul")
class NavigationSettings(BaseSiteSetting):
    """The site's menus. An entry whose page is not public is left out for readers."""

    main = StreamField(
        StreamBlock([("item", MenuItemBlock())], required=False),
        blank=True,
        verbose_name="main menu",
        help_text="Stands at the top of every page, in this order.",
    )
    footer = StreamField(
        StreamBlock([("item", MenuItemBlock())], required=False),
        blank=True,
        verbose_name="footer menu",
        help_text="Stands at the bottom of every page.",
    )

    panels = [FieldPanel("main"), FieldPanel("footer")]

    class Meta:
        verbose_name = "navigation"
