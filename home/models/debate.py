"""The debate: articles that may answer a position, the manifesto or one another."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.blocks.base import PROSE
from home.desk.choosing import PagePanel
from home.models.base import HOW_TO_ADD, BasePage

ANSWERABLE = ["home.PositionPage", "home.ManifestoPage", "home.ArticlePage"]


class DebateIndexPage(BasePage):
    """The list of all articles, the latest first."""

    introduction = RichTextField(blank=True, features=PROSE, help_text="Stands above the list of articles.")

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ArticlePage"]
    max_count_per_parent = 1
    page_description = "The page that lists all articles, the latest first."

    class Meta:
        verbose_name = "debate"


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("home.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items")


class ArticlePage(BasePage):
    """One article, signed with whatever name its authors go by."""

    author_names = models.CharField("authors", max_length=200, help_text="As they want to be named. Pseudonyms are fine.")
    written_on = models.DateField("date", default=datetime.date.today, help_text="The day on which it was written.")
    summary = models.TextField(max_length=400, help_text="One or two sentences. Readers see them in lists.")
    body = StreamField(BodyBlock(required=False), blank=True, help_text=HOW_TO_ADD)
    responds_to = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="responses",
        verbose_name="answer to",
        help_text="The position, manifesto or article that this one answers. May stay empty.",
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("author_names"),
        FieldPanel("written_on"),
        FieldPanel("summary"),
        FieldPanel("body"),
        PagePanel("responds_to", ANSWERABLE),
        FieldPanel("tags"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("author_names"),
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    parent_page_types = ["home.DebateIndexPage"]
    subpage_types: list[str] = []
    page_description = "A signed contribution, which may answer a position, the manifesto or another article."

    class Meta:
        verbose_name = "article"
        indexes = [models.Index(fields=["written_on"], name="articles_in_order")]

    def clean(self) -> None:
        super().clean()
        if self.responds_to_id and self.responds_to_id == self.pk:
            raise ValidationError({"responds_to": "An article can't answer itself."})
        if self.responds_to and self.responds_to.specific_class._meta.label not in ANSWERABLE:
            raise ValidationError({"responds_to": "Choose a position, a manifesto or an article."})
