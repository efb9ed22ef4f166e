"""What every page of the site has in common."""

import re
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.desk.rights import PageRights

HOW_TO_ADD = "Click on the plus sign to add a text, a picture or something else."


class BasePage(Page):
    """A page with a head for search engines, a share image and a preview in the real site.

    Readers get pages through the API and the page shell only, so there is no template here: `settings.PREVIEW_RENDERER`
    names the function `(page, request) -> HttpResponse` that shows an editor one that may be unsaved.
    """

    share_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
    )

    page_type: ClassVar[str]
    """The type as readers and the frontend know it: `position` for PositionPage, `PositionPage` without `Page` in snake case."""

    begins_approval: ClassVar[bool] = False
    """Whether somebody else has to approve what is written on a page of this kind, and on all pages below it."""

    promote_panels = [
        MultiFieldPanel(
            [
                # Made from the title where a draft has none; the admin's own script does it while one types.
                FieldPanel("slug", required_on_save=False),
                FieldPanel("seo_title", help_text="Shown by search engines. Left empty, the page's title is used."),
                FieldPanel(
                    "search_description", help_text="One or two sentences, shown by search engines and in shared links."
                ),
                FieldPanel("share_image"),
            ],
            "For search engines and shared links",
        ),
    ]
    show_in_menus_default = False

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.page_type = page_type_of(cls)

    @property
    def summary_text(self) -> str:
        """One or two sentences of plain text for lists and shared links. Costs no query."""
        return getattr(self, "summary", "") or self.search_description

    def permissions_for_user(self, user: Any) -> PageRights:
        return PageRights(user, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return import_string(settings.PREVIEW_RENDERER)(self, request)


def page_type_of(model: type) -> str:
    """`position_index` for PositionIndexPage."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__.removesuffix("Page")).lower()


def page_models() -> dict[str, type[BasePage]]:
    """Every kind of page that can be made, by its type."""
    from django.apps import apps

    return {model.page_type: model for model in apps.get_app_config("home").get_models() if issubclass(model, BasePage)}
