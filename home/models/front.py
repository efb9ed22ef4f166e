"""The home page: what the group stands for, at a glance."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from home.blocks.base import INLINE, PROSE
from home.models.base import BasePage


class HomePage(BasePage):
    """The first page of the site and the root of its tree."""

    purpose = models.CharField(
        "statement of purpose",
        max_length=240,
        help_text="What you stand for, in one sentence. The largest words of the site.",
    )
    lead = RichTextField(blank=True, features=INLINE, help_text="Two or three sentences that follow the statement.")
    call_heading = models.CharField("heading", max_length=120, blank=True, help_text='Such as "Get in touch".')
    call_text = RichTextField("text", blank=True, features=PROSE)
    call_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="page",
        help_text="Where the button leads to, most often the contact page.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("purpose", widget=AdminAutoHeightTextInput),
        FieldPanel("lead"),
        InlinePanel(
            "chosen_positions",
            heading="Chosen positions",
            label="position",
            help_text="Without any, the first three of the list are shown.",
        ),
        MultiFieldPanel(
            [FieldPanel("call_heading"), FieldPanel("call_text"), PageChooserPanel("call_page")],
            "Call to get in touch",
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("purpose"), index.SearchField("lead")]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ManifestoPage",
        "home.PositionIndexPage",
        "home.ActivityIndexPage",
        "home.DebateIndexPage",
        "home.ContactPage",
        "home.StandardPage",
    ]

    page_description = "The first page of the site: what you stand for, at a glance."
    admin_default_ordering = "ord"

    class Meta:
        verbose_name = "home page"


class HomePagePosition(Orderable):
    """A position that the home page shows."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="chosen_positions")
    position = models.ForeignKey("home.PositionPage", on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("position")]
