"""Activities: announced before they begin, reported after; one page and one address for both."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from home.blocks import BodyBlock
from home.blocks.base import PROSE
from home.models.base import HOW_TO_ADD, BasePage
from home.models.documents import CustomDocument
from home.models.images import CustomImage


class ActivityIndexPage(BasePage):
    """The list of all activities, what is to come first."""

    introduction = RichTextField(blank=True, features=PROSE, help_text="Stands above the list of activities.")

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ActivityReportPage"]
    max_count_per_parent = 1
    page_description = "The page that lists all activities, what is to come first."

    class Meta:
        verbose_name = "list of activities"


class ActivityTag(TaggedItemBase):
    content_object = ParentalKey("home.ActivityReportPage", on_delete=models.CASCADE, related_name="tagged_items")


class ActivityReportPage(BasePage):
    """One activity: an announcement until it begins, then a report."""

    class Kind(models.TextChoices):
        PRACTICAL = "practical", "Practical"
        THEORETICAL = "theoretical", "Theoretical"

    kind = models.CharField(
        max_length=16,
        choices=Kind.choices,
        help_text="Practical is a picket, a stall or a march; theoretical is a talk, a reading group or a debate.",
    )
    starts_at = models.DateTimeField(
        "start", help_text="Until then readers see an announcement, afterwards a report. In the time zone of the site."
    )
    ends_at = models.DateTimeField("end", null=True, blank=True, help_text="May stay empty.")
    place = models.CharField(max_length=120, blank=True, help_text='Such as "Town hall, large room" or "online".')
    address = models.CharField(max_length=255, blank=True, help_text="Street and town, so that people find the way.")
    summary = models.TextField(max_length=400, help_text="One or two sentences. Readers see them in lists.")
    body = StreamField(
        BodyBlock(required=False), blank=True, help_text=f"What is planned, and afterwards what happened. {HOW_TO_ADD}"
    )
    tags = ClusterTaggableManager(through=ActivityTag, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]), FieldPanel("place"), FieldPanel("address")],
            "When and where",
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("photos", heading="Photos", label="photo"),
        InlinePanel("documents", heading="Documents", label="document"),
        InlinePanel("related_positions", heading="Positions that this was about", label="position"),
        FieldPanel("tags"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("place"),
        index.FilterField("kind"),
        index.FilterField("starts_at"),
    ]

    parent_page_types = ["home.ActivityIndexPage"]
    subpage_types: list[str] = []
    page_description = "Announces what you are going to do, and reports on it afterwards, at the same address."

    class Meta:
        verbose_name = "activity"
        # For lists, the longest of which would be sorted for each part of it.
        indexes = [models.Index(fields=["starts_at"], name="activities_in_order")]

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": "The end is before the start."})


class ActivityPhoto(Orderable):
    page = ParentalKey(ActivityReportPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="+")
    caption = models.CharField(max_length=300, blank=True)

    panels = [FieldPanel("image"), FieldPanel("caption")]


class ActivityDocument(Orderable):
    page = ParentalKey(ActivityReportPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(CustomDocument, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("document")]


class ActivityPosition(Orderable):
    """A position that an activity was about."""

    page = ParentalKey(ActivityReportPage, on_delete=models.CASCADE, related_name="related_positions")
    position = models.ForeignKey("home.PositionPage", on_delete=models.CASCADE, related_name="activities")

    panels = [FieldPanel("position")]
