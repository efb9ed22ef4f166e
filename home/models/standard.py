"""Plain pages: privacy, accessibility statement, about."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.blocks.base import PROSE
from home.models.base import HOW_TO_ADD, BasePage


class StandardPage(BasePage):
    """A page for whatever has no kind of its own."""

    introduction = RichTextField(blank=True, features=PROSE, help_text="Stands above everything else.")
    body = StreamField(BodyBlock(required=False), blank=True, help_text=HOW_TO_ADD)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction"), index.SearchField("body")]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    page_description = "For whatever has no kind of its own: about you, privacy, accessibility."

    class Meta:
        verbose_name = "plain page"
